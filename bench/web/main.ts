import type { Figure } from '../figure.js';
import { startBrowser } from './browser.js';
import { dayFigures } from './day.js';
import { paintFigures } from './paint.js';
import { startPlant } from './plant.js';
import { trendFigures } from './trends.js';

export interface WebBench {
  rounds: number;
  /** changes in which the day is told over which the heap is looked at; 0: it is not */
  changes: number;
  say: (sentence: string) => void;
}

/** Every figure of the screens, in Chromium; nothing where there is none. */
export async function* webFigures({ rounds, changes, say }: WebBench): AsyncGenerator<Figure> {
  const browser = await startBrowser();
  if (browser === null) {
    say('no Chromium: apt-get install chromium, or name it in CHROMIUM');
    return;
  }
  try {
    yield* trendFigures(browser, rounds);
    const plant = await startPlant();
    try {
      yield* paintFigures(browser, plant.url, rounds);
      if (changes > 0) yield* dayFigures(browser, plant.url, changes, say);
    } finally {
      await plant.stop();
    }
  } finally {
    await browser.close();
  }
}

import { serverNowUs } from '../data/server-clock.js';
import { pageWindows, useShortcut } from './page.js';
import { useListed } from './use-listed.js';
import { moved, type WindowMove } from './window-moves.js';

/** Keys that move the window of the page, where it has one. */
export function useWindowKeys(): void {
  const window = useListed(pageWindows).at(-1);
  const there = window !== undefined;
  const move = (how: WindowMove) => () => {
    const next = window && moved(window, how, serverNowUs());
    if (next) window.change(next);
  };
  useShortcut('earlier', move('earlier'), there);
  useShortcut('later', move('later'), there);
  useShortcut('wider', move('wider'), there);
  useShortcut('narrower', move('narrower'), there);
  useShortcut('now', move('now'), there);
}

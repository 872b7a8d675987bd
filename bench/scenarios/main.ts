import type { Figure } from '../figure.js';
import { coverageFigures } from './coverage.js';
import { lineQuestion, liveLine, liveSite, siteQuestion } from './live.js';
import { sameBytesFigures } from './same-bytes.js';
import { forkFigures, speedFigures } from './speed.js';

export interface ScenarioBench {
  rounds: number;
  /** of each plant whose coverage is counted; 0: it is not */
  forks: number;
  replications: number;
  say: (sentence: string) => void;
}

/** Every figure of what-ifs, one after the other. */
export async function* scenarioFigures({ rounds, forks, replications, say }: ScenarioBench): AsyncGenerator<Figure> {
  const [line, site] = [liveLine(), liveSite()];
  const questions = [lineQuestion(line), siteQuestion(site)];
  yield* speedFigures(questions, rounds);
  yield* forkFigures(line, site, rounds);
  yield* sameBytesFigures(questions, rounds, say);
  if (forks > 0) yield* coverageFigures(forks, replications);
}

import type { SearchAnswer } from '../contract/search-result.js';
import { interimPoints, pointResults } from '../model/search/points.js';
import type { KpiRow } from '../model/search/rows.js';
import { tornado } from '../model/search/tornado.js';
import { pointId } from '../model/search/tried.js';
import { searchHead, type Searching } from './searching.js';
import { inBlocks, replicationsOf, workOff } from './search-work.js';
import { answerOf, type PreparedRun, type Simulation } from './simulation.js';

/** The simulation of a sweep or a tornado: every point as often as is asked for. */
export function gridSimulation<Variant>(searching: Searching<Variant>): Pick<PreparedRun, 'total' | 'simulation'> {
  const { question, request, told, bytes } = searching;
  const plants = searching.plantsOf([question.baseline, ...question.points].map(({ variant }) => variant));
  const tasks = inBlocks(plants.length, request.replications);
  const simulation: Simulation = (queue, options) =>
    answerOf<KpiRow>(
      options,
      async ({ onProgress, ...given }) =>
        common(await workOff(queue, plants, tasks, { ...given, onProgress: (progress, finished) => onProgress?.(progress, () => common(finished())) })),
      {
        interim: ([baseline = [], ...points]) =>
          interimPoints(
            baseline,
            points.map((own, i) => ({ id: pointId(i), own, base: baseline })),
            told,
          ),
        bytes: (done, isWhole) => bytes(gridAnswer(searching, done), done[0]!, isWhole),
      },
    );
  return { total: replicationsOf(tasks), simulation };
}

/** As many replications of each as there are of all. */
const common = (rows: KpiRow[][]): KpiRow[][] => {
  const fewest = Math.min(...rows.map(({ length }) => length));
  return rows.map((its) => its.slice(0, fewest));
};

function gridAnswer<Variant>(searching: Searching<Variant>, [baseline = [], ...rows]: readonly (readonly KpiRow[])[]): SearchAnswer {
  const {
    question: { kind, points },
    request: { over },
    told,
  } = searching;
  const ends = () => over.map(({ id }, i) => ({ factor: id, low: rows[2 * i]!, high: rows[2 * i + 1]! }));
  return {
    ...searchHead(searching, baseline),
    points: pointResults(
      points.map(({ at, notes }, i) => ({ id: pointId(i), at, notes, rows: rows[i]!, pairs: { own: rows[i]!, base: baseline } })),
      told,
    ),
    tornado: kind === 'tornado' ? tornado(baseline, ends(), told.judged) : null,
    optimum: null,
    front: null,
  };
}

import { interimEstimate, type InterimVariant } from '../contract/run.js';
import type { SearchAnswer } from '../contract/search-result.js';
import type { SearchRequest } from '../contract/search.js';
import { judgePoints, pointResults } from '../model/search/points.js';
import { intervals, type KpiRow, type Told } from '../model/search/rows.js';
import { tornado } from '../model/search/tornado.js';
import type { SearchPlace, SearchPlant } from './search-place.js';
import type { SearchQuestion } from './search-question.js';
import { inBlocks, replicationsOf, workOff } from './search-work.js';
import { answerOf, type Simulation } from './simulation.js';

/** How the bytes of an answer are put together from what was found. `replications`: of the baseline. */
export type SearchBytes = (found: SearchAnswer, baseline: readonly KpiRow[], isWhole: boolean) => string;

/** Which KPIs are told and judged. */
export const toldOf = ({ kpis, trend }: Pick<SearchPlace<unknown, unknown>, 'kpis' | 'trend'>, { kpis: judged, matters }: SearchRequest): Told => ({
  kpis,
  judged: judged ?? kpis,
  trend,
  matters,
});

/** The simulation of a sweep or a tornado: every point as often as is asked for. `plants`: of the baseline and the points, in their order. */
export function gridSimulation<Variant>(
  question: SearchQuestion<Variant>,
  request: SearchRequest,
  told: Told,
  plants: readonly SearchPlant[],
  bytes: SearchBytes,
): { total: number; simulation: Simulation } {
  const tasks = inBlocks(plants.length, request.replications);
  const simulation: Simulation = (queue, options) =>
    answerOf<KpiRow>(
      options,
      async (given) => {
        const { onProgress, ...rest } = given;
        const rows = await workOff(queue, plants, tasks, {
          ...rest,
          ...(onProgress ? { onProgress: (progress, finished) => onProgress(progress, () => common(finished())) } : {}),
        });
        return common(rows);
      },
      { interim: (done) => interim(done, told), bytes: (done, isWhole) => bytes(gridAnswer(question, request, told, done), done[0]!, isWhole) },
    );
  return { total: replicationsOf(tasks), simulation };
}

/** As many replications of each as there are of all. */
const common = (rows: KpiRow[][]): KpiRow[][] => {
  const fewest = Math.min(...rows.map(({ length }) => length));
  return rows.map((its) => its.slice(0, fewest));
};

/** Ids of points, from the first. */
export const pointId = (index: number): string => `p${index + 1}`;

function gridAnswer<Variant>(
  question: SearchQuestion<Variant>,
  request: SearchRequest,
  told: Told,
  [baseline, ...rows]: readonly (readonly KpiRow[])[],
): SearchAnswer {
  const { kind, points } = question;
  const simulated = points.map(({ at, notes }, i) => ({ id: pointId(i), at, notes, rows: rows[i]! }));
  return {
    ...searchHead(question, request, told, baseline!),
    points: pointResults(baseline!, simulated, told),
    tornado:
      kind === 'tornado'
        ? tornado(
            baseline!,
            request.over.map(({ id }, i) => ({ factor: id, low: rows[2 * i]!, high: rows[2 * i + 1]! })),
            told.judged,
          )
        : null,
  };
}

/** What every kind of search tells. */
export const searchHead = <Variant>(
  { kind, baseline }: SearchQuestion<Variant>,
  { over, matters }: SearchRequest,
  { kpis, judged }: Told,
  rows: readonly KpiRow[],
): Omit<SearchAnswer, 'points' | 'tornado'> => ({
  search: kind,
  matters,
  judged: [...judged],
  factors: over.map(({ id, name }) => ({ id, name: name ?? null })),
  baseline: { at: { ...baseline.at }, replications: rows.length, kpis: intervals(rows, kpis) },
});

/** What the replications done so far say, of the KPIs that are judged. Empty until there are two, which an interval needs. */
function interim([baseline, ...points]: readonly KpiRow[][], told: Told): InterimVariant[] {
  if (!baseline || baseline.length < 2) return [];
  const differences = [null, ...judgePoints(baseline, points, told)];
  return [baseline, ...points].map((rows, i) => ({
    id: i === 0 ? 'baseline' : pointId(i - 1),
    kpis: Object.fromEntries(Object.entries(intervals(rows, told.judged)).map(([kpi, its]) => [kpi, its && interimEstimate(its)])),
    difference: differences[i]!,
  }));
}

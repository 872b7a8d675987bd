import { type Distribution, sample, survival } from '../../../engine/distribution.js';
import { ln } from '../../../engine/elementary.js';
import { moments } from '../../../engine/statistics.js';
import { workAt } from '../../calendar.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { MeasuredFact } from '../facts.js';
import type { Moments } from './moments.js';
import { momentsFor, planOf } from './plan.js';
import { takeAmount, takeDuration } from './take.js';
import type { Watch } from './watch.js';

type Of<Kind extends MeasuredFact['kind']> = Extract<MeasuredFact, { kind: Kind }>;

const LABORATORY = 'laboratory';
/** A share that the file says is none may be this untold. */
const UNTOLD = 0.005;
/** Later than the last result by so much, a release waited for the review of the record [us]. */
const AFTER_RESULT_US = 60e6;

/** A test that lasts less by its law is not judged: the wait for an analyst, which nobody tells, may be as long [s]. */
const SHORTEST_S = 86_400;

/** A test, from when its batch was ready for it and its calendar let it begin: work, incubation, and what it waited for analysts. */
export function watchTest(cell: CompiledCell, watch: Watch, { release, test, lot, fromUs, toUs }: Of<'test'>): void {
  const plan = cell.releases.find(({ id }) => id === release);
  const at = cell.definition.releases.find(({ id }) => id === release)?.tests.findIndex(({ id }) => id === test) ?? -1;
  if (plan === undefined || at < 0) return;
  forget(watch, toUs);
  watch.results[`${release}|${lot}`] = toUs;
  const { activity, incubation, calendar } = plan.tests[at]!;
  const { law, per, id } = cell.activities[activity]!;
  const lasts = momentsFor(planOf(cell), id, incubation === null ? [law] : [law, incubation]);
  if (per !== 'batch' || lasts.mean < SHORTEST_S) return;
  const parameter = { judged: 'laboratory', source: LABORATORY, of: `${release}/${test}` } as const;
  takeDuration(watch, parameter, { fromUs, toUs }, (toUs - openFrom(cell, calendar, fromUs)) / 1e6, lasts);
}

/** Lots that were lost while they were held never come to a decision. */
const FORGOTTEN_US = 180 * 86_400e6;

function forget(watch: Watch, atUs: number): void {
  for (const key in watch.results) if (watch.results[key]! < atUs - FORGOTTEN_US) delete watch.results[key];
}

function openFrom(cell: CompiledCell, calendar: number, atUs: number): number {
  if (calendar < 0) return atUs;
  const { working, untilUs } = workAt(cell.calendars[calendar]!, atUs);
  return working ? atUs : untilUs;
}

/** A release: the review of the record where it was what the batch waited for, and the shares of deviations and of rejections. */
export function watchRelease(cell: CompiledCell, watch: Watch, { release, lot, decision, deviated, heldUs, atUs }: Of<'release'>): void {
  const plan = cell.releases.find(({ id }) => id === release);
  if (plan === undefined) return;
  const key = `${release}|${lot}`;
  const resultUs = watch.results[key] ?? heldUs;
  delete watch.results[key];
  const span = { fromUs: heldUs, toUs: atUs };
  const testsS = (resultUs - heldUs) / 1e6;
  if (plan.record !== null && !deviated && atUs - resultUs > AFTER_RESULT_US) {
    const law = momentsBeyond(plan.record, testsS);
    if (law) takeDuration(watch, { judged: 'laboratory', source: LABORATORY, of: `${release}/record` }, span, (atUs - heldUs) / 1e6, law);
  }
  share(watch, `${release}/deviations`, span, deviated, plan.deviation?.probability ?? 0);
  share(watch, `${release}/rejected`, span, decision === 'rejected', plan.reject);
}

/** Points of the quadrature: enough for a law that is cut at one end. */
const POINTS = 50;

/** Moments of a law given that it lasts longer than that; null where it hardly can. */
function momentsBeyond(law: Distribution, seconds: number): Moments | null {
  const left = seconds > 0 ? survival(law, seconds) : 1;
  if (left < 0.02) return null;
  const values = Array.from({ length: POINTS }, (_, i) => sample(law, (left * (i + 0.5)) / POINTS));
  const [direct, logs] = [moments(values), moments(values.map(ln))];
  return { mean: direct.mean, cv: Math.sqrt(direct.variance) / direct.mean, lnMean: logs.mean, lnSd: Math.sqrt(logs.variance) };
}

function share(watch: Watch, of: string, span: { fromUs: number; toUs: number }, hit: boolean, probability: number): void {
  const expected = Math.max(probability, UNTOLD);
  takeAmount(watch, { judged: 'decisions', source: LABORATORY, of }, { ...span, seen: hit ? 1 : 0, expected, per: 1, effect: 0 }, expected);
}

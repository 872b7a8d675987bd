import type { CellItems } from './cell-items.js';
import type { LotRecord } from './cell-view.js';

/** The step that a lot is in, or was in last; null before its first. */
export function lotNow({ product, steps }: Pick<LotRecord, 'product' | 'steps'>): Parameters<CellItems['ofLot']>[0] {
  const last = steps.at(-1);
  return { product, last: last === undefined ? null : { step: last.step, source: last.source, underWay: last.toUs === null } };
}

/** Energy of the steps of a lot so far: meters of its units, all carriers, without utilities [kWh]; null where none was metered. */
export function kwhOfLot({ steps }: Pick<LotRecord, 'steps'>): number | null {
  const metered = steps.flatMap(({ kwh }) => Object.values(kwh));
  return metered.length === 0 ? null : metered.reduce((sum, kwh) => sum + kwh, 0);
}

const SEEN_US = 1e6;
/** They tell how long a lot waited; others what was decided about it. */
const WAITS: readonly string[] = ['stored', 'held', 'exposed'];

/** Stays as people see them: a wait of less than a second lies between two messages of one moment. */
export const staysSeen = (stays: LotRecord['stays']): LotRecord['stays'] =>
  stays.filter(({ what, fromUs, toUs }) => !WAITS.includes(what) || toUs === null || toUs - fromUs >= SEEN_US);

/**
 * Time of a lot in which no step of it went on, from its beginning to its end or to now [s]; of a lot that came of others from the
 * first that was heard of itself. Null where the beginning of it or of a step was not heard.
 */
export function waitingOfLot({ begunUs, endedUs, parents, steps, stays }: LotRecord, nowUs: number): number | null {
  const heardUs = Math.min(...steps.map(({ fromUs }) => fromUs ?? Infinity), ...stays.map(({ fromUs }) => fromUs));
  const fromUs = parents.length === 0 ? begunUs : Number.isFinite(heardUs) ? heardUs : null;
  if (fromUs === null || steps.some((step) => step.fromUs === null)) return null;
  const toUs = endedUs ?? nowUs;
  let workedUs = 0;
  let doneUs = fromUs;
  for (const step of [...steps].sort((a, b) => a.fromUs! - b.fromUs!)) {
    const [begin, end] = [Math.max(doneUs, step.fromUs!), Math.min(toUs, step.toUs ?? toUs)];
    if (end <= begin) continue;
    workedUs += end - begin;
    doneUs = end;
  }
  return Math.max(0, toUs - fromUs - workedUs) / 1e6;
}

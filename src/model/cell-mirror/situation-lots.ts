import type { LotRecord } from '../../contract/cell-view.js';
import type { ReleasePlan } from '../../contract/cell.js';
import type { CompiledCell, CompiledStep } from '../cell/compile.js';
import type { LotSituation } from '../cell/situation.js';
import type { CellMirror } from './books.js';
import { dividedOff } from './divided.js';
import { testsUnderWay } from './laboratory.js';
import { lotsOf } from './lots.js';

/** Lots under way of which the product and the step are known, those that began first at the front. */
export function situationOfLots(cell: CompiledCell, mirror: CellMirror, atUs: number): LotSituation[] {
  const on = new Map<string, string>();
  for (const { told } of mirror.books) if (told.lot !== null && told.step !== null) on.set(told.lot, told.step);
  const records = lotsOf(mirror);
  const tests = testsUnderWay(cell, records, atUs);
  return records.flatMap((record) => {
    if (record.outcome !== null || record.product === null) return [];
    const now = { shownStep: on.get(record.lot) ?? null, test: tests.get(record.lot) ?? null, atUs };
    const lot = situationOfLot(cell, mirror, record as LotRecord & { product: string }, now);
    return lot === null ? [] : [lot];
  });
}

function situationOfLot(
  cell: CompiledCell,
  mirror: CellMirror,
  record: LotRecord & { product: string },
  { shownStep, test, atUs }: { shownStep: string | null; test: LotSituation['test']; atUs: number },
): LotSituation | null {
  const { lot, product, order, steps, stays, begunUs } = record;
  const find = (id: string) => cell.steps.find((step) => step.id === id && cell.definition.products[step.product]!.id === product) ?? null;
  const last = steps.at(-1);
  const open = stays.filter(({ toUs }) => toUs === null);
  const store = open.find(({ what }) => what === 'stored')?.where ?? null;
  const batchSize = cell.definition.products.find(({ id }) => id === product)?.batchSize ?? 0;
  const known = { lot, product, order, items: record.items ?? batchSize, rejected: last?.rejected ?? 0, store, begunUs, test: null, record: null };
  const seenUs = mirror.lots[lot]!.seen?.atUs ?? atUs;
  const under = last?.toUs === null ? find(last.step) : null;
  if (under !== null) return { ...known, rejected: steps.at(-2)?.rejected ?? 0, step: under.id, status: 'placed', sinceUs: last!.fromUs ?? seenUs };
  const rework = open.find(({ what }) => what === 'rework');
  if (rework !== undefined) return { ...known, step: rework.where, status: 'waiting', sinceUs: rework.fromUs };
  const part = last === undefined ? dividedOff(mirror, lot) : null;
  const done = find(last?.step ?? part?.step ?? shownStep ?? '');
  const doneUs = last?.toUs ?? part?.atUs;
  if (done === null) return null;
  if (doneUs === undefined) return { ...known, step: done.id, status: 'placed', sinceUs: seenUs };
  const held = open.find(({ what }) => what === 'held');
  if (held !== undefined) return { ...known, step: done.id, status: 'held', sinceUs: held.fromUs, ...releaseOf(cell, record, test, done, held.fromUs) };
  const released = stays.findLast(({ what, toUs }) => what === 'released' && toUs! >= doneUs);
  const isStill = done.last || (done.store >= 0 && store === null && released === undefined);
  if (isStill && last !== undefined) return { ...known, step: done.id, status: 'placed', sinceUs: doneUs };
  if (done.last) return null; // a part of a product that is finished ends at once
  const next = cell.steps[done.index + 1]!;
  return { ...known, step: next.id, status: 'waiting', sinceUs: released?.fromUs ?? doneUs };
}

/** What of a release is under way: its test, and beside it the record. */
function releaseOf(
  cell: CompiledCell,
  { stays }: LotRecord,
  test: LotSituation['test'],
  { release }: CompiledStep,
  heldUs: number,
): Pick<LotSituation, 'test' | 'record'> {
  const plan: ReleasePlan | undefined = cell.definition.releases[release];
  if (plan === undefined) return { test: null, record: null };
  const deviation = stays.find(({ what, where, toUs }) => what === 'deviation' && where === plan.id && toUs === null);
  return { test, record: deviation ? { doing: 'deviation', sinceUs: deviation.fromUs } : recordOf(plan, test === null, heldUs) };
}

/** The review goes on beside the tests, and nothing tells its end: it may be done, but not where only it is left. */
function recordOf({ record }: ReleasePlan, tested: boolean, heldUs: number): LotSituation['record'] {
  return record === undefined ? { doing: 'done', sinceUs: heldUs } : { doing: 'review', sinceUs: heldUs, mayBeDone: !tested };
}

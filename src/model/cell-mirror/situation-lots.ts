import { mean } from '../../engine/distribution.js';
import type { LotRecord } from '../../contract/cell-view.js';
import type { ReleasePlan } from '../../contract/cell.js';
import type { CompiledCell, CompiledStep } from '../cell/compile.js';
import type { LotSituation } from '../cell/situation.js';
import { workAt } from '../calendar.js';
import type { CellMirror } from './books.js';
import { dividedOff } from './divided.js';
import { lotsOf } from './lots.js';

const US_PER_S = 1e6;
const MOST_TURNS = 20;

/** Lots under way of which the product and the step are known, those that began first at the front. */
export function situationOfLots(cell: CompiledCell, mirror: CellMirror, atUs: number): LotSituation[] {
  const on = new Map<string, string>();
  for (const { told } of mirror.books) if (told.lot !== null && told.step !== null) on.set(told.lot, told.step);
  return lotsOf(mirror).flatMap((record) => {
    if (record.outcome !== null || record.product === null) return [];
    const lot = situationOfLot(cell, mirror, record as LotRecord & { product: string }, on.get(record.lot) ?? null, atUs);
    return lot === null ? [] : [lot];
  });
}

function situationOfLot(
  cell: CompiledCell,
  mirror: CellMirror,
  record: LotRecord & { product: string },
  shownStep: string | null,
  atUs: number,
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
  if (held !== undefined) return { ...known, step: done.id, status: 'held', sinceUs: held.fromUs, ...releaseOf(cell, record, done, held.fromUs, atUs) };
  const released = stays.findLast(({ what, toUs }) => what === 'released' && toUs! >= doneUs);
  const isStill = done.last || (done.store >= 0 && store === null && released === undefined);
  if (isStill && last !== undefined) return { ...known, step: done.id, status: 'placed', sinceUs: doneUs };
  if (done.last) return null; // a part of a product that is finished ends at once
  const next = cell.steps[done.index + 1]!;
  return { ...known, step: next.id, status: 'waiting', sinceUs: released?.fromUs ?? doneUs };
}

/** What of a release is under way: results tell which test comes; whether it waits, works or incubates follows from the time since. */
function releaseOf(
  cell: CompiledCell,
  { tests, stays }: LotRecord,
  { release }: CompiledStep,
  heldUs: number,
  atUs: number,
): Pick<LotSituation, 'test' | 'record'> {
  const plan: ReleasePlan | undefined = cell.definition.releases[release];
  if (plan === undefined) return { test: null, record: null };
  const results = tests.filter((one) => one.release === plan.id && one.atUs >= heldUs);
  const next = plan.tests.findIndex(({ id }) => !results.some(({ test }) => test === id));
  const sinceUs = results.at(-1)?.atUs ?? heldUs;
  const deviation = stays.find(({ what, where, toUs }) => what === 'deviation' && where === plan.id && toUs === null);
  return {
    test: next < 0 ? null : testOf(cell, release, next, plan, sinceUs, atUs),
    record: deviation ? { doing: 'deviation', sinceUs: deviation.fromUs } : recordOf(plan, next < 0, heldUs, atUs),
  };
}

/** A test begins when its calendar and those who can do it are at work; then its work goes on, whatever the hour. */
function testOf(cell: CompiledCell, release: number, k: number, { tests }: ReleasePlan, sinceUs: number, atUs: number): LotSituation['test'] {
  const { id: test, work, incubation } = tests[k]!;
  const begunUs = openedUs(cell, [cell.releases[release]!.tests[k]!.calendar, ...calendarsOf(cell, Object.keys(work.persons))], sinceUs);
  if (begunUs >= atUs) return { test, doing: 'waits', sinceUs };
  const workUs = mean(work.lasts) * US_PER_S;
  if (incubation === undefined || atUs - begunUs <= workUs) return { test, doing: 'work', sinceUs: begunUs };
  return { test, doing: 'incubation', sinceUs: Math.round(begunUs + workUs) };
}

/** Calendar of the first team of each skill. */
const calendarsOf = ({ definition, teamCalendar }: CompiledCell, skills: readonly string[]): number[] =>
  skills.flatMap((skill) => teamCalendar[definition.teams.findIndex((team) => team.skills.includes(skill))] ?? []);

/** When all of these calendars are at work, from an instant on; after some turns the last one. -1: always. */
function openedUs({ calendars }: CompiledCell, numbers: readonly number[], fromUs: number): number {
  const its = numbers.filter((calendar) => calendar >= 0).map((calendar) => calendars[calendar]!);
  let atUs = fromUs;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const closed = its.map((calendar) => workAt(calendar, atUs)).filter(({ working }) => !working);
    if (closed.length === 0) return atUs;
    atUs = Math.max(...closed.map(({ untilUs }) => untilUs));
  }
  return atUs;
}

/** The review goes on beside the tests: once it has had its usual time it is taken for done, but not where only it is left. */
function recordOf({ record }: ReleasePlan, tested: boolean, heldUs: number, atUs: number): LotSituation['record'] {
  if (record === undefined) return { doing: 'done', sinceUs: heldUs };
  const done = !tested && atUs - heldUs > mean(record) * US_PER_S;
  return { doing: done ? 'done' : 'review', sinceUs: heldUs };
}

import { mean } from '../../engine/distribution.js';
import type { LotRecord } from '../../contract/cell-view.js';
import type { CompiledCell, CompiledTest } from '../cell/compile.js';
import type { LotSituation } from '../cell/situation.js';
import { workAt } from '../calendar.js';

const US_PER_S = 1e6;
const MOST_TURNS = 20;

type TestUnderWay = NonNullable<LotSituation['test']>;

/** A test of a lot: since when it has been its turn, and when its result came; null: not yet. */
interface TestOfLot {
  record: LotRecord;
  test: CompiledTest;
  id: string;
  sinceUs: number;
  resultUs: number | null;
}

/**
 * The test of each lot that is held for its release and waits for a result. Nothing tells when a test begins, but what does it: tests are
 * taken in the order in which they came, each by its persons as soon as they are free and its calendar is open. They are
 * free again with the result; where an incubation comes between, after the mean time of the work.
 */
export function testsUnderWay(cell: CompiledCell, records: readonly LotRecord[], atUs: number): Map<string, TestUnderWay> {
  const freeUs = cell.definition.teams.map(({ persons }) => new Array<number>(persons).fill(-Infinity));
  const underWay = new Map<string, TestUnderWay>();
  for (const one of records.flatMap((record) => testsOf(cell, record)).sort((a, b) => a.sinceUs - b.sinceUs)) {
    const { record, test, id, resultUs, sinceUs } = one;
    const { law, per, persons } = cell.activities[test.activity]!;
    const [need] = persons;
    const team = need === undefined ? -1 : cell.definition.teams.findIndex(({ skills }) => skills.includes(need.skill));
    const free = freeUs[team]?.sort((a, b) => a - b) ?? [];
    const turnUs = Math.max(sinceUs, free[(need?.count ?? 0) - 1] ?? -Infinity);
    const begunUs = openedUs(cell, [test.calendar, cell.teamCalendar[team] ?? -1], turnUs);
    const times = per === 'batch' ? 1 : ((per === 'item' ? record.items : record.steps.at(-1)?.rejected) ?? 1);
    const doneUs = Math.round(begunUs + mean(law) * times * US_PER_S);
    const incubates = test.incubation !== null;
    free.fill(incubates ? Math.min(doneUs, resultUs ?? Infinity) : (resultUs ?? Math.max(doneUs, atUs)), 0, need?.count ?? 0);
    if (resultUs !== null) continue;
    if (begunUs >= atUs) underWay.set(record.lot, { test: id, doing: 'waits', sinceUs });
    else if (incubates && doneUs < atUs) underWay.set(record.lot, { test: id, doing: 'incubation', sinceUs: doneUs });
    else underWay.set(record.lot, { test: id, doing: 'work', sinceUs: begunUs });
  }
  return underWay;
}

/** Tests of all releases of a lot so far, and the next one of a release that goes on. */
function testsOf(cell: CompiledCell, record: LotRecord): TestOfLot[] {
  const { stays, tests: results } = record;
  return stays.flatMap(({ what, where, fromUs, toUs }) => {
    const release = what === 'held' ? cell.definition.releases.findIndex(({ id }) => id === where) : -1;
    let sinceUs: number | null = fromUs;
    return (cell.releases[release]?.tests ?? []).flatMap((test, k): TestOfLot[] => {
      if (sinceUs === null) return [];
      const { id } = cell.definition.releases[release]!.tests[k]!;
      const result = results.find((one) => one.release === where && one.test === id && one.atUs >= fromUs && one.atUs <= (toUs ?? Infinity));
      const one = { record, test, id, sinceUs, resultUs: result?.atUs ?? toUs };
      sinceUs = one.resultUs;
      return [one];
    });
  });
}

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

import { NEVER } from '../../engine/calendar.js';
import { BATCH_TIMER, setBatchTimer } from './batch-timers.js';
import type { CompiledCell, CompiledRelease, CompiledTest } from './compile.js';
import { drawUs, happens } from './draw.js';
import { BATCH, CELL_SUM, LAB, RECORD, STATUS, type CellState } from './layout.js';
import { finishBatch, loseBatch } from './orders.js';
import { freeTeams } from './people.js';
import { leaveStore } from './stores.js';
import { topOf } from './heap.js';
import { batchField, setBatch } from './table.js';
import { awaitTest, leaveTest, setStatus, setStep, waitsLongerForTest } from './waiting.js';

/**
 * Release of a batch: its tests one after the other, each with analysts and then an incubation, and beside them the review of
 * its record; after both perhaps a deviation. Until then the batch is held.
 */

function planOf(cell: CompiledCell, state: CellState, row: number): { plan: CompiledRelease; last: boolean } {
  const step = cell.steps[batchField(state, row, BATCH.step)]!;
  return { plan: cell.releases[step.release]!, last: step.last };
}

const labStage = (state: CellState, row: number) => {
  const lab = batchField(state, row, BATCH.lab);
  return lab < 0 ? null : { test: Math.floor(lab / 3), doing: lab % 3 };
};

/** Holds a batch for its release from now on. */
export function holdBatch(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  const { plan } = planOf(cell, state, row);
  setStatus(cell, state, row, STATUS.held);
  setBatch(state, row, BATCH.since, nowUs);
  state.watch?.({ kind: 'held', atUs: nowUs, batch: batchField(state, row, BATCH.serial), release: plan.id });
  setBatch(state, row, BATCH.lab, plan.tests.length > 0 ? LAB.waits : -1);
  setBatch(state, row, BATCH.labFrom, nowUs);
  if (plan.tests.length > 0) awaitTest(cell, state, row);
  if (plan.record === null) setBatch(state, row, BATCH.record, RECORD.done);
  else startRecord(state, row, RECORD.review, drawUs(state, plan.record, plan.recordStream), nowUs);
  goOn(cell, state, row, nowUs);
}

function startRecord(state: CellState, row: number, doing: number, workUs: number, nowUs: number): void {
  setBatch(state, row, BATCH.record, doing);
  setBatch(state, row, BATCH.recordWork, workUs);
  setBatch(state, row, BATCH.recordFrom, nowUs);
  setBatchTimer(state, row, BATCH_TIMER.record, nowUs + workUs);
}

/** Begins the tests for which there are analysts now, those that wait longest first. True where any began. */
export function startTests(cell: CompiledCell, state: CellState, nowUs: number): boolean {
  let started = false;
  for (;;) {
    let next = -1;
    for (let test = 0; test < cell.counts.tests; test++) {
      const row = topOf(state.testTops, test);
      if (row >= 0 && (next < 0 || waitsLongerForTest(state, row, next)) && teamOf(cell, state, row) >= -1) next = row;
    }
    if (next < 0) return started;
    startTest(cell, state, next, nowUs);
    started = true;
  }
}

const testOf = (cell: CompiledCell, state: CellState, row: number): CompiledTest => planOf(cell, state, row).plan.tests[labStage(state, row)!.test]!;

/** The team that can begin the next test of a batch; -1: it needs nobody; -2: it cannot begin. */
function teamOf(cell: CompiledCell, state: CellState, row: number): number {
  const test = testOf(cell, state, row);
  if (test.calendar >= 0 && state.working[test.calendar] === 0) return -2;
  const { persons } = cell.activities[test.activity]!;
  if (persons.length === 0) return -1;
  return freeTeams(cell, state, persons)?.[0] ?? -2;
}

function startTest(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  const { activity } = testOf(cell, state, row);
  const work = cell.activities[activity]!;
  const team = teamOf(cell, state, row);
  if (team >= 0) state.busy[team]! += work.persons[0]!.count;
  setBatch(state, row, BATCH.labTeam, team);
  leaveTest(cell, state, row);
  setLab(state, row, labStage(state, row)!.test, LAB.work, drawUs(state, work.law, work.stream, factorOf(state, row, work.per)), nowUs);
}

/** What work of a test is counted in. */
export const factorOf = (state: CellState, row: number, per: 'batch' | 'item' | 'reject'): number =>
  per === 'batch' ? 1 : batchField(state, row, per === 'item' ? BATCH.items : BATCH.rejected);

function setLab(state: CellState, row: number, test: number, doing: number, workUs: number, nowUs: number): void {
  setBatch(state, row, BATCH.lab, 3 * test + doing);
  setBatch(state, row, BATCH.labWork, workUs);
  setBatch(state, row, BATCH.labFrom, nowUs);
  setBatchTimer(state, row, BATCH_TIMER.lab, doing === LAB.waits ? NEVER : nowUs + workUs);
}

/** The end of a test's work or of its incubation. */
export function labDue(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  const { plan } = planOf(cell, state, row);
  const { test, doing } = labStage(state, row)!;
  const { incubation, incubationStream } = plan.tests[test]!;
  if (doing === LAB.work) {
    freeAnalysts(cell, state, row);
    if (incubation !== null) return setLab(state, row, test, LAB.incubation, drawUs(state, incubation, incubationStream), nowUs);
  }
  if (test + 1 < plan.tests.length) {
    setLab(state, row, test + 1, LAB.waits, 0, nowUs);
    return awaitTest(cell, state, row);
  }
  setBatch(state, row, BATCH.lab, -1);
  setBatchTimer(state, row, BATCH_TIMER.lab, NEVER);
  goOn(cell, state, row, nowUs);
}

/** Analysts at work on a batch are free again. */
export function freeAnalysts(cell: CompiledCell, state: CellState, row: number): void {
  if (labStage(state, row)?.doing !== LAB.work) return;
  const team = batchField(state, row, BATCH.labTeam);
  if (team >= 0) state.busy[team]! -= cell.activities[testOf(cell, state, row).activity]!.persons[0]!.count;
}

/** The end of the review or of a deviation. */
export function recordDue(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  const deviated = batchField(state, row, BATCH.record) === RECORD.deviation;
  setBatch(state, row, BATCH.record, RECORD.done);
  setBatchTimer(state, row, BATCH_TIMER.record, NEVER);
  if (deviated) conclude(cell, state, row, true, nowUs);
  else goOn(cell, state, row, nowUs);
}

/** Where tests and review are done: a deviation, or the decision. */
export function goOn(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  if (labStage(state, row) !== null || batchField(state, row, BATCH.record) !== RECORD.done) return;
  const { plan } = planOf(cell, state, row);
  const { deviation } = plan;
  if (deviation && happens(state, deviation.probability, plan.deviationStream)) {
    state.sums[CELL_SUM.deviations]!++;
    startRecord(state, row, RECORD.deviation, drawUs(state, deviation.lasts, plan.deviationLengthStream), nowUs);
  } else conclude(cell, state, row, false, nowUs);
}

function conclude(cell: CompiledCell, state: CellState, row: number, deviated: boolean, nowUs: number): void {
  const { plan, last } = planOf(cell, state, row);
  if (happens(state, plan.reject, plan.rejectStream)) {
    leaveStore(state, row);
    return loseBatch(cell, state, row, 'not-released', nowUs);
  }
  state.watch?.({ kind: 'released', atUs: nowUs, batch: batchField(state, row, BATCH.serial), deviated });
  if (!last) {
    setStep(state, row, batchField(state, row, BATCH.step) + 1);
    setBatch(state, row, BATCH.since, nowUs);
    return setStatus(cell, state, row, STATUS.waiting);
  }
  leaveStore(state, row);
  finishBatch(cell, state, row, nowUs);
}

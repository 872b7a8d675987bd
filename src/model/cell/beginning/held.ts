import { noteOf } from '../../../contract/look-ahead-note.js';
import { mean, survival } from '../../../engine/distribution.js';
import type { CompiledRelease } from '../compile.js';
import { BATCH, LAB, RECORD } from '../layout.js';
import { factorOf } from '../release.js';
import { batchField, setBatch } from '../table.js';
import { setStep } from '../waiting.js';
import { teamsAt } from './crews.js';
import { pastUs, type Beginning } from './known.js';
import type { LaidLot, Named } from './lots.js';
import { letHold } from './rows.js';

const US_PER_S = 1e6;

/** Lots that wait for their release: the test and the record that are under way. */
export function layHeld(b: Beginning, { lots }: Named): void {
  for (const laid of lots.values()) {
    if (laid.lot.status !== 'held') continue;
    const plan = planOf(b, laid.row);
    if (plan === null) {
      b.notes.push(noteOf('lot-held-by-nothing', { lot: laid.lot.lot, step: laid.lot.step }));
      continue;
    }
    laid.fate = 'held';
    layTest(b, laid, plan);
    layRecord(b, laid, plan);
    letHold(b, laid.row);
  }
}

/** The release after the step of a lot, or after the step before, to which it then goes back; null: there is none. */
function planOf({ cell, state }: Beginning, row: number): CompiledRelease | null {
  const step = cell.steps[batchField(state, row, BATCH.step)]!;
  if (step.release >= 0) return cell.releases[step.release]!;
  const before = cell.steps[step.index - 1];
  if (before === undefined || before.product !== step.product || before.release < 0) return null;
  setStep(state, row, before.index);
  return cell.releases[before.release]!;
}

function layTest({ cell, state, atUs, notes }: Beginning, { row, lot }: LaidLot, plan: CompiledRelease): void {
  const doneWith = lot.test === null || plan.tests.length === 0;
  const ids = cell.definition.releases.find(({ id }) => id === plan.id)!.tests.map(({ id }) => id);
  const told = ids.indexOf(lot.test?.test ?? '');
  if (!doneWith && told < 0) notes.push(noteOf('lot-test-missing', { lot: lot.lot, release: plan.id, test: lot.test!.test }));
  const test = plan.tests[Math.max(0, told)];
  const sinceUs = pastUs(atUs, lot.test?.sinceUs) ?? atUs;
  setBatch(state, row, BATCH.labFrom, sinceUs);
  if (doneWith || test === undefined) return setBatch(state, row, BATCH.lab, -1);
  const doing = lot.test!.doing === 'incubation' && test.incubation === null ? LAB.work : LAB[lot.test!.doing];
  setBatch(state, row, BATCH.lab, 3 * Math.max(0, told) + doing);
  const work = cell.activities[test.activity]!;
  if (doing === LAB.incubation) setWork(state, row, BATCH.labWork, mean(test.incubation!), atUs - sinceUs);
  if (doing !== LAB.work) return;
  setWork(state, row, BATCH.labWork, mean(work.law) * factorOf(state, row, work.per), atUs - sinceUs);
  const team = work.persons.length === 0 ? -1 : (teamsAt(cell, state, work.persons)?.[0] ?? -1);
  if (team >= 0) state.busy[team]! += work.persons[0]!.count;
  setBatch(state, row, BATCH.labTeam, team);
}

/** A record of which nothing is known is under review since the lot is held; whether a review that may be done is, is drawn. */
function layRecord({ state, unknown, atUs }: Beginning, { row, lot }: LaidLot, plan: CompiledRelease): void {
  const sinceUs = pastUs(atUs, lot.record?.sinceUs ?? lot.sinceUs) ?? atUs;
  const told = lot.record?.doing ?? 'review';
  const isDone =
    lot.record?.mayBeDone === true && plan.record !== null && unknown.uniform(`${lot.lot}/record`) > survival(plan.record, (atUs - sinceUs) / US_PER_S);
  const law = isDone ? null : told === 'review' ? plan.record : told === 'deviation' ? (plan.deviation?.lasts ?? null) : null;
  setBatch(state, row, BATCH.record, law === null ? RECORD.done : RECORD[told]);
  setBatch(state, row, BATCH.recordFrom, sinceUs);
  if (law !== null) setWork(state, row, BATCH.recordWork, mean(law), atUs - sinceUs);
}

/** A whole time, in which what has passed lies; the fork draws what is left. */
function setWork(state: Beginning['state'], row: number, field: number, seconds: number, passedUs: number): void {
  setBatch(state, row, field, Math.max(passedUs, Math.round(seconds * US_PER_S)));
}

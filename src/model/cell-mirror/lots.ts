import type { LotRecord, LotStep } from '../../contract/cell-view.js';
import type { CellMirror, SourceBook } from './books.js';
import { dividedOff } from './divided.js';
import { runId } from './events.js';
import type { HeardEvent } from './lot-events.js';
import { orderOf } from './orders.js';
import { productOf } from './unit-waits.js';

type Stay = LotRecord['stays'][number];

/** Records of all lots that are kept, those that began first at the front. */
export function lotsOf(mirror: CellMirror): LotRecord[] {
  const time = ({ begunUs, steps }: LotRecord) => begunUs ?? steps[0]?.fromUs ?? 0;
  return Object.keys(mirror.lots)
    .map((lot) => lotOf(mirror, lot)!)
    .sort((a, b) => time(a) - time(b) || (a.lot < b.lot ? -1 : 1));
}

/** The record of a lot, from its events and the meters of the units that it was on; null: never heard of. */
export function lotOf(mirror: CellMirror, lot: string): LotRecord | null {
  const book = mirror.lots[lot];
  if (book === undefined) return null;
  const record: LotRecord = {
    lot,
    product: productOf(mirror, lot),
    order: orderOf(mirror, lot)?.order ?? null,
    items: null,
    begunUs: begunOf(mirror, lot),
    endedUs: null,
    outcome: null,
    why: null,
    good: null,
    parents: [],
    children: [],
    steps: [],
    stays: [],
    tests: [],
  };
  for (const heard of book.events) take(mirror, record, heard);
  if (record.endedUs !== null) {
    closeStep(record, record.endedUs);
    for (const stay of record.stays) stay.toUs ??= record.endedUs;
  }
  return record;
}

/** When a lot began: of one that was divided from another, or that others were merged into, the first of them. */
function begunOf(mirror: CellMirror, lot: string, depth = 0): number | null {
  if (depth > 16) return null;
  let begunUs: number | null = null;
  const regard = (us: number | null) => {
    if (us !== null) begunUs = Math.min(begunUs ?? us, us);
  };
  for (const { event, atUs } of mirror.lots[lot]?.events ?? []) {
    if (event.event === 'batch-begin') regard(atUs);
    else if (event.event === 'divided' && event.lot !== lot) regard(begunOf(mirror, event.lot, depth + 1));
    else if (event.event === 'merged' && event.into === lot) regard(begunOf(mirror, event.lot, depth + 1));
  }
  return begunUs;
}

function take(mirror: CellMirror, record: LotRecord, heard: HeardEvent): void {
  const { event, atUs, source } = heard;
  const { stays } = record;
  switch (event.event) {
    case 'batch-begin':
      record.items = event.items;
      return;
    case 'step-begin':
      closeStep(record, atUs);
      closeStay(stays, 'rework', atUs);
      record.items = event.in;
      record.steps.push(newStep(mirror, record.lot, event.step, source, atUs, event.in));
      return;
    case 'phase-begin':
    case 'phase-end':
      return takePhase(record, heard, event);
    case 'step-end': {
      let step = record.steps.findLast((one) => one.step === event.step && one.source === source && one.toUs === null);
      if (step === undefined) record.steps.push((step = { ...newStep(mirror, record.lot, event.step, source, null, event.in), toUs: atUs }));
      step.toUs = atUs;
      step.itemsIn = event.in;
      step.good = record.items = event.good;
      step.rejected = event.rejected;
      endPhase(step, atUs);
      return;
    }
    case 'batch-end':
      record.endedUs = atUs;
      record.outcome = event.outcome;
      record.why = event.why ?? null;
      record.good = event.good;
      return;
    case 'stored':
      record.items = event.items;
      return open(stays, 'stored', event.store, atUs, null);
    case 'taken':
      return closeStay(stays, 'stored', atUs, event.store);
    case 'held':
      return open(stays, 'held', event.release, atUs, null);
    case 'rework':
      return open(stays, 'rework', event.from, atUs, null);
    case 'exposed':
      return open(stays, 'exposed', event.zone, atUs, atUs);
    case 'decision':
      if (event.decision === 'deviation') return open(stays, 'deviation', event.release, atUs, null);
      for (const what of ['deviation', 'held'] as const) closeStay(stays, what, atUs, event.release);
      return open(stays, event.decision, event.release, atUs, atUs);
    case 'result':
      record.tests.push({ release: event.release, test: event.test, result: event.result, atUs });
      return;
    case 'merged':
      if (event.lot === record.lot) {
        record.children.push(event.into);
        record.endedUs = atUs;
        record.outcome = 'merged';
      } else {
        record.parents.push(event.lot);
        record.items = (record.items ?? 0) + event.items;
      }
      return;
    case 'divided':
      if (event.lot !== record.lot) {
        record.parents.push(event.lot);
        record.items ??= dividedOff(mirror, record.lot)?.items ?? null;
      } else {
        record.children.push(...event.into);
        record.items = event.items;
        if (event.items > 0) return;
        record.endedUs = atUs;
        record.outcome = 'divided';
      }
  }
}

function newStep(mirror: CellMirror, lot: string, step: string, source: string, fromUs: number | null, itemsIn: number): LotStep {
  const book = fromUs === null ? undefined : mirror.books.find(({ id }) => id === source);
  const { kwh, utilities } = book === undefined ? { kwh: {}, utilities: {} } : drawnIn(book, runId(lot, step, fromUs!));
  return { step, source, fromUs, toUs: null, itemsIn, good: null, rejected: null, phases: [], kwh, utilities };
}

/** What a unit drew for a step: its meters, and after their last reading its rates. */
function drawnIn(book: SourceBook, id: string): { kwh: Record<string, number>; utilities: Record<string, number> } {
  const run = book.runs[id];
  const kwh = { ...run?.kwh };
  const utilities = Object.fromEntries(Object.entries(run?.used ?? {}).map(([of, used]) => [of.slice('used.'.length), used]));
  for (const { of, carrier, slices } of book.meters) {
    const [into, name] = carrier ? [kwh, of] : [utilities, of.slice('used.'.length)];
    for (const { row, drawn } of slices) if (drawn > 0 && book.rows[row - book.dropped]?.run === id) into[name] = (into[name] ?? 0) + drawn;
  }
  return { kwh, utilities };
}

/** A step whose end was not told is over when the lot goes on. */
function closeStep({ steps }: LotRecord, atUs: number): void {
  const step = steps.at(-1);
  if (step === undefined || step.toUs !== null) return;
  step.toUs = atUs;
  endPhase(step, atUs);
}

function endPhase({ phases }: LotStep, atUs: number): void {
  const phase = phases.at(-1);
  if (phase !== undefined) phase.toUs ??= atUs;
}

function takePhase(record: LotRecord, { atUs, source }: HeardEvent, event: { event: string; step: string; phase: string }): void {
  const step = record.steps.findLast((one) => one.step === event.step && one.source === source && one.toUs === null);
  if (step === undefined) return;
  const { phase } = event;
  if (event.event === 'phase-end') {
    const open = step.phases.at(-1);
    if (open?.phase === phase) open.toUs ??= atUs;
    return;
  }
  endPhase(step, atUs);
  step.phases.push({ phase, fromUs: atUs, toUs: null });
}

const open = (stays: Stay[], what: Stay['what'], where: string, fromUs: number, toUs: number | null): void => void stays.push({ what, where, fromUs, toUs });

function closeStay(stays: Stay[], what: Stay['what'], atUs: number, where?: string): void {
  const stay = stays.findLast((one) => one.what === what && one.toUs === null && (where === undefined || one.where === where));
  if (stay !== undefined) stay.toUs = atUs;
}

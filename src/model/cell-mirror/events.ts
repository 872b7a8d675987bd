import { CELL_EVENTS, type OrderEvent } from '../../contract/cell-events.js';
import type { Observation } from '../../contract/telemetry.js';
import type { CompiledCell } from '../cell/compile.js';
import { hearWord, takeTurns, turnLots } from './advance.js';
import type { CellMirror, Hearing } from './books.js';
import type { MeasuredFact } from './facts.js';
import { hearLot, type HeardEvent, type LotEvent } from './lot-events.js';
import { hearOrder } from './orders.js';
import { sourcesOf } from './sources.js';
import { productOf } from './unit-waits.js';
import { soil } from './work.js';

interface Shape {
  safeParse: (value: unknown) => { success: true; data: unknown } | { success: false };
}

/** Takes an event into the books. False where it is none, or was heard before. */
export function hearEvent(cell: CompiledCell, mirror: CellMirror, o: Observation, facts: MeasuredFact[]): boolean {
  if (o.value === null) return false;
  const source = sourcesOf(cell).byId.get(o.unit);
  if (source !== undefined) {
    const book = mirror.books[source.index]!;
    if (book.firstUs !== null) hearWord(book, o.measuredAtUs);
    book.eventUs = Math.max(book.eventUs, o.measuredAtUs);
  }
  const shape: Shape = CELL_EVENTS[o.signal as keyof typeof CELL_EVENTS];
  const parsed = shape.safeParse(parseEvent(o.value));
  if (!parsed.success) {
    mirror.strange++;
    return false;
  }
  if (o.signal === 'alarmEvent') return true; // alarms.ts keeps them
  if (o.signal === 'orderEvent') return hearOrder(mirror, parsed.data as OrderEvent, o.measuredAtUs);
  const event = { ...(NAMES[o.signal] ? { event: NAMES[o.signal] } : {}), ...(parsed.data as object) } as LotEvent;
  const heard: HeardEvent = { atUs: o.measuredAtUs, source: o.unit, event };
  if (!hearLot(mirror.lots, heard)) return false;
  if (event.event !== 'phase-begin' && event.event !== 'phase-end') turnLots(mirror.groups[0]!, heard.atUs);
  if (source?.kind === 'unit') hearStep({ cell, mirror, source, book: mirror.books[source.index]!, facts }, heard);
  if (event.event === 'result' || event.event === 'decision') tellRelease(mirror, heard, facts);
  return true;
}

const NAMES: Partial<Record<Observation['signal'], string>> = { qcResult: 'result', qcRelease: 'decision' };

/** The JSON of an event; null where there is none. */
export function parseEvent(value: Observation['value']): unknown {
  if (typeof value !== 'string') return null;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

/** Names a step that events have begun. */
export const runId = (lot: string, step: string, atUs: number): string => `${lot}|${step}|${atUs}`;

function hearStep(h: Hearing, { atUs, event }: HeardEvent): void {
  const { book, source } = h;
  if (event.event === 'step-begin') {
    const { lot, step } = event;
    const id = runId(lot, step, atUs);
    book.runs[id] = { lot, step, fromUs: atUs, kwh: {}, used: {} };
    turnRun(h, atUs, id);
  }
  if (event.event !== 'step-end') return;
  turnRun(h, atUs, null);
  const { lot, step, in: itemsIn, good, rejected } = event;
  const product = productOf(h.mirror, lot);
  soil(h, lot, atUs);
  const begun = h.mirror.lots[lot]!.events.findLast((one) => one.event.event === 'step-begin' && one.source === source.id && one.event.step === step);
  if (begun === undefined || product === null) return;
  h.facts?.push({ kind: 'step', source: source.id, lot, product, step, itemsIn, good, rejected, fromUs: begun.atUs, toUs: atUs });
}

/** From then on what the unit draws is that of the step. */
function turnRun(h: Hearing, atUs: number, run: string | null): void {
  const { book } = h;
  const { turns } = book;
  let at = turns.length;
  while (at > 0 && turns[at - 1]!.atUs > atUs) at--;
  turns.splice(at, 0, { atUs, run });
  if (book.firstUs !== null && atUs <= book.atUs) takeTurns(h);
}

/** A test of a lot is done, or its release is decided. */
function tellRelease({ lots }: CellMirror, { atUs, event }: HeardEvent, facts: MeasuredFact[]): void {
  if (event.event !== 'result' && event.event !== 'decision') return;
  const { lot, release } = event;
  const { events } = lots[lot]!;
  const held = events.findLast((one) => one.event.event === 'held' && one.event.release === release && one.atUs <= atUs);
  if (held === undefined) return;
  if (event.event === 'decision') {
    const { decision, deviated } = event;
    if (decision !== 'deviation') facts.push({ kind: 'release', release, lot, decision, deviated: deviated ?? false, heldUs: held.atUs, atUs });
    return;
  }
  const before = events.findLast((one) => one.event.event === 'result' && one.event.test !== event.test && one.atUs <= atUs && one.atUs >= held.atUs);
  facts.push({ kind: 'test', release, test: event.test, lot, fromUs: before?.atUs ?? held.atUs, toUs: atUs });
}

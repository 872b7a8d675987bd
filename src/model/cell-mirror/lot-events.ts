import type { BatchEvent, QcRelease, QcResult } from '../../contract/cell-events.js';

export type LotEvent = BatchEvent | ({ event: 'result' } & QcResult) | ({ event: 'decision' } & QcRelease);

export interface HeardEvent {
  atUs: number;
  source: string;
  event: LotEvent;
}

/** All that was heard of a lot, in order. */
export interface LotBook {
  lot: string;
  events: HeardEvent[];
  /** where it was seen first, for a lot whose beginning was not heard */
  seen: { atUs: number; source: string; product: string | null; order: string | null; step: string | null } | null;
}

const US_PER_S = 1e6;

/** The order of what happens to a lot in one second: it leaves, is judged, goes on. Sources tell it on clocks and topics of their own. */
const RANK: Record<LotEvent['event'], number> = {
  'phase-end': 0,
  'step-end': 1,
  rework: 2,
  divided: 3,
  stored: 4,
  held: 5,
  result: 6,
  decision: 7,
  taken: 8,
  merged: 9,
  'batch-begin': 10,
  'step-begin': 11,
  'phase-begin': 12,
  exposed: 13,
  'batch-end': 14,
};

function isAfter(a: HeardEvent, b: HeardEvent): boolean {
  const seconds = Math.floor(a.atUs / US_PER_S) - Math.floor(b.atUs / US_PER_S);
  const order = seconds || RANK[a.event.event] - RANK[b.event.event] || a.atUs - b.atUs;
  return order === 0 ? a.source >= b.source : order > 0;
}

export const lotBook = (lots: Record<string, LotBook>, lot: string): LotBook => (lots[lot] ??= { lot, events: [], seen: null });

/** Lots that an event is about. */
function lotsOfEvent(event: LotEvent): string[] {
  if (event.event === 'merged') return [event.lot, event.into];
  return event.event === 'divided' ? [event.lot, ...event.into] : [event.lot];
}

/** Takes an event into the books of its lots, in its place whenever it came. False where it was heard before. */
export function hearLot(lots: Record<string, LotBook>, heard: HeardEvent): boolean {
  const text = JSON.stringify(heard.event);
  const { events: known } = lotBook(lots, heard.event.lot);
  for (let i = known.length - 1; i >= 0 && known[i]!.atUs > heard.atUs - 2 * US_PER_S; i--) {
    const { atUs, source, event } = known[i]!;
    if (atUs === heard.atUs && source === heard.source && JSON.stringify(event) === text) return false;
  }
  for (const lot of new Set(lotsOfEvent(heard.event))) {
    const { events } = lotBook(lots, lot);
    let at = events.length;
    while (at > 0 && !isAfter(heard, events[at - 1]!)) at--;
    events.splice(at, 0, heard);
  }
  return true;
}

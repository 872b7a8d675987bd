import type { LineId } from '../contract/equipment.js';
import type { Observation } from '../contract/telemetry.js';
import type { History, SignalChoice, StoredReading, Window } from './history.js';

/**
 * Readings of a line or cell in the order of time, page by page. A page must hold more readings than any one instant has. Of a full
 * page the last instant is left for the next one, since some of it may be missing.
 */
export async function* pagesOf(history: History, line: LineId, choice: SignalChoice, window: Window, size: number): AsyncGenerator<StoredReading[]> {
  for (let fromUs = window.fromUs; ;) {
    const page = await history.page(line, choice, { fromUs, toUs: window.toUs }, size);
    const lastUs = page.at(-1)?.atUs;
    const full = page.length === size && page[0]!.atUs !== lastUs;
    const told = full ? page.filter(({ atUs }) => atUs !== lastUs) : page;
    if (told.length > 0) yield told;
    if (page.length < size) return;
    fromUs = full ? lastUs! : lastUs! + 1;
  }
}

/** The history does not keep when a reading came: it counts as heard when it was measured. */
export const observationOf =
  (line: LineId) =>
  ({ unit, signal, value, quality, atUs }: StoredReading): Observation => ({ line, unit, signal, value, quality, measuredAtUs: atUs, receivedAtUs: atUs });

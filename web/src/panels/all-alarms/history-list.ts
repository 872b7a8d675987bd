import type { AlarmEvent, AlarmHistory } from '../../../../src/contract/alarm.js';
import type { AlarmPlace } from '../../data/alarm-queries.js';

export interface PlacedEvent {
  place: AlarmPlace;
  event: AlarmEvent;
}

/**
 * The newest events of several places in one list, newest first. `more`: there are older ones. Where the history of a place goes on beyond its page,
 * nothing older than that page is told of any place: between its events others of it might be missing.
 */
export function merged(pages: readonly { place: AlarmPlace; page: AlarmHistory }[], most: number): { events: PlacedEvent[]; more: boolean } {
  const knownFromUs = Math.max(...pages.map(({ page }) => (page.next === null ? -Infinity : (page.items.at(-1)?.atUs ?? -Infinity))));
  const known = pages
    .flatMap(({ place, page }) => page.items.map((event) => ({ place, event })))
    .filter(({ event }) => event.atUs >= knownFromUs)
    .sort((a, b) => b.event.atUs - a.event.atUs);
  return { events: known.slice(0, most), more: known.length > most || pages.some(({ page }) => page.next !== null) };
}

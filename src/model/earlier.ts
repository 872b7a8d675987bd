import type { Micros } from '../contract/units.js';
import { type Books, since, sum, type UnitBooks } from './books.js';

/** From when on what a line makes is counted: the start of the first window that its books have. */
export const beganUs = (books: Books): Micros => books.closed[0]?.fromUs ?? books.window!.fromUs;

/**
 * Does to the sums of a unit what a reading of `atUs` does. One that was measured before the present window, such as what a gateway kept
 * over the end of a shift, counts in the window of its time.
 */
export function inItsWindow(books: Books, unit: UnitBooks, atUs: Micros, count: () => void): void {
  if (atUs >= books.window!.fromUs) return count();
  const before = { ...unit.total };
  count();
  const made = since(unit.total, before);
  unit.mark = sum(unit.mark, made);
  books.closed = books.closed.map((window) =>
    window.fromUs <= atUs && atUs < window.toUs
      ? { ...window, units: window.units.map((closed) => (closed.id === unit.id ? { ...closed, made: sum(closed.made, made) } : closed)) }
      : window,
  );
}

import type { CellMirror } from './books.js';
import type { HeardEvent } from './lot-events.js';

/** More lots in a row that each came of the one before are not followed. */
const MOST_IN_A_ROW = 16;

/** What a part of a lot had when it was divided off. */
interface DividedOff {
  atUs: number;
  /** of the lot that it came from, when it was divided; null: not heard */
  step: string | null;
  /** an equal share of what was divided off, inferred; null where nobody told how many the lot had */
  items: number | null;
}

/** When and of what a lot was divided off; null: it was not, or that was not heard. */
export function dividedOff(mirror: CellMirror, lot: string, depth = 0): DividedOff | null {
  if (depth > MOST_IN_A_ROW) return null;
  const heard = mirror.lots[lot]?.events.find(({ event }) => event.event === 'divided' && event.lot !== lot);
  if (heard?.event.event !== 'divided') return null;
  const { atUs, event } = heard;
  const had = before(mirror, event.lot, heard, depth);
  const share = had.items === null ? 0 : Math.round((had.items - event.items) / event.into.length);
  return { atUs, step: had.step, items: share > 0 ? share : null };
}

/** Step and items of a lot before it was divided. */
function before(mirror: CellMirror, lot: string, heard: HeardEvent, depth: number): Pick<DividedOff, 'step' | 'items'> {
  const text = JSON.stringify(heard.event);
  const had: Pick<DividedOff, 'step' | 'items'> = { step: null, items: null };
  for (const { event, atUs } of mirror.lots[lot]?.events ?? []) {
    if (event.event === 'batch-begin' || event.event === 'stored') had.items = event.items;
    else if (event.event === 'step-begin') ({ step: had.step, in: had.items } = event);
    else if (event.event === 'step-end') ({ step: had.step, good: had.items } = event);
    else if (event.event === 'merged' && event.into === lot && had.items !== null) had.items += event.items;
    else if (event.event === 'divided') {
      if (atUs === heard.atUs && JSON.stringify(event) === text) return had;
      if (event.lot === lot) had.items = event.items;
      else ({ step: had.step, items: had.items } = dividedOff(mirror, lot, depth + 1) ?? had);
    }
  }
  return had;
}

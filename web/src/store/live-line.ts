import type { LineView } from '../../../src/contract/stream.js';
import type { Received } from './freshness.js';
import type { Live } from './live-store.js';
import { Ring } from './ring.js';
import { noteStates, type LiveSpan } from './spans.js';

/** What a screen shows of a line: the newest view and what was seen since the page was opened. */
export interface LiveLine extends Live<LineView> {
  spans: Record<string, LiveSpan[]>;
  /** time [s], good units of the shift */
  good: Ring;
  /** time [s], measured and expected power [kW] */
  power: Ring;
  /** time [s], measured and expected rate [good units/min], where both are known */
  rate: Ring;
}

/** Rows of a ring; at one every two seconds, more than two hours. The history fills what is older. */
const ROWS = 4096;
const ROW_EVERY_S = 2;

export const emptyLine = (): LiveLine => ({
  received: null,
  refused: null,
  spans: {},
  alarmsHeard: 0,
  good: new Ring(2, ROWS),
  power: new Ring(3, ROWS),
  rate: new Ring(3, ROWS),
});

/** Takes a view that came into what is shown. The rings grow in place. */
export function withView(known: LiveLine, received: Received): LiveLine {
  const { view, asOfUs } = received;
  row(known.good, asOfUs / 1e6, view.output.good);
  row(known.power, asOfUs / 1e6, view.output.powerKw ?? NaN, view.output.expectedPowerKw ?? NaN);
  const { ratePerMin, expectedRatePerMin } = view.output;
  row(known.rate, asOfUs / 1e6, (expectedRatePerMin === null ? null : ratePerMin) ?? NaN, expectedRatePerMin ?? NaN);
  return { ...known, received, refused: null, spans: noteStates(known.spans, view, asOfUs) };
}

/** The same as it is now, whatever comes after. */
export const frozenLine = (live: LiveLine): LiveLine => ({ ...live, good: live.good.copy(), power: live.power.copy(), rate: live.rate.copy() });

/** Adds a row at most every two seconds; between, the newest row moves on. A line's time that goes back starts anew. */
function row(ring: Ring, atS: number, ...values: number[]): void {
  const column = ring.column(0);
  const last = column.at(-1);
  const before = column.at(-2);
  if (last !== undefined && atS < last) ring.clear();
  if (before !== undefined && last !== undefined && last - before < ROW_EVERY_S) ring.replace(atS, ...values);
  else ring.push(atS, ...values);
}

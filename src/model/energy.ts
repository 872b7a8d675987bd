import { NEVER } from '../engine/calendar.js';
import { priceAt } from './bill.js';
import type { CompiledLine, StatePower } from './compile.js';
import { LINE_COST, LINE_PEAK, LINE_PRICE, LINE_PRICE_UNTIL, LINE_WINDOW_FROM, LINE_WINDOW_KWH, PHASE, type LineState } from './layout.js';

const { floor, max, min } = Math;

/** The interval of French demand metering, on the clock (UTC) [us]. */
export const DEMAND_WINDOW_US = 600e6;
export const US_PER_HOUR = 3600e6;

/** Power of a station in a phase, without that of each item [kW]. Outside the shifts it is off. */
export function powerIn({ power }: { power: StatePower }, phase: number): number {
  switch (phase) {
    case PHASE.producing:
      return power.execute;
    case PHASE.starved:
    case PHASE.blocked:
      return power.idle;
    case PHASE.down:
      return power.held;
    case PHASE.standby:
      return power.standby;
    case PHASE.waking:
      return power.starting;
    default:
      return power.off;
  }
}

/** Adds a stretch of constant power of the whole line to its cost and to its 10-minute means. */
export function accrue(line: CompiledLine, state: LineState, fromUs: number, toUs: number, powerKw: number): void {
  const sums = state.line;
  let at = fromUs;
  while (at < toUs) {
    if (at >= sums[LINE_PRICE_UNTIL]!) readPrice(line, state, at);
    const windowEnd = floor(at / DEMAND_WINDOW_US) * DEMAND_WINDOW_US + DEMAND_WINDOW_US;
    const end = min(toUs, windowEnd, sums[LINE_PRICE_UNTIL]!);
    const kwh = (powerKw * (end - at)) / US_PER_HOUR;
    sums[LINE_COST]! += kwh * sums[LINE_PRICE]!;
    sums[LINE_WINDOW_KWH]! += kwh;
    if (end === windowEnd) closeWindow(sums, end);
    at = end;
  }
}

function closeWindow(sums: Float64Array, end: number): void {
  // A window that the account cut at its beginning has no mean of its own.
  if (end - sums[LINE_WINDOW_FROM]! === DEMAND_WINDOW_US) {
    sums[LINE_PEAK] = max(sums[LINE_PEAK]!, (sums[LINE_WINDOW_KWH]! * US_PER_HOUR) / DEMAND_WINDOW_US);
  }
  sums[LINE_WINDOW_FROM] = end;
  sums[LINE_WINDOW_KWH] = 0;
}

function readPrice(line: CompiledLine, state: LineState, atUs: number): void {
  const now = line.prices ? priceAt(line.prices, atUs) : { price: 0, untilUs: NEVER };
  state.line[LINE_PRICE] = now.price;
  state.line[LINE_PRICE_UNTIL] = now.untilUs;
}

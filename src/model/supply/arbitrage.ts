import { runBattery, type Battery, type BatteryRun } from './battery.js';
import { stepHours, timesOf, type LoadProfile } from './profile.js';

/** A stretch of stored energy whose next kWh is worth the same. */
interface Stretch {
  /** [EUR/kWh stored] */
  value: number;
  kwh: number;
}

/**
 * Takes where a kWh is cheap and gives where it is dear, at the least cost there is for prices that are known ahead. The load never
 * rises above `ceilingKwh` of its step, nothing goes back to the network, and at the end there is no less in the battery than at the
 * beginning, as far as that can be. It gives nothing at a negative price.
 *
 * Exact: the least cost from a step on is a convex piecewise linear function of what is stored, held as stretches of falling value of
 * the next kWh. A step puts in two stretches, one at the price of taking and one at that of giving, and cuts off as much at either end.
 */
export function arbitrage(battery: Battery, load: LoadProfile, priceEurPerKwh: Float64Array, ceilingKwh: Float64Array): BatteryRun {
  const times = timesOf(load);
  const way = Math.sqrt(battery.efficiency);
  const steps = load.kwh.length;
  const fillTo = new Float64Array(steps);
  const emptyTo = new Float64Array(steps);
  let stretches = endStretches(battery, priceEurPerKwh);
  for (let i = steps - 1; i >= 0; i--) {
    const price = priceEurPerKwh[i]!;
    const most = battery.powerKw * stepHours(times, i);
    const up = Math.max(0, Math.min(most, ceilingKwh[i]! - load.kwh[i]!)) * way;
    const down = price < 0 ? 0 : Math.min(most, load.kwh[i]!) / way;
    fillTo[i] = storedAbove(stretches, price / way);
    emptyTo[i] = price < 0 ? Infinity : storedAbove(stretches, price * way);
    stretches = cut(insert(insert(stretches, { value: price / way, kwh: up }), { value: price * way, kwh: down }), up, battery.capacityKwh);
  }
  return runBattery(battery, load, (i, stored) => {
    const room = Math.max(0, ceilingKwh[i]! - load.kwh[i]!) * way;
    if (stored < fillTo[i]!) return Math.min(fillTo[i]! - stored, room);
    return stored > emptyTo[i]! ? emptyTo[i]! - stored : 0;
  });
}

/** What is below the beginning must come back, at any price; what is above is worth nothing. */
function endStretches({ capacityKwh, startShare }: Battery, prices: Float64Array): Stretch[] {
  const any = prices.reduce((most, price) => Math.max(most, Math.abs(price)), 1) * 1e3;
  return [
    { value: any, kwh: startShare * capacityKwh },
    { value: 0, kwh: (1 - startShare) * capacityKwh },
  ];
}

/** Stored energy up to which the next kWh is worth more. */
function storedAbove(stretches: readonly Stretch[], value: number): number {
  let kwh = 0;
  for (const stretch of stretches) {
    if (stretch.value <= value) break;
    kwh += stretch.kwh;
  }
  return kwh;
}

function insert(stretches: readonly Stretch[], stretch: Stretch): Stretch[] {
  if (stretch.kwh <= 0) return [...stretches];
  const at = stretches.findIndex(({ value }) => value < stretch.value);
  return at < 0 ? [...stretches, stretch] : [...stretches.slice(0, at), stretch, ...stretches.slice(at)];
}

/** Without the first `from` kWh, and no more than `length` of the rest. */
function cut(stretches: readonly Stretch[], from: number, length: number): Stretch[] {
  const kept: Stretch[] = [];
  let at = 0;
  for (const { value, kwh } of stretches) {
    const within = Math.min(at + kwh, from + length) - Math.max(at, from);
    const last = kept.at(-1);
    if (within > 0 && last?.value === value) last.kwh += within;
    else if (within > 0) kept.push({ value, kwh: within });
    at += kwh;
  }
  return kept;
}

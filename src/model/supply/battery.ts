import { stepHours, timesOf, withKwh, type LoadProfile } from './profile.js';

export interface Battery {
  capacityKwh: number;
  /** most that it takes and gives [kW] */
  powerKw: number;
  /** share of what it takes that it gives again; half of the loss at each way */
  efficiency: number;
  /** share of the capacity that is in it at the beginning */
  startShare: number;
}

/** What a battery did. It takes or gives in a step, never both. */
export interface BatteryRun {
  /** what the load takes from the network with it */
  load: LoadProfile;
  /** taken by the battery (positive) or given (negative) in each step, at its terminals [kWh] */
  taken: Float64Array;
  /** in it at the end of each step [kWh] */
  stored: Float64Array;
}

/** Moves of energy in the store, in kWh stored, step by step; `want` gets what is stored and must keep to what is possible. */
export function runBattery(battery: Battery, load: LoadProfile, want: (i: number, storedKwh: number) => number): BatteryRun {
  const times = timesOf(load);
  const way = Math.sqrt(battery.efficiency);
  const taken = new Float64Array(load.kwh.length);
  const stored = new Float64Array(load.kwh.length);
  let now = battery.startShare * battery.capacityKwh;
  for (let i = 0; i < load.kwh.length; i++) {
    const most = battery.powerKw * stepHours(times, i);
    const up = Math.min(battery.capacityKwh - now, most * way);
    const down = Math.min(now, Math.min(most, load.kwh[i]!) / way);
    const change = Math.max(-down, Math.min(up, want(i, now)));
    now = Math.min(battery.capacityKwh, Math.max(0, now + change));
    taken[i] = change >= 0 ? change / way : change * way;
    stored[i] = now;
  }
  return {
    load: withKwh(
      load,
      load.kwh.map((kwh, i) => Math.max(0, kwh + taken[i]!)),
    ),
    taken,
    stored,
  };
}

/** Gives what is above a target, as far as it can, and takes what is left below it. */
export function shave(battery: Battery, load: LoadProfile, targetKw: number): BatteryRun {
  const times = timesOf(load);
  const way = Math.sqrt(battery.efficiency);
  return runBattery(battery, load, (i) => {
    const above = load.kwh[i]! - targetKw * stepHours(times, i);
    return above > 0 ? -above / way : -above * way;
  });
}

/** To which the lowest target is found [kW]. */
const TOLERANCE_KW = 1e-7;

/**
 * The lowest target that the battery holds in every step, and what it does then. To take as soon and as much as the target allows
 * leaves the most for later, so a target that this cannot hold nobody can; those that can be held lie above those that cannot.
 */
export function shaveLowest(battery: Battery, load: LoadProfile): BatteryRun & { targetKw: number } {
  const times = timesOf(load);
  const hours = load.kwh.map((_, i) => stepHours(times, i));
  let low = 0;
  let high = load.kwh.reduce((kw, kwh, i) => Math.max(kw, kwh / hours[i]!), 0);
  while (high - low > TOLERANCE_KW) {
    const middle = (low + high) / 2;
    if (holds(battery, load.kwh, hours, middle)) high = middle;
    else low = middle;
  }
  return { ...shave(battery, load, high), targetKw: high };
}

/** Whether shaving keeps every step at the target: as `shave`, without what it did. */
function holds({ capacityKwh, powerKw, efficiency, startShare }: Battery, kwh: Float64Array, hours: Float64Array, targetKw: number): boolean {
  const way = Math.sqrt(efficiency);
  let now = startShare * capacityKwh;
  for (let i = 0; i < kwh.length; i++) {
    const above = kwh[i]! - targetKw * hours[i]!;
    const most = powerKw * hours[i]!;
    if (above <= 0) now = Math.min(capacityKwh, now + Math.min(most, -above) * way);
    else {
      now -= above / way;
      if (above > most || now < 0) return false;
    }
  }
  return true;
}

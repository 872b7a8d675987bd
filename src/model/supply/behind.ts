import type { SupplyNote } from '../../contract/supply-note.js';
import type { SupplyChangeOf } from '../../contract/supply-change.js';
import { arbitrage } from './arbitrage.js';
import { shave, shaveLowest, type Battery, type BatteryRun } from './battery.js';
import { subscribedKw } from './bill.js';
import { marginalPrices, type Billing, type Missing, type SeriesBook } from './billing.js';
import { pumpHeat, recoverHeat } from './heat.js';
import { profileKwh, stepHours, sumProfiles, timesOf, type LoadProfile, type ProfileTimes } from './profile.js';
import { generate, netOf } from './solar.js';
import { ELECTRICITY, type SupplyState } from './state.js';

/** What a plant draws, by carrier; and the electricity of utilities, which is part of it, as far as heat recovery needs it. */
export interface Loads {
  carriers: Readonly<Record<string, LoadProfile>>;
  utilities?: Readonly<Record<string, LoadProfile>>;
}

/** What is bought, and what stands between it and the plant. */
export interface Bought {
  carriers: Readonly<Record<string, LoadProfile>>;
  /** electricity that goes back to the network */
  fedIn: LoadProfile | null;
  /** of photovoltaics, with what is fed in [kWh]; null without */
  generatedKwh: number | null;
  battery: BatterySums | null;
}

export interface BatterySums {
  takenKwh: number;
  givenKwh: number;
  /** more in it at the end than at the beginning [kWh]: what is bought for later counts in this bill */
  storedKwh: number;
  /** of peak shaving; null for arbitrage */
  targetKw: number | null;
}

export type Generated = { ok: true; profile: LoadProfile | null; notes: SupplyNote[] } | Missing;

/** All photovoltaics together: the same for every replication. */
export function generateAll({ photovoltaics }: SupplyState, times: ProfileTimes, book: SeriesBook): Generated {
  let profile: LoadProfile | null = null;
  const notes: SupplyNote[] = [];
  for (const { peak, yieldKwhPerKw, irradiance, place } of photovoltaics) {
    const made = generate({ peakKw: peak, yieldKwhPerKw, sun: place ?? { series: irradiance! } }, times, book);
    if (!made.ok) return made;
    profile = profile === null ? made.profile : sumProfiles(profile, made.profile);
    notes.push(...made.notes.filter(({ code }) => notes.every((note) => note.code !== code)));
  }
  return { ok: true, profile, notes };
}

/** What is bought for one replication: heat recovery, then heat pumps, photovoltaics, the battery. `billing`: of electricity. */
export function behindTheMeter(state: SupplyState, loads: Loads, generation: LoadProfile | null, billing: Billing | null): Bought {
  const carriers = { ...loads.carriers };
  for (const { from, share, carrier, boiler } of state.recoveries) carriers[carrier] = recoverHeat(loads.utilities![from]!, share, carriers[carrier]!, boiler);
  for (const { cop, capacity, carrier, boiler } of state.heatPumps) {
    const after = pumpHeat({ cop, capacityKw: capacity, boiler }, carriers[carrier]!, carriers[ELECTRICITY]!);
    carriers[carrier] = after.carrier;
    carriers[ELECTRICITY] = after.electricity;
  }
  const net = generation === null ? null : netOf(carriers[ELECTRICITY]!, generation);
  if (net !== null) carriers[ELECTRICITY] = net.load;
  const run = state.battery === null ? null : work(state.battery, carriers[ELECTRICITY]!, net?.fedIn ?? null, billing);
  if (run !== null) carriers[ELECTRICITY] = run.load;
  return { carriers, fedIn: run?.fedIn ?? net?.fedIn ?? null, generatedKwh: generation === null ? null : profileKwh(generation), battery: run?.sums ?? null };
}

function work(change: SupplyChangeOf<'battery'>, load: LoadProfile, fedIn: LoadProfile | null, billing: Billing | null) {
  const { capacity: capacityKwh, power: powerKw, efficiency, startShare, strategy, target } = change;
  const battery = { capacityKwh, powerKw, efficiency, startShare };
  if (strategy === 'arbitrage') {
    const run = arbitrage(battery, load, marginalPrices(billing!), ceilings(load, billing!));
    return { load: run.load, fedIn, sums: sumsOf(battery, run, null) };
  }
  const run = target === undefined ? shaveLowest(battery, load) : { ...shave(battery, load, target), targetKw: target };
  return { load: run.load, fedIn, sums: sumsOf(battery, run, run.targetKw) };
}

/** Arbitrage must not buy power: no step rises above the subscribed power of its period, or above the highest step without a battery. */
function ceilings(load: LoadProfile, billing: Billing): Float64Array {
  const times = timesOf(load);
  const most = load.kwh.reduce((kw, kwh, i) => Math.max(kw, kwh / stepHours(times, i)), 0);
  const subscribed = subscribedKw(billing);
  return Float64Array.from(load.kwh, (kwh, i) => {
    const kw = subscribed[billing.periodOfStep[i]!]!;
    return Math.max(kwh, (Number.isFinite(kw) ? kw : most) * stepHours(times, i));
  });
}

function sumsOf({ capacityKwh, startShare }: Battery, { taken, stored }: BatteryRun, targetKw: number | null): BatterySums {
  return {
    takenKwh: taken.reduce((sum, kwh) => sum + Math.max(0, kwh), 0),
    givenKwh: taken.reduce((sum, kwh) => sum + Math.max(0, -kwh), 0),
    storedKwh: (stored.at(-1) ?? startShare * capacityKwh) - startShare * capacityKwh,
    targetKw,
  };
}

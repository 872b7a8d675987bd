import type { SupplyNote } from '../../contract/supply-note.js';
import type { EnergyProfile, LoadCarbon } from '../../contract/energy-profile.js';
import { charge, subscribedKw } from '../supply/bill.js';
import type { Billing } from '../supply/billing.js';
import { emit, layOutCarbon, type CarbonFactors } from '../supply/carbon.js';
import { localSteps } from '../supply/local-steps.js';
import { labelsOf, periodOfSteps } from '../supply/periods.js';
import { endUs, gridStartUs, stepHours, type LoadProfile, type ProfileTimes } from '../supply/profile.js';
import type { SuppliedCarrier, SupplyState } from '../supply/state.js';
import { unknownShare, type ReadNode } from './balance.js';
import { billingOf } from './billed.js';
import { isKnown, sumLoads, sumOf, type MeteredLoad } from './load.js';
import { periodsOf, type LoadPeriods } from './peaks.js';

const HOUR_US = 3600e6;

type Answer = Omit<EnergyProfile, 'cell' | 'carrier' | 'stepS'>;

/** The load of the meters of a carrier over a window, by period, with its bill and its emissions. Steps of 10 minutes. */
export function profileOf(tops: readonly ReadNode[], times: ProfileTimes, supply: SupplyState, carrier: SuppliedCarrier | undefined): Answer {
  const heard = tops.flatMap(({ load }) => (load === null ? [] : [load]));
  const about = { fromUs: times.fromUs, toUs: endUs(times), stepUs: stepsOf(times) };
  if (heard.length === 0) return { ...about, ...NOTHING, kw: about.stepUs.map(() => null) };
  const load = sumLoads(heard);
  const { kwh } = load;
  const profile: LoadProfile = { fromUs: times.fromUs, toUs: endUs(times), stepS: times.stepS, kwh };
  const billed = billingOf(carrier, times, supply);
  const factors = carrier?.emissions ? layOutCarbon(carrier.emissions, supply.timezone, times, supply.series) : null;
  const unknown = unknownShare(load, times);
  const kw = Array.from(kwh, (step, i) => (isKnown(load, times, i) ? step / stepHours(times, i) : null));
  const periods = periodsOf(load, times, loadPeriods(carrier, billed.billing, times, supply.timezone), tops);
  const meanKw = kw.includes(null) ? null : sumOf(kwh) / ((endUs(times) - times.fromUs) / HOUR_US);
  const peakKw = Math.max(...periods.flatMap(({ peaks }) => peaks.map((peak) => peak.kw)));
  return {
    ...about,
    kwh: sumOf(kwh),
    pausedKwh: sumOf(load.pausedKwh),
    unknownShare: unknown,
    kw,
    meanKw,
    loadFactor: meanKw !== null && peakKw > 0 ? meanKw / peakKw : null,
    periods,
    bill: billed.billing && charge(billed.billing, profile),
    carbon: factors && carbonOf(factors, profile, times),
    notes: [...loadNotes(load, unknown, times), ...billed.notes, ...(factors?.notes ?? [])],
  };
}

const NOTHING_HEARD: SupplyNote = { code: 'nothing-heard', detail: 'no meter of this carrier was heard in the window' };
const NOTHING = {
  kwh: null,
  pausedKwh: 0,
  unknownShare: 1,
  meanKw: null,
  loadFactor: null,
  periods: [],
  bill: null,
  carbon: null,
  notes: [NOTHING_HEARD],
};

export const stepsOf = (times: ProfileTimes): number[] => Array.from({ length: times.steps }, (_, i) => gridStartUs(times) + i * times.stepS * 1e6);

/** Periods of the contract with their subscribed powers. */
export function loadPeriods(carrier: SuppliedCarrier | undefined, billing: Billing | null, times: ProfileTimes, timezone: string): LoadPeriods {
  if (billing !== null) return { ...billing, subscribedKw: subscribedKw(billing) };
  const contract = carrier?.contract ?? null;
  if (contract === null) return { labels: [null], periodOfStep: new Uint8Array(times.steps), subscribedKw: [Infinity] };
  const labels = labelsOf(contract);
  return { labels, periodOfStep: periodOfSteps(contract, localSteps(timezone, times)), subscribedKw: labels.map(() => Infinity) };
}

/** What a bill of the load does not know. */
function loadNotes({ pausedKwh }: MeteredLoad, unknown: number, times: ProfileTimes): SupplyNote[] {
  const hours = (unknown * (endUs(times) - times.fromUs)) / HOUR_US;
  const paused = sumOf(pausedKwh);
  const notes: SupplyNote[] = [];
  if (paused > 0)
    notes.push({
      code: 'paused',
      detail: `${paused.toFixed(1)} kWh that counters rose by over pauses are spread evenly over them: prices and overruns there are estimates`,
    });
  if (hours >= 0.05)
    notes.push({
      code: 'unknown-time',
      detail: `in ${hours.toFixed(1)} h of the window it is not known when energy was used: what no counter made up for is in no figure`,
    });
  return notes;
}

/** Emissions of the load, and of each hour by the average of the network. */
function carbonOf(factors: CarbonFactors, profile: LoadProfile, times: ProfileTimes): LoadCarbon {
  const { notes: _, ...whole } = emit(factors, profile);
  const { location } = factors;
  const hours = new Map<number, number>();
  stepsOf(times).forEach((atUs, i) => {
    const hourUs = Math.floor(atUs / HOUR_US) * HOUR_US;
    const factor = typeof location === 'number' ? location : (location?.[i] ?? 0);
    hours.set(hourUs, (hours.get(hourUs) ?? 0) + profile.kwh[i]! * factor);
  });
  return { ...whole, hourUs: [...hours.keys()], hourLocationKg: location === null ? [] : [...hours.values()] };
}

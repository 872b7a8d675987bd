import type { SupplyNote, SupplyNoteCode } from '../../contract/supply-note.js';
import type { EnergySeries } from '../../contract/series.js';
import type { SupplyContract } from '../../contract/supply.js';
import { dayNumber, instantOf } from '../zone.js';
import { localSteps } from './local-steps.js';
import { monthsOf, type BilledMonth } from './months.js';
import { labelsOf, periodOfSteps } from './periods.js';
import { DEMAND_STEP_S, endUs, gridStartUs, type ProfileTimes } from './profile.js';
import { steppedSeries } from './series.js';

/** A contract laid out over the steps of profiles: worked out once, used for every replication. */
export interface Billing {
  contract: SupplyContract;
  times: ProfileTimes;
  labels: readonly string[];
  periodOfStep: Uint8Array;
  months: readonly BilledMonth[];
  monthOfStep: Uint16Array;
  /** price of the energy itself in each step [EUR/kWh] */
  supplyPrice: Float64Array;
  /** price of the network's energy part by label [EUR/kWh] */
  networkPrice: Float64Array;
  /** months of the steps over which demand is measured; null without a price of demand */
  monthOfDemandStep: Uint16Array | null;
  notes: SupplyNote[];
}

export type SeriesBook = Readonly<Record<string, EnergySeries>>;
export type Missing = { ok: false; missing: SupplyNote[] };

/** Lays a contract without issues out over the steps of profiles. What is needed and not there is told. */
export function layOutBilling(contract: SupplyContract, timezone: string, times: ProfileTimes, book: SeriesBook): { ok: true; billing: Billing } | Missing {
  const steps = localSteps(timezone, times);
  const labels = labelsOf(contract);
  const periodOfStep = periodOfSteps(contract, steps);
  const { months, monthOfStep } = monthsOf(timezone, times, steps);
  const prices = supplyPrices(contract, labels, periodOfStep, times, book);
  const missing = [...validityMissing(contract, timezone, times), ...(prices.ok ? [] : prices.missing)];
  if (!prices.ok || missing.length > 0) return { ok: false, missing };
  const networkPrice = Float64Array.from(labels, (label) => contract.network.energy[label] ?? 0);
  const notes = [...prices.notes, ...partNotes(contract, months), ...stepNotes(contract, times), ...mobileNotes(contract, labels, periodOfStep)];
  const monthOfDemandStep = demandMonths(contract, timezone, times);
  return {
    ok: true,
    billing: { contract, times, labels, periodOfStep, months, monthOfStep, supplyPrice: prices.price, networkPrice, monthOfDemandStep, notes },
  };
}

function demandMonths({ network: { demand } }: SupplyContract, timezone: string, times: ProfileTimes): Uint16Array | null {
  if (demand === undefined) return null;
  const stepS = demand.intervalMin * 60;
  const toUs = endUs(times);
  const steps = Math.ceil((toUs - gridStartUs({ fromUs: times.fromUs, stepS })) / (stepS * 1e6));
  const measured = { fromUs: times.fromUs, toUs, stepS, steps };
  return monthsOf(timezone, measured, localSteps(timezone, measured)).monthOfStep;
}

function validityMissing(contract: SupplyContract, timezone: string, times: ProfileTimes): SupplyNote[] {
  const midnight = (date: string, after: number) => instantOf(timezone, dayNumber(...(date.split('-').map(Number) as [number, number, number])) + after, 0);
  const { id, validFrom, validTo } = contract;
  const early = times.fromUs < midnight(validFrom, 0);
  const late = validTo !== undefined && endUs(times) > midnight(validTo, 1);
  const until = validTo === undefined ? `from ${validFrom} on` : `from ${validFrom} to ${validTo}`;
  return early || late ? [{ code: 'contract-not-valid', detail: `the contract ${id} holds ${until}: not in all of the horizon` }] : [];
}

type Prices = { ok: true; price: Float64Array; notes: SupplyNote[] } | Missing;

function supplyPrices({ energy }: SupplyContract, labels: readonly string[], periodOfStep: Uint8Array, times: ProfileTimes, book: SeriesBook): Prices {
  const { byPeriod, dayAhead } = energy;
  if (dayAhead === undefined) return { ok: true, price: Float64Array.from(periodOfStep, (at) => byPeriod![labels[at]!]!), notes: [] };
  const series = book[dayAhead.series];
  const refuse = (code: SupplyNoteCode, detail: string): Missing => ({ ok: false, missing: [{ code, detail }] });
  if (series === undefined) return refuse('unknown-series', `there is no series "${dayAhead.series}" of day-ahead prices`);
  if (series.unit !== 'EUR/kWh') return refuse('wrong-unit', `the series ${series.id} is in ${series.unit}, prices are in EUR/kWh`);
  const { values, estimated, gapHours } = steppedSeries(series, dayAhead, times);
  if (gapHours > 0)
    return refuse('no-prices', `the series ${series.id} has no price for ${round(gapHours)} h of the horizon; its typical year can stand for it`);
  const notes: SupplyNote[] = estimated ? [{ code: 'estimated-prices', detail: `day-ahead prices are estimates: ${series.source}` }] : [];
  return { ok: true, price: values.map((value) => value + dayAhead.premium), notes };
}

const round = (hours: number) => Math.round(hours * 10) / 10;

function partNotes({ network }: SupplyContract, months: readonly BilledMonth[]): SupplyNote[] {
  const part = months.filter(({ share }) => share < 1).map(({ month }) => month);
  if (part.length === 0) return [];
  const notes: SupplyNote[] = [];
  if (network.fixed.length > 0 || network.capacity.length > 0 || network.demand !== undefined)
    notes.push({
      code: 'pro-rata',
      detail: `yearly prices count a twelfth for a month, and pro rata of time for the part of ${part.join(', ')} in the horizon`,
    });
  if (network.overrun !== undefined || network.demand !== undefined)
    notes.push({ code: 'part-of-a-month', detail: `peaks and overruns of ${part.join(', ')} are those of the part in the horizon` });
  return notes;
}

function stepNotes({ network }: SupplyContract, { stepS }: ProfileTimes): SupplyNote[] {
  const notes: SupplyNote[] = [];
  if (network.overrun !== undefined && stepS > DEMAND_STEP_S)
    notes.push({ code: 'coarse-profile', detail: `overruns are of means over ${stepS / 60} min: those over 10 min are higher` });
  const intervalS = (network.demand?.intervalMin ?? 0) * 60;
  if (network.demand !== undefined && intervalS % stepS !== 0)
    notes.push({ code: 'interpolated-demand', detail: `means over ${intervalS / 60} min take the load as even within ${stepS / 60} min` });
  return notes;
}

/** Mobile peaks that nobody has called yet are not there. */
function mobileNotes({ periods }: SupplyContract, labels: readonly string[], periodOfStep: Uint8Array): SupplyNote[] {
  return labels.flatMap((label, at) =>
    periods.every((period) => period.label !== label || period.dates !== undefined) && !periodOfStep.includes(at)
      ? [{ code: 'no-dates', detail: `no date of the period ${label} is in the horizon: its hours count as others` }]
      : [],
  );
}

/** What one kWh more costs in each step [EUR/kWh]: energy, network and excise, with VAT; without capacity, overruns and demand. */
export function marginalPrices({ contract: { taxes }, supplyPrice, networkPrice, periodOfStep }: Billing): Float64Array {
  return supplyPrice.map((price, i) => (price + networkPrice[periodOfStep[i]!]! + taxes.excise) * (1 + taxes.vat));
}

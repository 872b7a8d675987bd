import { BILL_PARTS, type Bill, type BillPart, type MonthBill, type PeriodBill } from '../../contract/bill.js';
import type { SupplyContract } from '../../contract/supply.js';
import { layOutBilling, type Billing, type Missing, type SeriesBook } from './billing.js';
import { overrunRoots } from './overrun.js';
import { endUs, resample, timesOf, wholeSteps, type LoadProfile } from './profile.js';

type Parts = Record<BillPart, number>;

/** What a load costs. `profile` has the steps of the billing; `fedIn`, of the same steps, goes back to the network. */
export function charge(billing: Billing, profile: LoadProfile, fedIn?: LoadProfile): Bill {
  const { contract, times, months } = billing;
  const subscribed = subscribedKw(billing);
  const roots = overrunRoots(billing, profile, subscribed);
  const sums = energySums(billing, profile, fedIn);
  const demand = demandEur(billing, profile);
  const byMonth = months.map(({ month, share }, m): MonthBill => {
    const parts = empty();
    parts.supply = sums.supply[m]!;
    parts.feedIn = -sums.feedIn[m]!;
    parts.networkEnergy = sums.network[m]!;
    parts.fixed = (contract.network.fixed.reduce((sum, { price }) => sum + price, 0) * share) / 12;
    parts.capacity = (capacityPerYear(contract) * share) / 12;
    parts.overrun = billing.labels.reduce((sum, _, at) => sum + overrunPrice(contract, billing.labels[at]!) * roots[m * billing.labels.length + at]!, 0);
    parts.demand = demand[m]!;
    parts.excise = sums.kwh[m]! * contract.taxes.excise;
    parts.ofFixedNetwork = (parts.fixed + parts.capacity) * contract.taxes.ofFixedNetwork;
    parts.vat = BILL_PARTS.reduce((sum, part) => sum + parts[part], 0) * contract.taxes.vat;
    return { month, share, ...totals(sums.kwh[m]!, parts) };
  });
  const parts = empty();
  for (const month of byMonth) for (const part of BILL_PARTS) parts[part] += month.parts[part];
  const kwh = byMonth.reduce((sum, month) => sum + month.kwh, 0);
  return {
    contract: contract.id,
    fromUs: times.fromUs,
    toUs: endUs(times),
    ...totals(kwh, parts),
    periods: periodBills(billing, profile, roots),
    months: byMonth,
    notes: billing.notes,
  };
}

/**
 * The bill of a profile under a contract without issues. Steps shorter than the 10 minutes of the meter are put together. Use `charge`
 * where many profiles have the same steps.
 */
export function billOf(contract: SupplyContract, profile: LoadProfile, timezone: string, book: SeriesBook = {}): { ok: true; bill: Bill } | Missing {
  const metered = profile.stepS < 600 ? resample(profile, 600) : profile;
  const found = layOutBilling(contract, timezone, timesOf(metered), book);
  if (!found.ok) return found;
  if (contract.network.capacity.some(({ subscribed }) => subscribed === undefined))
    return { ok: false, missing: [{ code: 'no-subscribed-power', detail: `the contract ${contract.id} says no subscribed power` }] };
  return { ok: true, bill: charge(found.billing, metered) };
}

const empty = () => Object.fromEntries(BILL_PARTS.map((part) => [part, 0])) as Parts;

function totals(kwh: number, parts: Parts) {
  const energyEur = parts.supply + parts.feedIn;
  const networkEur = parts.fixed + parts.capacity + parts.networkEnergy + parts.overrun + parts.demand;
  const taxEur = parts.excise + parts.ofFixedNetwork + parts.vat;
  return { kwh, parts, energyEur, networkEur, taxEur, totalEur: energyEur + networkEur + taxEur };
}

/** Subscribed power by label; infinite where none is needed [kW]. */
export const subscribedKw = ({ contract, labels }: Billing): number[] =>
  labels.map((label) => contract.network.capacity.find(({ period }) => period === label)?.subscribed ?? Infinity);

/** b1 P1 + sum of b_i (P_i - P_{i-1}), as TURPE HTA has it [EUR/year]. */
function capacityPerYear({ network: { capacity } }: SupplyContract): number {
  return capacity.reduce((sum, { price, subscribed = 0 }, i) => sum + price * (subscribed - (capacity[i - 1]?.subscribed ?? 0)), 0);
}

/** Of a kW of the root of a month [EUR]. */
export function overrunPrice({ network: { capacity, overrun } }: SupplyContract, label: string): number {
  return (overrun?.factor ?? 0) * (capacity.find(({ period }) => period === label)?.price ?? 0);
}

function energySums(billing: Billing, profile: LoadProfile, fedIn?: LoadProfile) {
  const { months, monthOfStep, periodOfStep, supplyPrice, networkPrice, contract } = billing;
  const zero = () => new Float64Array(months.length);
  const sums = { kwh: zero(), supply: zero(), network: zero(), feedIn: zero() };
  profile.kwh.forEach((kwh, i) => {
    const m = monthOfStep[i]!;
    sums.kwh[m]! += kwh;
    sums.supply[m]! += kwh * supplyPrice[i]!;
    sums.network[m]! += kwh * networkPrice[periodOfStep[i]!]!;
    sums.feedIn[m]! += (fedIn?.kwh[i] ?? 0) * contract.feedIn;
  });
  return sums;
}

/** Demand charge by month [EUR]: of a year the highest mean of all counts in every month. */
function demandEur({ contract, times, months, monthOfDemandStep }: Billing, profile: LoadProfile): number[] {
  const { demand } = contract.network;
  if (demand === undefined || monthOfDemandStep === null) return months.map(() => 0);
  const stepS = demand.intervalMin * 60;
  const means = resample({ ...times, kwh: profile.kwh }, stepS);
  const { first, end } = wholeSteps(timesOf(means));
  const peaks = new Float64Array(months.length);
  for (let i = first; i < end; i++) peaks[monthOfDemandStep[i]!] = Math.max(peaks[monthOfDemandStep[i]!]!, (means.kwh[i]! * 3600) / stepS);
  const most = Math.max(...peaks);
  return months.map(({ share }, m) => (demand.price * (demand.over === 'year' ? most : peaks[m]!) * share) / 12);
}

function periodBills(billing: Billing, profile: LoadProfile, roots: Float64Array): PeriodBill[] {
  const { contract, times, labels, periodOfStep, months, supplyPrice, networkPrice } = billing;
  const { first, end } = wholeSteps(times);
  const share = months.reduce((sum, month) => sum + month.share, 0) / 12;
  const bills = labels.map((label, at): PeriodBill => {
    const place = contract.network.capacity.findIndex(({ period }) => period === label);
    const { price = 0, subscribed = null } = contract.network.capacity[place] ?? {};
    const below = contract.network.capacity[place - 1]?.subscribed ?? 0;
    const overrun = months.reduce((sum, _, m) => sum + roots[m * labels.length + at]!, 0) * overrunPrice(contract, label);
    return { label, kwh: 0, peakKw: null, subscribedKw: subscribed, eur: overrun + (subscribed === null ? 0 : price * (subscribed - below) * share) };
  });
  profile.kwh.forEach((kwh, i) => {
    const bill = bills[periodOfStep[i]!]!;
    bill.kwh += kwh;
    bill.eur += kwh * (supplyPrice[i]! + networkPrice[periodOfStep[i]!]!);
    if (i >= first && i < end) bill.peakKw = Math.max(bill.peakKw ?? -Infinity, (kwh * 3600) / times.stepS);
  });
  return bills;
}

import type { SupplyNote } from '../../contract/supply-note.js';
import type { SupplyContract } from '../../contract/supply.js';
import { overrunPrice } from './bill.js';
import type { Billing } from './billing.js';
import { wholeSteps, type LoadProfile } from './profile.js';

export interface Subscription {
  /** power to subscribe by period, in the order of the capacity prices [kW] */
  powersKw: { period: string; kw: number }[];
  /** capacity with what is charged on it, and overruns, mean over the profiles, in the horizon [EUR] */
  eur: number;
  notes: SupplyNote[];
}

/** A block of neighbouring periods that share one power. */
interface Block {
  of: number[];
  level: number;
}

/**
 * The whole powers that cost least over profiles of the steps of a billing: capacity, plus overruns in the mean over the profiles. The
 * cost is b1 P1 + sum b_i (P_i - P_{i-1}) = sum (b_i - b_{i+1}) P_i plus, by period, roots of sums of squares, which are convex in P_i:
 * a separable convex function under P1 <= P2 <= ..., whose exact minimum pooling of adjacent violators finds (Ahuja and Orlin 2001).
 * Of powers that cost the same the lowest. Without an overrun the powers are those that are never exceeded.
 */
export function bestSubscription(billing: Billing, profiles: readonly LoadProfile[]): Subscription {
  const { contract, months } = billing;
  const { capacity } = contract.network;
  const years = months.reduce((sum, { share }) => sum + share, 0) / 12;
  const means = capacity.map(({ period }) => meansByMonth(billing, profiles, period));
  const known = new Map<string, number>();
  const costOf = (i: number, kw: number): number => {
    const key = `${i} ${kw}`;
    let cost = known.get(key);
    if (cost === undefined)
      known.set(key, (cost = capacityCost(contract, i) * years * kw + overrunCost(contract, capacity[i]!.period, means[i]!, kw) / profiles.length));
    return cost;
  };
  const most = means.map((groups) => Math.ceil(groups.reduce((kw, group) => Math.max(kw, group[0] ?? 0), 0) - 1e-9));
  const blocks: Block[] = [];
  capacity.forEach((_, i) => {
    let block: Block = { of: [i], level: lowest((kw) => costOf(i, kw), most[i]!) };
    for (let before = blocks.at(-1); before !== undefined && before.level > block.level; before = blocks.at(-1)) {
      blocks.pop();
      const of = [...before.of, ...block.of];
      block = { of, level: lowest((kw) => of.reduce((sum, k) => sum + costOf(k, kw), 0), Math.max(...of.map((k) => most[k]!))) };
    }
    blocks.push(block);
  });
  const levels = blocks.flatMap(({ of, level }) => of.map(() => level));
  const unseen = capacity.filter((_, i) => means[i]!.length === 0).map(({ period }) => period);
  return {
    powersKw: capacity.map(({ period }, i) => ({ period, kw: levels[i]! })),
    eur: levels.reduce((sum, kw, i) => sum + costOf(i, kw), 0),
    notes:
      unseen.length > 0
        ? [{ code: 'period-not-seen', detail: `the horizon has no load in ${unseen.join(', ')}: what is found there is only the order of powers` }]
        : [],
  };
}

/** Of a kW more in one period, with what is charged on capacity and VAT [EUR/year]. */
function capacityCost({ network: { capacity }, taxes }: SupplyContract, i: number): number {
  return (capacity[i]!.price - (capacity[i + 1]?.price ?? 0)) * (1 + taxes.ofFixedNetwork) * (1 + taxes.vat);
}

/** Whole-step means of a period in each month of each profile, highest first [kW]. Months without any are left out. */
function meansByMonth(billing: Billing, profiles: readonly LoadProfile[], period: string): Float64Array[] {
  const { times, labels, periodOfStep, monthOfStep, months } = billing;
  const at = labels.indexOf(period);
  const { first, end } = wholeSteps(times);
  return profiles.flatMap(({ kwh }) => {
    const groups = months.map((): number[] => []);
    for (let i = first; i < end; i++) if (periodOfStep[i] === at) groups[monthOfStep[i]!]!.push((kwh[i]! * 3600) / times.stepS);
    return groups.filter((group) => group.length > 0).map((group) => Float64Array.from(group).sort().reverse());
  });
}

function overrunCost(contract: SupplyContract, period: string, groups: readonly Float64Array[], kw: number): number {
  if (contract.network.overrun === undefined) return groups.some((group) => group[0]! > kw + 1e-9) ? Infinity : 0;
  let roots = 0;
  for (const group of groups) {
    let squares = 0;
    for (let i = 0; i < group.length && group[i]! > kw; i++) squares += (group[i]! - kw) ** 2;
    roots += Math.sqrt(squares);
  }
  return roots * overrunPrice(contract, period) * (1 + contract.taxes.vat);
}

/** The lowest whole number up to `most` at which a convex function is least; it may be infinite below a point. */
function lowest(cost: (x: number) => number, most: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (cost(middle) <= cost(middle + 1) && cost(middle) < Infinity) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The contract with these powers. */
export function subscribe(contract: SupplyContract, powersKw: Subscription['powersKw']): SupplyContract {
  const capacity = contract.network.capacity.map((each) => ({
    ...each,
    subscribed: powersKw.find(({ period }) => period === each.period)?.kw ?? each.subscribed,
  }));
  return { ...contract, network: { ...contract.network, capacity } };
}

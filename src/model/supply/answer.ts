import type { Bill } from '../../contract/bill.js';
import type { SupplyNote } from '../../contract/supply-note.js';
import { behindTheMeter, generateAll, type Bought, type Loads } from './behind.js';
import { charge } from './bill.js';
import { layOutBilling, type Billing, type Missing } from './billing.js';
import { emit, layOutCarbon, type CarbonAnswer } from './carbon.js';
import { peakKw, profileKwh, timesOf, type LoadProfile, type ProfileTimes } from './profile.js';
import { ELECTRICITY, type SuppliedCarrier, type SupplyState } from './state.js';
import { bestSubscription, subscribe, type Subscription } from './subscription.js';

/** What one carrier costs and emits in one replication. */
export interface CarrierAnswer {
  carrier: string;
  /** what is bought */
  load: LoadProfile;
  kwh: number;
  peakKw: number | null;
  /** null without a contract, or where something is missing for it: the notes of the carrier say what */
  bill: Bill | null;
  /** null without emissions */
  carbon: CarbonAnswer | null;
}

export interface SupplyAnswer extends Omit<Bought, 'carriers'> {
  carriers: CarrierAnswer[];
}

export interface SupplyAnswers {
  ok: true;
  /** in the order of the loads */
  answers: SupplyAnswer[];
  /** what was found best, by carrier */
  subscriptions: Record<string, Subscription>;
  /** what limits the answers, by carrier */
  notes: Record<string, SupplyNote[]>;
}

/**
 * What the loads of all replications of a variant cost and emit under a supply. All have the carriers of the supply, and the same steps,
 * of 10 minutes as a rule. Without what photovoltaics or arbitrage need nothing can be said of electricity, so that is missing as a whole.
 */
export function answerSupply(state: SupplyState, loads: readonly Loads[]): SupplyAnswers | Missing {
  const times = sharedTimes(state, loads);
  const laidOut = state.carriers.map((carrier) => layOut(state, carrier, times));
  const electricity = laidOut.find(({ carrier }) => carrier.id === ELECTRICITY)?.billing ?? null;
  const generation = generateAll(state, times, state.series);
  if (!generation.ok) return generation;
  if (state.battery?.strategy === 'arbitrage' && electricity === null)
    return { ok: false, missing: [{ code: 'no-prices', detail: 'arbitrage needs a contract of electricity with prices in all of the horizon' }] };
  const bought = loads.map((each) => behindTheMeter(state, each, generation.profile, electricity));
  const subscriptions: Record<string, Subscription> = {};
  const notes: Record<string, SupplyNote[]> = {};
  const settled = laidOut.map((each) => {
    const { id, best } = each.carrier;
    notes[id] = [...each.notes, ...(id === ELECTRICITY ? generation.notes : [])];
    if (each.billing === null || !best) return { ...each, billing: subscribedOrNull(each.billing, notes[id]) };
    const found = bestSubscription(
      each.billing,
      bought.map(({ carriers }) => carriers[id]!),
    );
    subscriptions[id] = found;
    notes[id].push(...found.notes);
    return { ...each, billing: { ...each.billing, contract: subscribe(each.billing.contract, found.powersKw) } };
  });
  const answers = bought.map(({ carriers, fedIn, ...rest }) => ({
    ...rest,
    fedIn,
    carriers: settled.map(({ carrier: { id }, billing, factors }): CarrierAnswer => {
      const load = carriers[id]!;
      return {
        carrier: id,
        load,
        kwh: profileKwh(load),
        peakKw: peakKw(load),
        bill: billing && charge(billing, load, id === ELECTRICITY && fedIn !== null ? fedIn : undefined),
        carbon: factors && emit(factors, load),
      };
    }),
  }));
  return { ok: true, answers, subscriptions, notes };
}

function sharedTimes({ carriers }: SupplyState, loads: readonly Loads[]): ProfileTimes {
  const all = loads.flatMap((each) => carriers.map(({ id }) => each.carriers[id]));
  const first = all[0];
  const alike = (profile: LoadProfile | undefined) =>
    profile?.fromUs === first?.fromUs && profile?.toUs === first?.toUs && profile?.stepS === first?.stepS && profile?.kwh.length === first?.kwh.length;
  if (first === undefined || !all.every(alike)) throw new RangeError('loads need a profile of every carrier, all of the same steps');
  return timesOf(first);
}

function layOut(state: SupplyState, carrier: SuppliedCarrier, times: ProfileTimes) {
  const { contract, emissions } = carrier;
  const found = contract === null ? null : layOutBilling(contract, state.timezone, times, state.series);
  const factors = emissions === null ? null : layOutCarbon(emissions, state.timezone, times, state.series);
  const ofBill: SupplyNote[] =
    found === null ? [{ code: 'no-contract', detail: `${carrier.id} has no contract: its cost is not known` }] : found.ok ? found.billing.notes : found.missing;
  return { carrier, billing: found?.ok === true ? found.billing : null, factors, notes: [...ofBill, ...(factors?.notes ?? [])] };
}

function subscribedOrNull(billing: Billing | null, notes: SupplyNote[]): Billing | null {
  if (billing === null || billing.contract.network.capacity.every(({ subscribed }) => subscribed !== undefined)) return billing;
  notes.push({ code: 'no-subscribed-power', detail: `the contract ${billing.contract.id} says no subscribed power` });
  return null;
}

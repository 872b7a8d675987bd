import type { Bill } from '../../contract/bill.js';
import type { SupplyNote } from '../../contract/supply-note.js';
import type { SupplyContract } from '../../contract/supply.js';
import { charge } from './bill.js';
import { layOutBilling, type SeriesBook } from './billing.js';
import { timesOf, type LoadProfile } from './profile.js';
import { bestSubscription, subscribe } from './subscription.js';

export interface ContractChoice {
  /** with the powers that cost least */
  contract: SupplyContract;
  /** of each profile; null where something is missing */
  bills: Bill[] | null;
  meanEur: number | null;
  notes: SupplyNote[];
}

/**
 * What profiles of the same steps cost under each contract, with the powers that cost least, the cheapest first; those that cannot be
 * billed come last and say what is missing. At least one profile.
 */
export function chooseContract(contracts: readonly SupplyContract[], profiles: readonly LoadProfile[], timezone: string, book: SeriesBook): ContractChoice[] {
  return contracts
    .map((contract) => choiceOf(contract, profiles, timezone, book))
    .sort((a, b) => (a.meanEur ?? Number.MAX_VALUE) - (b.meanEur ?? Number.MAX_VALUE) || (a.contract.id < b.contract.id ? -1 : 1));
}

/** One contract with the powers that cost least. */
function choiceOf(contract: SupplyContract, profiles: readonly LoadProfile[], timezone: string, book: SeriesBook): ContractChoice {
  const found = layOutBilling(contract, timezone, timesOf(profiles[0]!), book);
  if (!found.ok) return { contract, bills: null, meanEur: null, notes: found.missing };
  const best = bestSubscription(found.billing, profiles);
  const subscribed = subscribe(contract, best.powersKw);
  const bills = profiles.map((profile) => charge({ ...found.billing, contract: subscribed }, profile));
  return {
    contract: subscribed,
    bills,
    meanEur: bills.reduce((sum, { totalEur }) => sum + totalEur, 0) / bills.length,
    notes: [...found.billing.notes, ...best.notes],
  };
}

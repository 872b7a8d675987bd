import type { SupplyNote } from '../../contract/supply-note.js';
import { layOutBilling, type Billing } from '../supply/billing.js';
import type { ProfileTimes } from '../supply/profile.js';
import type { SuppliedCarrier, SupplyState } from '../supply/state.js';

/** The contract laid out over the steps, or why there is none. Without subscribed powers nothing is billed. */
export function billingOf(carrier: SuppliedCarrier | undefined, times: ProfileTimes, supply: SupplyState): { billing: Billing | null; notes: SupplyNote[] } {
  const contract = carrier?.contract ?? null;
  if (contract === null)
    return { billing: null, notes: [{ code: 'no-contract', detail: 'the plant file has no contract of this carrier: its cost is not known' }] };
  const found = layOutBilling(contract, supply.timezone, times, supply.series);
  if (!found.ok) return { billing: null, notes: found.missing };
  if (contract.network.capacity.every(({ subscribed }) => subscribed !== undefined)) return { billing: found.billing, notes: [] };
  return { billing: null, notes: [{ code: 'no-subscribed-power', detail: `the contract ${contract.id} says no subscribed power` }] };
}

import type { StateFamily } from '../../../../src/contract/packml.js';
import type { StateShares } from '../../../../src/contract/state-shares.js';
import { FAMILY_ORDER } from '../../format/state.js';

/** Share of each family over all bins, which are equally long. */
export function sharesOver(bins: StateShares['bins']): Record<StateFamily, number> {
  const sums: Record<StateFamily, number> = { producing: 0, idle: 0, starved: 0, blocked: 0, held: 0, changeover: 0, planned: 0, down: 0, unknown: 0 };
  for (const bin of bins) for (const family of FAMILY_ORDER) sums[family] += (bin[family] ?? 0) / bins.length;
  return sums;
}

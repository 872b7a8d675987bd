import type { StateFamily } from '../../contract/packml.js';
import type { StateShares } from '../../contract/state-shares.js';
import { familyTurns, type HeardUnit, type WorkSpans } from './family-turns.js';

/** Share of the time of all units in each family, over `bins` equal parts of [fromUs, toUs). Of each they add up to 1. */
export function stateShares(units: readonly HeardUnit[], fromUs: number, toUs: number, bins: number, shifts: WorkSpans): StateShares['bins'] {
  const binUs = (toUs - fromUs) / bins;
  const shares = Array.from({ length: bins }, (): Partial<Record<StateFamily, number>> => ({}));
  for (const unit of units) {
    const turns = familyTurns(unit, fromUs, toUs, shifts);
    turns.forEach(({ atUs, family }, i) => {
      const [begin, end] = [(atUs - fromUs) / binUs, ((turns[i + 1]?.atUs ?? toUs) - fromUs) / binUs];
      for (let bin = Math.floor(begin); bin < Math.min(bins, end); bin++) {
        const share = (Math.min(end, bin + 1) - Math.max(begin, bin)) / units.length;
        if (share > 0) shares[bin]![family] = (shares[bin]![family] ?? 0) + share;
      }
    });
  }
  return shares;
}

import type { CellEnergy } from '../../../contract/cell-kpi.js';
import type { Entry } from './entries.js';
import type { Sums } from './sums.js';

/**
 * Whether the energy of an entry counts: that of units, utilities and zones. Machines are parts of their unit: they count where they are
 * asked for themselves, and for a unit of which no meter of its own was heard. `entries`: all there are.
 */
export function energyCounts(entries: readonly Entry[], asked: (source: string) => boolean): (entry: Entry) => boolean {
  const metered = new Set(entries.flatMap(({ source, row }) => (source.kind === 'place' && hasEnergy(row.kwh) ? [source.place!.unit.id] : [])));
  return ({ source }) => source.kind !== 'machine' || asked(source.id) || !metered.has(source.place!.unit.id);
}

const hasEnergy = (kwh: Entry['row']['kwh']): boolean => Object.values(kwh).some((carriers) => Object.values(carriers).some((value) => value !== 0));

/** Energy of a group. `goodUnits`: what it is told by; null: by nothing. */
export function energyOf({ used, byAccountKwh }: Sums, goodUnits: number | null): CellEnergy {
  const byCarrierKwh: Record<string, number> = {};
  for (const { carrier, kwh } of used) byCarrierKwh[carrier] = (byCarrierKwh[carrier] ?? 0) + kwh;
  const sum = (...kinds: string[]) => used.reduce((total, { kind, kwh }) => (kinds.includes(kind) ? total + kwh : total), 0);
  const [unitsKwh, utilitiesKwh, zonesKwh] = [sum('place', 'machine'), sum('utility'), sum('zone')];
  const totalKwh = unitsKwh + utilitiesKwh + zonesKwh;
  const share = (kwh: number) => (totalKwh > 0 ? kwh / totalKwh : null);
  return {
    byCarrierKwh,
    byAccountKwh,
    totalKwh,
    unitsKwh,
    utilitiesKwh,
    zonesKwh,
    unitsShare: share(unitsKwh),
    utilitiesShare: share(utilitiesKwh),
    zonesShare: share(zonesKwh),
    perThousandGoodKwh: goodUnits !== null && goodUnits > 0 ? (1000 * totalKwh) / goodUnits : null,
  };
}

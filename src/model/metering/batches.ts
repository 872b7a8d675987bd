import type { CellKpiGroup, KpiTerm } from '../../contract/cell-kpi.js';
import type { LotRecord } from '../../contract/cell-view.js';
import type { EnergyBatches, LotEnergy, ProductEnergy } from '../../contract/energy-batches.js';
import type { CompiledCell } from '../cell/compile.js';
import type { CellMirror } from '../cell-mirror/books.js';
import { kpisOf } from '../cell-mirror/kpis.js';
import { ledgerOf } from '../cell-mirror/ledger.js';
import { lotsOf } from '../cell-mirror/lots.js';
import { recordFromUs } from '../cell-mirror/spent.js';
import { groupedBy } from './grouped.js';

interface Window {
  fromUs: number;
  toUs: number;
}

/**
 * Energy of the lots that ended within a window, of all that was done to them, and of the site by its good units. `unmeteredKwh`: what
 * meters of the site counted besides in the window; null: nothing is known of it.
 */
export function batchesOf(cell: CompiledCell, mirror: CellMirror, window: Window, unmeteredKwh: number | null): Omit<EnergyBatches, 'cell'> {
  const records = lotsOf(mirror);
  const ended = records.filter(({ endedUs, outcome }) => outcome === 'done' && endedUs! >= window.fromUs && endedUs! < window.toUs);
  const lots = ended.length > 0 ? lotEnergies(cell, mirror, records, ended, window) : [];
  const byProduct = groupedBy(lots, ({ product }) => product);
  return {
    ...window,
    products: [...byProduct].map(([product, own]) => productEnergy(product, own)),
    lots,
    site: siteOf(cell, mirror, records, window, unmeteredKwh),
  };
}

function lotEnergies(cell: CompiledCell, mirror: CellMirror, records: readonly LotRecord[], ended: readonly LotRecord[], window: Window): LotEnergy[] {
  // A lot may have begun long before: a day more than the earliest, as utilities are shared by the day.
  const begunUs = Math.min(...ended.map((lot) => lot.begunUs ?? window.fromUs)) - 2 * 86_400e6;
  const span = { fromUs: Math.max(begunUs, recordFromUs(mirror) ?? window.fromUs), toUs: window.toUs };
  const groups = kpisOf(cell, ledgerOf(cell, mirror, span), records, { by: 'lot', ...span });
  const byLot = new Map(groups.map((group) => [group.key.lot, group]));
  return ended
    .flatMap((lot): LotEnergy[] => {
      const group = byLot.get(lot.lot);
      const { product, begunUs: begun, endedUs } = lot;
      return group === undefined ? [] : [{ lot: lot.lot, product, begunUs: begun, endedUs: endedUs!, whole: group.whole === true, ...energyOf(group) }];
    })
    .sort((a, b) => a.endedUs - b.endedUs);
}

type Energy = Pick<LotEnergy, 'kwh' | 'measuredKwh' | 'allottedKwh' | 'measuredShare' | 'good' | 'perThousandGoodKwh'>;

function energyOf(group: CellKpiGroup): Energy {
  const energy = termOf(group, 'EZ')?.parts ?? [];
  const sum = (allotted: boolean) => energy.reduce((kwh, part) => (part.kind === 'energy' && part.allotted === allotted ? kwh + part.value : kwh), 0);
  return figures(sum(false), sum(true), termOf(group, 'GU')?.value ?? 0);
}

function figures(measuredKwh: number, allottedKwh: number, good: number): Energy {
  const kwh = measuredKwh + allottedKwh;
  return { kwh, measuredKwh, allottedKwh, measuredShare: kwh > 0 ? measuredKwh / kwh : null, good, perThousandGoodKwh: good > 0 ? (1000 * kwh) / good : null };
}

const termOf = ({ kpis }: CellKpiGroup, symbol: string): KpiTerm | undefined =>
  kpis.find(({ id }) => id === 'energyPerThousandWithZones')?.terms.find((term) => term.symbol === symbol);

function productEnergy(product: string | null, lots: readonly LotEnergy[]): ProductEnergy {
  const whole = lots.filter((lot) => lot.whole);
  const sum = (of: (lot: LotEnergy) => number) => whole.reduce((total, lot) => total + of(lot), 0);
  const energy = figures(
    sum(({ measuredKwh }) => measuredKwh),
    sum(({ allottedKwh }) => allottedKwh),
    sum(({ good }) => good),
  );
  return { product, lots: whole.length, notWhole: lots.length - whole.length, ...energy, perLotKwh: whole.length > 0 ? energy.kwh / whole.length : null };
}

/** Of the window itself: what the ledger has of it counts, also of a shift that began before. */
function siteOf(cell: CompiledCell, mirror: CellMirror, records: readonly LotRecord[], window: Window, unmeteredKwh: number | null): EnergyBatches['site'] {
  const [group] = kpisOf(cell, ledgerOf(cell, mirror, window), records, { by: 'cell', fromUs: -Infinity, toUs: window.toUs });
  const kwh = (group?.energy.totalKwh ?? 0) + (unmeteredKwh ?? 0);
  const good = (group && termOf(group, 'GU')?.value) ?? 0;
  return { kwh, unmeteredKwh, good, perThousandGoodKwh: good > 0 ? (1000 * kwh) / good : null };
}

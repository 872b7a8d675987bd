import type { CellKpiGroup, CellKpiGrouping } from '../../../src/contract/cell-kpi.js';
import type { LedgerRow, LotRecord } from '../../../src/contract/cell-view.js';
import { kpisOf } from '../../../src/model/cell-mirror/kpis.js';
import type { SiteChain } from '../chain.js';
import { Comparison, type Check } from './check.js';

const DAY_US = 86_400e6;
/** Sums of the same numbers in another order. */
const ROUNDING = { share: 1e-9, floor: 1e-9 };

/**
 * The KPIs of the cell, and by unit, source, lot, product and shift, add up to the ledger: energy by carrier, items and batches. Energy by
 * unit and source is that of units; by cell, lot, product and shift that of units, utilities and zones.
 */
export function checkKpis({ site, mirror }: SiteChain, rows: readonly LedgerRow[], lots: readonly LotRecord[]): Check {
  const check = new Comparison('KPIs = ledger');
  const { compiled, definition } = site;
  const window = { fromUs: Math.min(...mirror.books.map(({ firstUs }) => firstUs ?? Infinity)) - 7 * DAY_US, toUs: mirror.asOfUs! + DAY_US };
  const by = (grouping: CellKpiGrouping) => kpisOf(compiled, rows, lots, { by: grouping, ...window });
  const units = new Set(compiled.places.map(({ id }) => id.replace('/', '.')));
  const wide = (source: string) => /^(utilities|zones)\./.test(source);
  for (const { id: carrier } of definition.carriers) {
    const ofUnits = energy(rows, carrier, (source) => units.has(source));
    const ofSite = ofUnits + energy(rows, carrier, wide);
    for (const grouping of ['cell', 'lot', 'product', 'shift'] as const)
      check.near(
        `${carrier} by ${grouping}`,
        ofSite,
        sum(by(grouping), ({ energy: { byCarrierKwh } }) => byCarrierKwh[carrier] ?? 0),
        ROUNDING,
      );
    check.near(
      `${carrier} by unit`,
      ofUnits,
      sum(by('unit'), ({ energy: { byCarrierKwh } }) => byCarrierKwh[carrier] ?? 0),
      ROUNDING,
    );
  }
  for (const group of by('source')) {
    const of = rows.filter(({ source }) => source === group.key.source);
    if (group.unit === null) continue;
    check.same(
      `items of ${group.key.source}`,
      [of.reduce((n, row) => n + row.processed, 0), of.reduce((n, row) => n + row.rejected, 0)],
      [group.counts.processed, group.counts.rejected],
    );
  }
  for (const { key, counts } of by('unit')) {
    const unit = definition.units.find(({ id }) => id === key.unit)!;
    if (unit.flow !== undefined) continue; // a line counts good items where they leave it: below
    const of = rows.filter(({ source }) => source === unit.id || (units.has(source) && source.startsWith(`${unit.id}.`)));
    check.same(
      `items of ${unit.id}`,
      [of.reduce((n, row) => n + row.processed, 0), of.reduce((n, row) => n + row.rejected, 0)],
      [counts.processed, counts.rejected],
    );
  }
  const [cell] = by('cell');
  for (const grouping of ['lot', 'product', 'shift'] as const)
    for (const count of ['processed', 'good', 'rejected', 'stops', 'minorStops', 'batches'] as const)
      check.near(
        `${count} by ${grouping}`,
        cell?.counts[count] ?? NaN,
        sum(by(grouping), ({ counts }) => counts[count]),
        ROUNDING,
      );
  check.same('batches of the cell', lots.filter(({ outcome, steps }) => outcome === 'done' && steps.length > 0).length, cell?.counts.batches);
  return check.done();
}

const sum = (groups: readonly CellKpiGroup[], of: (group: CellKpiGroup) => number) => groups.reduce((total, group) => total + of(group), 0);

function energy(rows: readonly LedgerRow[], carrier: string, which: (source: string) => boolean): number {
  return rows.reduce(
    (total, { source, kwh }) => (which(source) ? Object.values(kwh).reduce((part, carriers) => part + (carriers[carrier] ?? 0), total) : total),
    0,
  );
}

import type { CellKpi, CellKpiGroup } from '../contract/cell-kpi.js';
import { MEASURED_ACCOUNTS, type LedgerRow } from '../contract/cell-view.js';
import { field, type Field } from './exporter.js';

/** Books of a cell. Time has a column for each account; energy one for each account and carrier that was heard of. */
export function ledgerFields(rows: readonly LedgerRow[]): Field<LedgerRow>[] {
  const energy = new Set(
    rows.flatMap(({ kwh }) => Object.entries(kwh).flatMap(([account, carriers]) => Object.keys(carriers).map((id) => `${account}.${id}`))),
  );
  return [
    field('unit', 'text', ({ source }) => source),
    field('shiftFrom', 'time', ({ shiftFromUs }) => shiftFromUs),
    field('shift', 'text', ({ shift }) => shift),
    field('lot', 'text', ({ lot }) => lot),
    field('product', 'text', ({ product }) => product),
    field('step', 'text', ({ step }) => step),
    field('processed', 'number', ({ processed }) => processed),
    field('rejected', 'number', ({ rejected }) => rejected),
    field('stops', 'number', ({ stops }) => stops),
    field('minorStops', 'number', ({ minorStops }) => minorStops),
    ...MEASURED_ACCOUNTS.map((account) => field<LedgerRow>(`timeS.${account}`, 'number', ({ timeS }) => timeS[account] ?? 0)),
    ...[...energy].sort().map((key) => {
      const [account, carrier] = key.split('.', 2) as [keyof LedgerRow['kwh'], string];
      return field<LedgerRow>(`energyKwh.${key}`, 'number', ({ kwh }) => kwh[account]?.[carrier] ?? 0);
    }),
    field('causedS', 'text', ({ causedS }) => (Object.keys(causedS).length > 0 ? JSON.stringify(causedS) : null)),
  ];
}

/** A row for each indicator of each group. */
export const KPI_FIELDS: readonly Field<{ group: CellKpiGroup; kpi: CellKpi }>[] = [
  field('by', 'text', ({ group }) => group.by),
  field('shiftFrom', 'time', ({ group }) => group.key.shiftFromUs ?? null),
  field('shift', 'text', ({ group }) => group.key.shift ?? null),
  field('lot', 'text', ({ group }) => group.key.lot ?? null),
  field('product', 'text', ({ group }) => group.key.product ?? null),
  field('unit', 'text', ({ group }) => group.key.unit ?? group.key.source ?? group.unit),
  field('from', 'time', ({ group }) => group.fromUs),
  field('to', 'time', ({ group }) => group.toUs),
  field('kpi', 'text', ({ kpi }) => kpi.id),
  field('name_en', 'text', ({ kpi }) => kpi.name.en),
  field('name_fr', 'text', ({ kpi }) => kpi.name.fr),
  field('value', 'number', ({ kpi }) => kpi.value),
  field('uom', 'text', ({ kpi }) => kpi.unit),
  field('source', 'text', ({ kpi }) => kpi.source),
  field('formula', 'text', ({ kpi }) => kpi.formula),
];

import type { CarrierMeters, MeterRow } from '../../../../src/contract/energy-meters.js';
import type { EnergyUse, SourceUse } from '../../../../src/contract/energy-use.js';
import type { FlowLink, FlowNode } from '../../charts/sankey-layout.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { stateFill } from '../../theme/state-fill.js';
import { amountOf, type Measure } from './measure.js';

interface Words {
  site: string;
  row: (row: MeterRow) => string;
  unmetered: (row: MeterRow) => string;
  account: (account: SourceUse['accounts'][number]['account']) => string;
}

/** Flows below this share of all are too thin to be seen; tables have them. */
const LEAST_SHARE = 0.002;

/** Energy of a carrier from the site by its meters to what draws it, and of units on to what they were doing. Nothing here is added up or filled in. */
export function flowOf(
  { rows }: CarrierMeters,
  { sources }: Pick<EnergyUse, 'sources'>,
  measure: Measure,
  words: Words,
): { nodes: FlowNode[]; links: FlowLink[] } {
  const shown = aboveMachines(rows);
  const columnOfSources = 1 + Math.max(0, ...shown.flatMap(({ kind, depth }) => (kind === 'meter' ? [depth + 1] : [])));
  const value = (row: MeterRow) => amountOf(row, measure) ?? 0;
  const site: FlowNode = { id: 'site', name: words.site, fill: 'var(--twin-muted)', column: 0 };
  const meters = shown.flatMap((row): FlowNode[] => [
    { id: row.id, name: words.row(row), fill: 'var(--twin-muted)', column: row.kind === 'meter' ? row.depth + 1 : columnOfSources },
    ...(row.kind === 'meter' ? [{ id: `${row.id} unmetered`, name: words.unmetered(row), fill: 'url(#unmetered)', column: columnOfSources }] : []),
  ]);
  const metered = shown.flatMap((row): FlowLink[] => [
    { from: row.parent ?? 'site', to: row.id, value: value(row) },
    ...(row.kind === 'meter' ? [{ from: row.id, to: `${row.id} unmetered`, value: remainderOf(row, measure) }] : []),
  ]);
  const all = metered.reduce((sum, { from, value: own }) => sum + (from === 'site' ? own : 0), 0);
  const units = new Set(shown.flatMap(({ id, kind }) => (kind === 'source' ? [id] : [])));
  const spent = sources
    .filter(({ kind, counts }) => counts && (kind === 'unit' || kind === 'machine'))
    .flatMap(({ source, accounts }) => {
      const unit = units.has(source) ? source : source.split('.')[0]!;
      return units.has(unit)
        ? accounts.map((use) => ({ from: unit, to: `state ${use.account}`, value: amountOf(use, measure) ?? 0, account: use.account }))
        : [];
    })
    .filter((link) => link.value >= LEAST_SHARE * all);
  const accounts = [...new Set(spent.map(({ account }) => account))];
  const states = accounts.map((account): FlowNode => ({
    id: `state ${account}`,
    name: words.account(account),
    fill: stateFill(ACCOUNT_SIGNS[account]),
    column: columnOfSources + 1,
  }));
  return {
    nodes: [site, ...meters, ...states],
    links: [...metered.filter((link) => link.value >= LEAST_SHARE * all), ...spent.map(({ from, to, value: own }) => ({ from, to, value: own }))],
  };
}

/** Machines are parts of their unit: the flow ends at the unit, and goes on by what it did. */
function aboveMachines(rows: readonly MeterRow[]): MeterRow[] {
  const meters = new Set<string>();
  return rows.filter(({ id, kind, parent }) => {
    const isShown = parent === null || meters.has(parent);
    if (isShown && kind === 'meter') meters.add(id);
    return isShown;
  });
}

const remainderOf = ({ remainderKwh, remainderCostEur, remainderCo2eKg }: MeterRow, measure: Measure): number =>
  amountOf({ kwh: remainderKwh, costEur: remainderCostEur, co2eKg: remainderCo2eKg }, measure) ?? 0;

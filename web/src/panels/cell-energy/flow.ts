import type { CarrierMeters, MeterRow } from '../../../../src/contract/energy-meters.js';
import type { EnergyUse, SourceUse } from '../../../../src/contract/energy-use.js';
import type { FlowLink, FlowNode } from '../../charts/sankey-layout.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { stateFill } from '../../theme/state-fill.js';
import { amountOf, remainderOf, type Measure } from './measure.js';

type Account = SourceUse['accounts'][number]['account'];

export interface FlowWords {
  site: string;
  row: (row: MeterRow) => string;
  unmetered: (row: MeterRow) => string;
  account: (account: Account) => string;
}

export interface Flow {
  nodes: FlowNode[];
  links: FlowLink[];
}

/** Flows below this share of all are too thin to be seen; tables have them. */
const LEAST_SHARE = 0.002;
const SITE = 'site';
const METER_FILL = 'var(--twin-muted)';

/** Energy of a carrier from the site by its meters to what draws it, and of units on to what they were doing. Nothing here is added up or filled in. */
export function flowOf({ rows }: CarrierMeters, use: Pick<EnergyUse, 'sources'>, measure: Measure, words: FlowWords): Flow {
  const shown = aboveMachines(rows);
  const tops = shown.filter(({ parent }) => parent === null);
  // A single meter at the top is the site.
  const firstColumn = tops.length > 1 ? 1 : 0;
  const sourceColumn = firstColumn + Math.max(0, ...shown.flatMap(({ kind, depth }) => (kind === 'meter' ? [depth + 1] : [])));
  const columnOf = ({ kind, depth }: MeterRow) => (kind === 'meter' ? depth + firstColumn : sourceColumn);
  const site: Flow = {
    nodes: tops.length > 1 ? [{ id: SITE, name: words.site, fill: METER_FILL, column: 0 }] : [],
    links: tops.length > 1 ? tops.map((row) => ({ from: SITE, to: row.id, value: amountOf(row, measure) ?? 0 })) : [],
  };
  const parts = [
    site,
    ...shown.map((row) => meterFlow(row, measure, words, columnOf(row), sourceColumn)),
    stateFlow(shown, use, measure, words, sourceColumn + 1),
  ];
  const least = LEAST_SHARE * tops.reduce((sum, row) => sum + (amountOf(row, measure) ?? 0), 0);
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    links: parts.flatMap(({ links }) => links).filter(({ value }) => value > 0 && value >= least),
  };
}

/** A meter with what flows into it, and what nothing below it counts; or a source. */
function meterFlow(row: MeterRow, measure: Measure, words: FlowWords, column: number, sourceColumn: number): Flow {
  const into = row.parent === null ? [] : [{ from: row.parent, to: row.id, value: amountOf(row, measure) ?? 0 }];
  const own: Flow = { nodes: [{ id: row.id, name: words.row(row), fill: METER_FILL, column }], links: into };
  if (row.kind === 'source') return own;
  const rest = `${row.id} unmetered`;
  return {
    nodes: [...own.nodes, { id: rest, name: words.unmetered(row), fill: 'url(#unmetered)', column: sourceColumn }],
    links: [...own.links, { from: row.id, to: rest, value: remainderOf(row, measure) ?? 0 }],
  };
}

/** From units to what they were doing. Slots, and machines of a unit without a meter, are part of their unit. */
function stateFlow(shown: readonly MeterRow[], { sources }: Pick<EnergyUse, 'sources'>, measure: Measure, words: FlowWords, column: number): Flow {
  const drawn = new Set(shown.map(({ id }) => id));
  const spent = sources.flatMap(({ source, kind, counts, accounts }) => {
    const unit = drawn.has(source) ? source : source.split('.')[0]!;
    if (!counts || (kind !== 'unit' && kind !== 'machine') || !drawn.has(unit)) return [];
    return accounts.map((use) => ({ unit, account: use.account, value: amountOf(use, measure) ?? 0 }));
  });
  return {
    nodes: [...new Set(spent.map(({ account }) => account))].map((account) => ({
      id: `state ${account}`,
      name: words.account(account),
      fill: stateFill(ACCOUNT_SIGNS[account]),
      column,
    })),
    links: spent.map(({ unit, account, value }) => ({ from: unit, to: `state ${account}`, value })),
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

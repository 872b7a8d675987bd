import { CellDefinition, type CellDocument } from '../../../src/contract/cell.js';
import { compileCell, type CompiledCell } from '../../../src/model/cell/compile.js';
import type { CellFact } from '../../../src/model/cell/facts.js';
import { runCell } from '../../../src/model/cell/run.js';
import { startCell } from '../../../src/model/cell/state.js';

/** 2026-03-02, a Monday, 00:00 in Paris. */
export const MONDAY_US = Date.parse('2026-03-01T23:00:00Z') * 1000;
export const MIN = 60e6;
export const HOUR = 60 * MIN;

const text = (id: string) => ({ en: id, fr: id });
type Unit = CellDocument['units'][number];
type Step = CellDocument['products'][number]['route'][number];

export const unit = (id: string, rest: Partial<Unit> = {}): Unit => ({
  id,
  type: 'vessel',
  name: text(id),
  power: { standby: '1 kW', idle: '2 kW', execute: '10 kW' },
  ...rest,
});
export const product = (id: string, batchSize: number, route: (Partial<Step> & { id: string })[], rest: Partial<CellDocument['products'][number]> = {}) => ({
  id,
  name: text(id),
  item: 'kg',
  batchSize,
  route: route.map((step) => ({ units: [step.id], ...step })),
  ...rest,
});
export const phase = (minutes: number, rest: Partial<NonNullable<Unit['phases']>[number]> = {}) => ({ id: 'run', lasts: `${minutes} min`, ...rest });
const WORKDAYS: ('mon' | 'tue' | 'wed' | 'thu' | 'fri')[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
export const always = (id: string) => ({
  id,
  shifts: [{ id: 'all', name: text('all'), days: [...WORKDAYS, 'sat' as const, 'sun' as const], from: '00:00', to: '24:00' }],
});
export const day = (id: string, from = '06:00', to = '14:00') => ({
  id,
  shifts: [{ id: 'day', name: text('day'), days: WORKDAYS, from, to }],
});

export type SomeCell = Partial<CellDocument> & Pick<CellDocument, 'units' | 'products'>;

export const definitionOf = (rest: SomeCell): CellDocument => ({
  apiVersion: 'twin/v1',
  kind: 'Cell',
  id: 'cell',
  name: text('cell'),
  equipment: { enterprise: 'demo', site: 'test', area: 'solids' },
  timezone: 'Europe/Paris',
  carriers: [{ id: 'electricity' }],
  ...rest,
});

export function cellOf(rest: SomeCell): CompiledCell {
  const compiled = compileCell(CellDefinition.parse(definitionOf(rest)));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return compiled.cell;
}

/** Runs a cell from Monday on; facts carry minutes since then. */
export function told(cell: CompiledCell, hours: number, { seed = 1, replication = 0 } = {}) {
  const state = startCell(cell, { seed, replication, atUs: MONDAY_US });
  const facts: (CellFact & { min: number })[] = [];
  state.watch = (fact) => facts.push({ ...fact, min: (fact.atUs - MONDAY_US) / MIN });
  runCell(cell, state, MONDAY_US + hours * HOUR);
  return { state, facts };
}

type Told = ReturnType<typeof told>['facts'];
/** Which unit began with which batch, and when [min]. */
export const begun = (facts: Told) => facts.flatMap((f) => (f.kind === 'step-begun' ? [[f.unit, f.batch, f.min] as const] : []));
/** When which batch was done [min]. */
export const done = (facts: Told) => facts.flatMap((f) => (f.kind === 'batch-done' ? [[f.batch, f.min] as const] : []));
/** What a unit did from when on [min]; what lasted no time is left out. */
export function accounts(facts: Told, id: string): [string, number][] {
  const spans: [string, number][] = [];
  for (const fact of facts) {
    if (fact.kind !== 'account' || fact.unit !== id) continue;
    if (spans.at(-1)?.[1] === fact.min) spans.pop();
    if (spans.at(-1)?.[0] !== fact.account) spans.push([fact.account, fact.min]);
  }
  return spans;
}

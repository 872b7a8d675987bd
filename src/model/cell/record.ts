import type { PackmlState, UnitMode } from '../../contract/packml.js';
import type { CellFact } from './facts.js';
import type { Account, CellState } from './layout.js';
import { PACKML_OF } from './packml.js';

export interface StepRecord {
  step: string;
  unit: string;
  fromUs: number;
  /** null: still under way */
  toUs: number | null;
  itemsIn: number;
  itemsOut: number | null;
  rejected: number | null;
  phases: { phase: string; fromUs: number }[];
}

/** What became of a batch: enough to trace it back to those it comes from, and on to those it went into. */
export interface BatchRecord {
  batch: number;
  product: string;
  order: number;
  createdUs: number;
  items: number;
  parents: number[];
  steps: StepRecord[];
  stays: { where: string; what: 'stored' | 'held' | 'released' | 'reworked'; atUs: number }[];
  end: { atUs: number; how: 'done' | 'scrap' | 'not-released' | 'hold-limit' | 'nothing-left' | 'merged'; into?: number } | null;
}

export interface PackmlSpan {
  fromUs: number;
  account: Account;
  state: PackmlState;
  mode: UnitMode;
}

export interface OrderRecord {
  order: number;
  id: string;
  product: string;
  releasedUs: number;
  dueUs: number | null;
  doneUs: number | null;
  lost: number;
}

/** The record of a run: genealogy of each batch, orders, and the PackML states of each unit, from the facts of the run. */
export interface CellRecord {
  batches: Map<number, BatchRecord>;
  orders: Map<number, OrderRecord>;
  units: Map<string, PackmlSpan[]>;
}

/** Keeps a record of what happens to a state from now on. */
export function recordCell(state: CellState): CellRecord {
  const record: CellRecord = { batches: new Map(), orders: new Map(), units: new Map() };
  state.watch = (fact) => note(record, fact);
  return record;
}

function note({ batches, orders, units }: CellRecord, fact: CellFact): void {
  switch (fact.kind) {
    case 'order-released':
      orders.set(fact.order, { order: fact.order, id: fact.id, product: fact.product, releasedUs: fact.atUs, dueUs: fact.dueUs, doneUs: null, lost: 0 });
      return;
    case 'order-done': {
      const order = orders.get(fact.order);
      if (order) Object.assign(order, { doneUs: fact.atUs, lost: fact.lost });
      return;
    }
    case 'batch-created':
      batches.set(fact.batch, {
        batch: fact.batch,
        product: fact.product,
        order: fact.order,
        createdUs: fact.atUs,
        items: fact.items,
        parents: [...fact.parents],
        steps: [],
        stays: [],
        end: null,
      });
      return;
    case 'account': {
      const account = fact.account as Account;
      const spans = units.get(fact.unit) ?? [];
      if (spans.at(-1)?.fromUs === fact.atUs) spans.pop(); // what lasts no time is no state
      if (spans.at(-1)?.account !== account) spans.push({ fromUs: fact.atUs, account, ...PACKML_OF[account] });
      units.set(fact.unit, spans);
      return;
    }
    default: {
      const batch = batches.get(fact.batch);
      if (batch) noteBatch(batch, batches, fact);
    }
  }
}

type BatchFact = Exclude<CellFact, { kind: 'order-released' | 'order-done' | 'batch-created' | 'account' }>;

function noteBatch(batch: BatchRecord, batches: CellRecord['batches'], fact: BatchFact): void {
  const last = batch.steps.at(-1);
  switch (fact.kind) {
    case 'step-begun':
      batch.steps.push({ step: fact.step, unit: fact.unit, fromUs: fact.atUs, toUs: null, itemsIn: fact.items, itemsOut: null, rejected: null, phases: [] });
      return;
    case 'phase-begun':
      last?.phases.push({ phase: fact.phase, fromUs: fact.atUs });
      return;
    case 'step-done':
      if (last) Object.assign(last, { toUs: fact.atUs, itemsOut: fact.items, rejected: fact.rejected });
      return;
    case 'stored':
      batch.stays.push({ where: fact.store, what: 'stored', atUs: fact.atUs });
      return;
    case 'held':
      batch.stays.push({ where: fact.release, what: 'held', atUs: fact.atUs });
      return;
    case 'released':
      batch.stays.push({ where: fact.deviated ? 'deviation' : 'in-order', what: 'released', atUs: fact.atUs });
      return;
    case 'reworked':
      batch.stays.push({ where: fact.from, what: 'reworked', atUs: fact.atUs });
      return;
    case 'merged':
      batch.end = { atUs: fact.atUs, how: 'merged', into: fact.into };
      batches.get(fact.into)?.parents.push(fact.batch);
      return;
    case 'batch-done':
      batch.end = { atUs: fact.atUs, how: 'done' };
      return;
    case 'batch-lost':
      batch.end = { atUs: fact.atUs, how: fact.why };
  }
}

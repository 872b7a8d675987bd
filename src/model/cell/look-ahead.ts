import { noteOf, type LookAheadNote } from '../../contract/look-ahead-note.js';
import type { CellLookAhead } from '../../contract/cell-view.js';
import { NEVER } from '../../engine/calendar.js';
import { newStream, nextUniform } from '../../engine/random.js';
import { quantile } from '../../engine/statistics.js';
import { goOnFrom, standFrom, type Standing } from './begin.js';
import { outsideName } from './beginning/known.js';
import type { CompiledCell } from './compile.js';
import { followFuture, type Future } from './future.js';
import { BATCH, ORDER, ORDER_FIELDS, STAGE, type CellState } from './layout.js';
import type { Situation } from './situation.js';
import { batchField, orderField } from './table.js';
import type { Luck } from '../state.js';
import { unforeseen, type Unforeseen } from './unforeseen.js';

const US_PER_HOUR = 3.6e9;

export interface LookAheadOptions {
  /** end of the look-ahead: of the shift, of a batch, of the day */
  untilUs: number;
  /** at least one */
  replications: number;
  seed: number;
  /** good items of each product before, to be told beside those to come */
  doneSoFar?: Record<string, number>;
}

/** Steps that end within the look-ahead in fewer replications than these tell no remaining time. */
const ENOUGH = 0.9;

/**
 * What lies ahead of a real cell until an instant, over replications that each begin in its situation. The same seed tells the
 * same. What the situation does not know is drawn anew in each replication. Throws where its instant is none.
 */
export function lookAhead(cell: CompiledCell, situation: Situation, options: LookAheadOptions): CellLookAhead {
  const { atUs } = situation;
  const untilUs = Math.max(atUs, Math.round(options.untilUs));
  const standing = standFrom(cell, situation, { seed: options.seed, replication: 0 });
  const futures: Future[] = [];
  let room: CellState | undefined;
  for (let replication = 0; replication < Math.max(1, options.replications); replication++) {
    const luck = { seed: options.seed, replication };
    const from = standing.drawn && replication > 0 ? standFrom(cell, situation, luck).state : standing.state;
    room = goOnFrom(cell, from, luck, room);
    futures.push(followFuture(cell, room, untilUs));
  }
  const beside = unforeseen(situation.energyPast ?? [], (untilUs - atUs) / US_PER_HOUR);
  return {
    madeUs: atUs,
    untilUs,
    replications: futures.length,
    products: cell.definition.products.map(({ id }, i) => ({
      product: id,
      doneSoFar: options.doneSoFar?.[id] ?? 0,
      items: amounts(futures.map(({ items }) => items[i]!)),
      made: amounts(futures.map(({ made }) => made[i]!)),
    })),
    lots: [...standing.lots].map(([serial, lot]) => ({ lot, endUs: instants(futures.map(({ ends }) => ends.get(serial) ?? Infinity)) })),
    orders: ordersAhead(standing, futures, untilUs),
    steps: stepsAhead(cell, standing, futures, atUs),
    kwh: amounts(futures.map(({ kwh }, replication) => Math.max(0, kwh + beside.kwh + errorOf(beside, { seed: options.seed, replication })))),
    notes: [...standing.notes, ...energyNotes(beside, situation.energyPast)],
  };
}

function energyNotes({ from }: Unforeseen, past: Situation['energyPast']): LookAheadNote[] {
  if (past === undefined || from === 'days') return [];
  return from === 'nothing' ? [noteOf('energy-not-measured', {})] : [noteOf('energy-hours-only', { hours: past.filter((kwh) => kwh !== null).length })];
}

/** One of the errors, as likely as the other. */
function errorOf({ errors }: Unforeseen, { seed, replication }: Luck): number {
  return errors[Math.floor(nextUniform(newStream('ahead/energy', seed, replication), 0) * errors.length)]!;
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

function amounts(values: readonly number[]): { p10: number; p50: number; p90: number } {
  const sorted = ascending(values);
  return { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
}

/** The earliest instants by which such a share has come; null where that lies beyond the look-ahead. */
function instants(values: readonly number[]): { p10: number | null; p50: number | null; p90: number | null } {
  const sorted = ascending(values);
  const by = (share: number) => {
    const us = sorted[Math.ceil(share * sorted.length) - 1]!;
    return Number.isFinite(us) ? us : null;
  };
  return { p10: by(0.1), p50: by(0.5), p90: by(0.9) };
}

function ordersAhead({ state, orders }: Standing, futures: readonly Future[], untilUs: number): CellLookAhead['orders'] {
  const rows = Array.from({ length: state.orders.length / ORDER_FIELDS }, (_, row) => row).filter((row) => orderField(state, row, ORDER.used) === 1);
  return [...orders].map(([serial, order]) => {
    const row = rows.find((its) => orderField(state, its, ORDER.serial) === serial)!;
    const dueUs = orderField(state, row, ORDER.dueUs);
    if (dueUs === NEVER) return { order, dueUs: null, onTime: null };
    const done = futures.map(({ ordersDone }) => ordersDone.get(serial) ?? Infinity);
    const tells = dueUs <= untilUs || done.every(Number.isFinite);
    return { order, dueUs, onTime: tells ? done.filter((us) => us <= dueUs).length / done.length : null };
  });
}

function stepsAhead(cell: CompiledCell, { state, lots }: Standing, futures: readonly Future[], atUs: number): CellLookAhead['steps'] {
  return cell.places.flatMap((place): CellLookAhead['steps'] => {
    const row = state.p.batch[place.index]!;
    if (row < 0 || state.p.stage[place.index] === STAGE.done) return [];
    const serial = batchField(state, row, BATCH.serial);
    const ends = futures.map(({ steps }) => steps.get(serial)).filter((us) => us !== undefined);
    const source = outsideName(place.id);
    const lot = lots.get(serial)!;
    if (ends.length < ENOUGH * futures.length) return [{ source, lot, remainingS: null }];
    const left = ends.map((us) => (us - atUs) / 1e6);
    const { p10, p90 } = amounts(left);
    return [{ source, lot, remainingS: { mean: left.reduce((sum, s) => sum + s, 0) / left.length, low: p10, high: p90 } }];
  });
}

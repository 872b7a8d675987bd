import type { Observation } from '../../contract/telemetry.js';
import type { Sensed } from '../alarm-book.js';
import { beyond } from '../alarm-sense.js';
import type { CompiledCell } from '../cell/compile.js';
import { accountOf, type BookAccount } from './account.js';
import type { CellRule } from './alarm-rules.js';
import type { CellMirror, SourceBook } from './books.js';
import { lotOf } from './lots.js';
import { type Source, sourcesOf } from './sources.js';

const US_PER_S = 1e6;
const NOT = { holdsFromUs: null, keeps: false, value: null };

type Held = Omit<Sensed, 'planned' | 'told'>;

/** The condition of an alarm by the record of a cell, after a reading of its source that was taken in; null: its source first was heard, and tells nothing yet. */
export function senseSource(cell: CompiledCell, mirror: Readonly<CellMirror>, rule: CellRule, before: Sensed, o: Observation | null): Sensed {
  const source = sourcesOf(cell).byId.get(rule.source)!;
  const book = mirror.books[source.index]!;
  const { account, sinceUs } = accountNow(book, source);
  const planned = source.kind === 'zone' ? book.told.setback === true : account === 'off' || account === 'maintenance';
  const { planned: _, told, ...held } = before;
  return { ...condition(cell, rule, { source, book, account, sinceUs }, held, o), planned, ...(told && { told }) };
}

interface Known {
  source: Source;
  book: SourceBook;
  account: BookAccount;
  sinceUs: number;
}

function condition(cell: CompiledCell, { on }: CellRule, known: Known, before: Held, o: Observation | null): Held {
  switch (on.when) {
    case 'above':
    case 'below':
      return o?.signal === on.signal && typeof o.value === 'number' ? beyond(on, o.value, o.measuredAtUs) : before;
    case 'at-capacity': {
      const capacity = cell.definition.utilities.find(({ id }) => `utilities.${id}` === known.source.id)?.capacity ?? null;
      if (o?.signal !== 'flow' || typeof o.value !== 'number' || capacity === null) return before;
      return beyond({ when: 'above', limit: on.share, deadBand: on.deadBand }, o.value / capacity, o.measuredAtUs);
    }
    case 'state':
      return lasts(on.is, known);
    case 'clean-hold':
    case 'dirty-hold':
      // What its newest reading means for its condition the books regard with the next one.
      return known.book.dirty ? before : { ...NOT, holdsFromUs: holdEndsUs(on.when, on.share, known) };
    case 'silent': {
      const { firstUs, heardUs, eventUs } = known.book;
      return { ...NOT, holdsFromUs: firstUs === null ? null : Math.max(heardUs, eventUs) + on.for * US_PER_S + 1 };
    }
    case 'stale':
      return o?.signal === on.signal && o.value !== null ? { ...NOT, holdsFromUs: o.measuredAtUs + on.for * US_PER_S } : before;
    case 'hold-time':
      return NOT;
  }
}

/** A stop by itself is down, however short: how long it must last the rule says. */
function lasts(is: readonly string[], { account, sinceUs }: Known): Held {
  return is.includes(account === 'stop' ? 'down' : account) ? { ...NOT, holdsFromUs: sinceUs } : NOT;
}

/** What a source spends its time on as of its newest reading, which its books regard with the next one. */
function accountNow(book: SourceBook, source: Source): { account: BookAccount; sinceUs: number } {
  const { dirty, told, stretch } = book;
  const account = dirty ? accountOf(told, source, source.calendar === null || stretch === null || stretch.shift !== null) : book.account;
  return { account, sinceUs: account === book.account ? book.sinceUs : book.atUs };
}

/** A clean unit must be used, and a soiled one cleaned, within its time; null: it is neither clean and free, nor soiled. */
function holdEndsUs(when: 'clean-hold' | 'dirty-hold', share: number, { source, book, account }: Known): number | null {
  const { cleanHold, dirtyHold } = source.unit?.cleaning ?? {};
  const { soiledSinceUs, cleanSinceUs } = book.condition;
  const [fromUs, holdS] =
    when === 'clean-hold'
      ? [soiledSinceUs === null && book.told.lot === null ? cleanSinceUs : null, cleanHold]
      : [account === 'cleaning' ? null : soiledSinceUs, dirtyHold];
  return fromUs === null || holdS === undefined ? null : Math.round(fromUs + share * holdS * US_PER_S);
}

/** The hold time of a lot in the store of a rule, by the record of the lot. */
export function senseLot(cell: CompiledCell, mirror: Readonly<CellMirror>, { on, source }: CellRule, lot: string): Sensed {
  const store = source.slice('stores.'.length);
  const holdS = cell.definition.stores.find(({ id }) => id === store)?.holdLimit;
  const stay = lotOf(mirror, lot)?.stays.findLast(({ what, where, toUs }) => what === 'stored' && where === store && toUs === null);
  const holdsFromUs = stay === undefined || holdS === undefined || on.when !== 'hold-time' ? null : Math.round(stay.fromUs + on.share * holdS * US_PER_S);
  return { ...NOT, holdsFromUs, planned: false };
}

import type { CellView, MeasuredAccount, SourceView } from '../../contract/cell-view.js';
import type { CompiledCell } from '../cell/compile.js';
import type { CellMirror, SourceBook } from './books.js';
import { booksAt } from './copy.js';
import { lotsOf } from './lots.js';
import { countOrders } from './orders.js';
import { sourcesOf, type Source } from './sources.js';
import { standingIn } from './standing.js';
import { productOf } from './unit-waits.js';
import { causesOfWait } from './waits.js';

/** The cell at an instant as far as it was heard. What lies ahead (`remainingS`) is null: a simulation tells it. */
export function viewMirror(cell: CompiledCell, mirror: CellMirror, atUs: number): Omit<CellView, 'findings' | 'lookAhead'> {
  const at = booksAt(cell, mirror, Math.max(atUs, mirror.asOfUs ?? atUs));
  const { list, byId } = sourcesOf(cell);
  const { definition } = cell;
  const view = (kind: Source['kind']) => list.filter((source) => source.kind === kind).map((source) => viewSource(cell, at, source));
  const machines = view('machine');
  const units = view('unit').map((unit) => {
    const own = machines.filter(({ source }) => source.startsWith(`${unit.source}.`));
    return { ...unit, stands: standingIn(unit, byId.get(unit.source)!, own) };
  });
  const bookOf = (id: string): SourceBook => at.books[byId.get(id)!.index]!;
  const lots = lotsOf(at).filter(({ outcome }) => outcome === null);
  const inStore = (store: string) => lots.filter(({ stays }) => stays.some((stay) => stay.what === 'stored' && stay.where === store && stay.toUs === null));
  return {
    cell: definition.id,
    asOfUs: mirror.asOfUs,
    units,
    machines,
    lots,
    stores: Object.fromEntries(definition.stores.map(({ id }) => [id, inStore(id).map(({ lot }) => lot)])),
    orders: countOrders(mirror).flatMap(({ lots: _, ...order }) => (order.doneUs === null ? [order] : [])),
    utilities: definition.utilities.map(({ id, unit, capacity }) => {
      const { told, account } = bookOf(`utilities.${id}`);
      return { utility: id, flow: account === 'unknown' ? null : told.flow, unit, capacity };
    }),
    zones: definition.zones.map(({ id }) => {
      const { told, air, silent } = bookOf(`zones.${id}`);
      return { zone: id, setback: silent ? null : told.setback, powerKw: silent ? null : told.powerKw, roomDpPa: silent ? null : air!.roomDpPa };
    }),
  };
}

function viewSource(cell: CompiledCell, mirror: CellMirror, source: Source): SourceView {
  const { groups } = sourcesOf(cell);
  const book = mirror.books[source.index]!;
  const { told, work, firstUs, silent } = book;
  const unit = source.kind === 'unit' ? book : mirror.books[source.index - 1 - source.member]!;
  const lot = silent ? null : told.lot;
  const account = book.account as MeasuredAccount; // stops are decided in the books of an instant
  const waits = account === 'starved' || account === 'blocked';
  const causes = waits ? causesOfWait(cell, mirror, groups[source.group]!, mirror.groups[source.group]!, source.member, book.atUs) : [];
  return {
    source: source.id,
    state: silent || told.state === null ? 'Undefined' : told.state,
    mode: told.mode ?? 'Invalid',
    account,
    sinceUs: firstUs === null ? null : book.sinceUs,
    heardUs: firstUs === null ? null : Math.max(book.heardUs, book.eventUs),
    lot,
    product: lot === null ? null : (told.product ?? productOf(mirror, lot)),
    step: lot !== null && unit.told.lot === lot ? unit.told.step : null,
    phase: silent ? null : told.phase,
    phaseSinceUs: silent || work === null || told.phase === null ? null : work.sinceUs,
    remainingS: null,
    causedBy: causes.find((cause) => cause !== source.id) ?? null,
    stands: null,
    powerKw: silent ? null : told.powerKw,
    speedPerMin: silent ? null : told.speedPerMin,
  };
}

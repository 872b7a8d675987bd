import type { CompiledCell, Place } from '../cell/compile.js';
import type { CellMirror, Side } from './books.js';
import type { LotBook } from './lot-events.js';
import { sourceOfPlace, sourcesOf } from './sources.js';

/** Where a lot is at an instant. */
interface Position {
  product: number;
  /** number in the cell of the step that it comes to next; after the last one none of its product */
  next: number;
  at: { kind: 'unit'; source: string } | { kind: 'held' } | { kind: 'waits' };
}

/**
 * Whom a unit waits for at an instant, by the recipes and the lots. Starved: those at which the lots are that come to it next, the
 * laboratory where they wait for their release, those that should take them on the way. Blocked: those that its lot goes to next. One
 * that is blocked itself hands on to those it waits for. Own id: nobody is found.
 */
export function unitsWaitedFor(cell: CompiledCell, mirror: CellMirror, sides: ReadonlyMap<string, Side>, source: string, atUs: number): string[] {
  const found = new Set<string>();
  const seen = new Set([source]);
  const follow = (unit: string): void => {
    const side = sides.get(unit);
    const next = side === 'blocked' ? takersOf(cell, mirror, unit, atUs) : [];
    if (next.length === 0) found.add(unit);
    for (const one of next) {
      if (seen.has(one)) found.add(one);
      else {
        seen.add(one);
        follow(one);
      }
    }
  };
  if (sides.get(source) === 'blocked') for (const one of takersOf(cell, mirror, source, atUs)) follow(one);
  else for (const one of giversOf(cell, mirror, source, atUs)) follow(one);
  found.delete(source);
  return found.size === 0 ? [source] : [...found].sort();
}

const placeOf = (cell: CompiledCell, source: string): Place | null => sourcesOf(cell).byId.get(source)?.place ?? null;
/** Units of the step that a lot comes to next. */
function unitsOf(cell: CompiledCell, { product, next }: Position): string[] {
  const step = cell.steps[next];
  return step?.product === product ? step.places.map((place) => sourceOfPlace(cell.places[place]!)) : [];
}

/** Those that take the lot of a unit: the units of its next step. */
function takersOf(cell: CompiledCell, mirror: CellMirror, source: string, atUs: number): string[] {
  for (const book of Object.values(mirror.lots)) {
    const position = positionOf(cell, mirror, book, atUs);
    if (position?.at.kind !== 'unit' || position.at.source !== source) continue;
    return unitsOf(cell, position);
  }
  return [];
}

/** Those that have the lots which come to a unit next. */
function giversOf(cell: CompiledCell, mirror: CellMirror, source: string, atUs: number): string[] {
  const steps = placeOf(cell, source)?.steps ?? [];
  let nearest = Infinity;
  const found = new Set<string>();
  for (const book of Object.values(mirror.lots)) {
    const position = positionOf(cell, mirror, book, atUs);
    if (position === null) continue;
    const { next, at } = position;
    for (const s of steps) {
      const step = cell.steps[s]!;
      const distance = s - next;
      if (step.product !== position.product || distance < 0 || distance > nearest || (at.kind === 'unit' && at.source === source)) continue;
      if (at.kind === 'waits' && distance === 0 && step.recipe.merge === 1) continue;
      if (distance < nearest) found.clear();
      nearest = distance;
      if (at.kind === 'unit') found.add(at.source);
      else if (at.kind === 'held') found.add('laboratory');
      else for (const unit of unitsOf(cell, position)) found.add(unit);
    }
  }
  return [...found];
}

/** Where a lot was last told to be; null: nowhere yet, or its way has ended. */
function positionOf(cell: CompiledCell, mirror: CellMirror, book: LotBook, atUs: number): Position | null {
  const { events, lot } = book;
  let held = false;
  let stored = false;
  let released = false;
  for (let i = events.length - 1; i >= 0; i--) {
    const { event, source, atUs: thenUs } = events[i]!;
    if (thenUs > atUs) continue;
    switch (event.event) {
      case 'batch-end':
        return null;
      case 'merged':
        if (event.lot === lot) return null;
        break;
      case 'held':
        held ||= !released;
        break;
      case 'decision':
        released ||= event.decision !== 'deviation';
        break;
      case 'stored':
        stored = true;
        break;
      case 'rework':
        return at(cell, mirror, lot, event.from, 0, { kind: 'waits' });
      case 'step-end':
        return at(cell, mirror, lot, event.step, 1, held ? { kind: 'held' } : stored ? { kind: 'waits' } : { kind: 'unit', source });
      case 'step-begin':
      case 'phase-begin':
      case 'phase-end':
        return at(cell, mirror, lot, event.step, 1, { kind: 'unit', source });
      default:
    }
  }
  return null;
}

function at(cell: CompiledCell, mirror: CellMirror, lot: string, step: string, add: number, where: Position['at']): Position | null {
  const product = productOf(mirror, lot);
  const found = cell.steps.find((one) => one.id === step && cell.definition.products[one.product]!.id === product);
  return found === undefined ? null : { product: found.product, next: found.index + add, at: where };
}

/** Product of a lot by its events, by what its unit showed, or by the lot that it came from. */
export function productOf(mirror: CellMirror, lot: string, depth = 0): string | null {
  const book = mirror.lots[lot];
  if (book === undefined || depth > 16) return null;
  for (const { event } of book.events) if ('product' in event && event.lot === lot) return event.product;
  if (book.seen?.product) return book.seen.product;
  for (const { event } of book.events) if (event.event === 'divided' && event.lot !== lot) return productOf(mirror, event.lot, depth + 1);
  return null;
}

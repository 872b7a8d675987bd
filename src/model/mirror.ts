import { type Books, copyBooks, newBooks, newUnit } from './books.js';
import type { CompiledLine } from './compile.js';
import { brokenOff } from './rate-trend.js';
import { migrate } from './scenario.js';
import { copy, type LineSnapshot, type LineState, restore, snapshot } from './state.js';

/** The twin of a line: what was measured of it, and the model that follows it. Plain data. */
export interface Mirror {
  books: Books;
  /** null before the first reading */
  model: LineState | null;
}

/** A mirror as JSON. Exact. */
export interface SavedMirror {
  books: Books;
  model: LineSnapshot | null;
}

export const newMirror = (line: CompiledLine): Mirror => ({ books: newBooks(line), model: null });

/** A copy whose time can be moved on without moving the original's. Readings are shared. */
export const copyMirror = (mirror: Mirror): Mirror => ({ books: copyBooks(mirror.books), model: mirror.model && copy(mirror.model) });

export const saveMirror = (line: CompiledLine, mirror: Mirror): SavedMirror => ({ books: mirror.books, model: mirror.model && snapshot(line, mirror.model) });

/** A mirror as it was saved. What the books of that day did not keep yet is as in new ones. */
export function restoreMirror(line: CompiledLine, saved: SavedMirror): { ok: true; mirror: Mirror } | { ok: false; reason: string } {
  const books = { ...newBooks(line), ...saved.books, units: saved.books.units.map((unit) => ({ ...newUnit(unit.id), ...unit })) };
  if (saved.model === null) return { ok: true, mirror: { books, model: null } };
  const model = restore(line, saved.model);
  return model.ok ? { ok: true, mirror: { books, model: model.state } } : model;
}

/** The mirror carried over to another version of its line: units and buffers keep their books by id. */
export function migrateMirror(from: CompiledLine, to: CompiledLine, mirror: Mirror): Mirror {
  const fresh = newBooks(to);
  const { books } = mirror;
  const units = to.stations.map((station) => {
    const kept = books.units.find((unit) => unit.id === station.id);
    return kept ?? { ...newUnit(station.id), bookedUntilUs: books.window?.fromUs ?? 0 };
  });
  const buffers = fresh.buffers.map((buffer) => {
    const kept = books.buffers.find((other) => other.after === buffer.after);
    return kept ? { ...buffer, low: Math.min(kept.low, buffer.capacity), high: Math.min(kept.high, buffer.capacity) } : buffer;
  });
  return { books: { ...books, units, buffers, rate: brokenOff(books.rate) }, model: mirror.model && migrate(from, to, mirror.model) };
}

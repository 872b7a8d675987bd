import { readIfThere, replaceFile } from '../platform/durable-file.js';
import path from 'node:path';
import type { LineDefinition } from '../contract/line.js';
import type { Forecast } from '../contract/stream.js';
import { compile } from '../model/compile.js';
import { type Mirror, migrateMirror, newMirror, restoreMirror, type SavedMirror } from '../model/mirror.js';
import type { PlantLine } from '../plant/plant.service.js';

const FORMAT = 1;

/** What was expected of a shift: when it began, and last. */
export interface ShiftForecasts {
  /** start of the shift [us] */
  ofUs: number;
  start: Forecast | null;
  latest: Forecast | null;
}

/** A twin between two runs of the service, one file a line. */
export interface SavedTwin {
  format: number;
  modelVersion: string;
  /** the line as it was then, to carry the state over to a newer one */
  definition: LineDefinition;
  /** journal offset up to which readings are taken in */
  offset: number;
  mirror: SavedMirror;
  forecasts: ShiftForecasts | null;
}

/** What a line resumes from, and a sentence where that is not simply its last state. */
export interface Resumed {
  mirror: Mirror;
  offset: number;
  forecasts: ShiftForecasts | null;
  note: string | null;
}

const fileOf = (folder: string, line: string) => path.join(folder, `${line}.json`);

export const textOf = (saved: Omit<SavedTwin, 'format'>): string => JSON.stringify({ format: FORMAT, ...saved } satisfies SavedTwin);

/** Replaces the file of a line: after a crash at any moment it holds the old state or the new one. */
export const writeTwin = (folder: string, line: string, text: string): Promise<void> => replaceFile(fileOf(folder, line), text);

/** The last state of a line, carried over where the line has changed since; the empty one where there is none that fits. */
export async function readTwin(folder: string, plant: PlantLine): Promise<Resumed> {
  const { id } = plant.definition;
  const anew = (note: string | null): Resumed => ({ mirror: newMirror(plant.compiled), offset: 0, forecasts: null, note });
  const text = await readIfThere(fileOf(folder, id));
  if (text === null) return anew(null);
  const saved = parse(text);
  if (saved === null) return anew(`the saved twin of ${id} cannot be read: it starts anew and takes in what the journal still holds`);
  const { offset, forecasts } = saved;
  if (saved.modelVersion === plant.version) {
    const same = restoreMirror(plant.compiled, saved.mirror);
    if (same.ok) return { mirror: same.mirror, offset, forecasts, note: null };
    return anew(`the saved twin of ${id} does not fit (${same.reason}): it starts anew and takes in what the journal still holds`);
  }
  const carried = carryOver(saved, plant);
  if (carried === null) return anew(`${id} has changed and its saved twin cannot be carried over: it starts anew and takes in what the journal still holds`);
  return { mirror: carried, offset, forecasts, note: `${id} has changed: its twin was carried over to the new version` };
}

function parse(text: string): SavedTwin | null {
  try {
    const saved = JSON.parse(text) as SavedTwin;
    return saved.format === FORMAT && Array.isArray(saved.mirror.books.units) && Number.isSafeInteger(saved.offset) ? saved : null;
  } catch {
    return null;
  }
}

function carryOver(saved: SavedTwin, plant: PlantLine): Mirror | null {
  const before = compile(saved.definition);
  if (!before.ok) return null;
  const mirror = restoreMirror(before.line, saved.mirror);
  return mirror.ok ? migrateMirror(before.line, plant.compiled, mirror.mirror) : null;
}

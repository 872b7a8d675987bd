import path from 'node:path';
import { openWatch, type Watch } from '../model/cell-mirror/findings/watch.js';
import { type CellMirror, openMirror } from '../model/cell-mirror/books.js';
import { restoreCellMirror, saveCellMirror } from '../model/cell-mirror/save.js';
import type { PlantCell } from '../plant/plant.service.js';
import { readIfThere, replaceFile } from '../telemetry/durable-file.js';

const FORMAT = 1;

/** What a cell resumes from, and a sentence where that is not simply its last state. */
export interface ResumedCell {
  mirror: CellMirror;
  watch: Watch;
  offset: number;
  note: string | null;
}

interface Kept {
  cell: string;
  version: string;
  /** journal offset up to which readings are taken in */
  offset: number;
  mirror: CellMirror;
  watch: Watch;
}

const fileOf = (folder: string, cell: string) => path.join(folder, `${cell}.json`);

export const cellText = ({ cell, version, offset, mirror, watch }: Kept): string =>
  `{"format":${FORMAT},"cell":${JSON.stringify(cell)},"version":${JSON.stringify(version)},"offset":${offset},"watch":${JSON.stringify(watch)},"mirror":${saveCellMirror(mirror)}}`;

/** Replaces the file of a cell: after a crash at any moment it holds the old state or the new one. */
export const writeCell = (folder: string, cell: string, text: string): Promise<void> => replaceFile(fileOf(folder, cell), text);

/**
 * The last state of a cell; the empty one where there is none that fits. A changed plant file begins anew: what the units did is
 * still in the history, and the journal gives back what it holds.
 */
export async function readCellFile(folder: string, plant: PlantCell): Promise<ResumedCell> {
  const { id } = plant.definition;
  const anew = (note: string | null): ResumedCell => ({ mirror: openMirror(plant.compiled), watch: openWatch(plant.compiled), offset: 0, note });
  const text = await readIfThere(fileOf(folder, id));
  if (text === null) return anew(null);
  const saved = parse(text);
  const begins = 'it begins anew and takes in what the journal still holds';
  if (saved === null) return anew(`the saved record of ${id} cannot be read: ${begins}`);
  if (saved.version !== plant.version) return anew(`${id} has changed: ${begins}`);
  const restored = restoreCellMirror(plant.compiled, JSON.stringify(saved.mirror));
  if (!restored.ok) return anew(`the saved record of ${id} does not fit (${restored.reason}): ${begins}`);
  return { mirror: restored.mirror, watch: saved.watch, offset: saved.offset, note: null };
}

function parse(text: string): (Kept & { format: number }) | null {
  try {
    const saved = JSON.parse(text) as Kept & { format: number };
    return saved.format === FORMAT && Number.isSafeInteger(saved.offset) ? saved : null;
  } catch {
    return null;
  }
}

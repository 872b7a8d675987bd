import path from 'node:path';
import { openWatch, type Watch } from '../model/cell-mirror/findings/watch.js';
import type { AlarmBooks } from '../model/cell-mirror/alarms.js';
import type { CellMirror } from '../model/cell-mirror/books.js';
import { openMirror } from '../model/cell-mirror/open-mirror.js';
import { restoreCellMirror, saveCellMirror } from '../model/cell-mirror/save.js';
import type { PlantCell } from '../plant/plant.service.js';
import { readIfThere, replaceFile } from '../platform/durable-file.js';

const FORMAT = 1;

/** What a cell resumes from, and a sentence where that is not simply its last state. */
export interface ResumedCell {
  mirror: CellMirror;
  watch: Watch;
  alarms: AlarmBooks;
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
  /** missing in what was written before alarms were kept */
  alarms?: AlarmBooks;
}

const fileOf = (folder: string, cell: string) => path.join(folder, `${cell}.json`);

export const cellText = ({ cell, version, offset, mirror, watch, alarms = {} }: Kept): string =>
  `{"format":${FORMAT},"cell":${JSON.stringify(cell)},"version":${JSON.stringify(version)},"offset":${offset},"watch":${JSON.stringify(watch)},"alarms":${JSON.stringify(alarms)},"mirror":${saveCellMirror(mirror)}}`;

/** Replaces the file of a cell: after a crash at any moment it holds the old state or the new one. */
export const writeCell = (folder: string, cell: string, text: string): Promise<void> => replaceFile(fileOf(folder, cell), text);

/**
 * The last state of a cell; the empty one where there is none that fits. Of a cell whose plant file has changed the record stays, by the
 * names of its sources, and what was found begins anew: it was judged by what the file said before.
 */
export async function readCellFile(folder: string, plant: PlantCell): Promise<ResumedCell> {
  const { definition, compiled, version } = plant;
  const { id } = definition;
  const anew = (note: string | null): ResumedCell => ({ mirror: openMirror(compiled), watch: openWatch(compiled), alarms: {}, offset: 0, note });
  const text = await readIfThere(fileOf(folder, id));
  if (text === null) return anew(null);
  const saved = parse(text);
  const begins = 'it begins anew and takes in what the journal still holds';
  if (saved === null) return anew(`the saved record of ${id} cannot be read: ${begins}`);
  const restored = restoreCellMirror(compiled, JSON.stringify(saved.mirror));
  if (!restored.ok) return anew(`the saved record of ${id} does not fit (${restored.reason}): ${begins}`);
  const { mirror } = restored;
  const { offset, alarms = {} } = saved;
  if (saved.version === version) return { mirror, watch: saved.watch, alarms, offset, note: null };
  return {
    mirror,
    watch: openWatch(compiled),
    alarms,
    offset,
    note: `${id} has changed: its record goes on, and what differs from the model is looked for anew`,
  };
}

function parse(text: string): (Kept & { format: number }) | null {
  try {
    const saved = JSON.parse(text) as Kept & { format: number };
    return saved.format === FORMAT && Number.isSafeInteger(saved.offset) ? saved : null;
  } catch {
    return null;
  }
}

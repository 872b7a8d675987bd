import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Plant } from '../plant/state.js';

/** Raised whenever the shape of Plant or the machines change: a state of another format is not continued. */
export const STATE_FORMAT = 1;

interface Saved<P> {
  format: number | string;
  line: string;
  plant: P;
}

export type Restored<P> = { kind: 'none' } | { kind: 'plant'; plant: P } | { kind: 'unusable'; why: string };

/** Reads the plant that a run left behind. */
export function readState<P = Plant>(file: string, line: string, format: number | string = STATE_FORMAT): Restored<P> {
  if (!existsSync(file)) return { kind: 'none' };
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Partial<Saved<P>>;
    if (saved.format !== format || !saved.plant)
      return { kind: 'unusable', why: `it is of format ${saved.format ?? 'unknown'}, this simulator writes ${format}` };
    if (saved.line !== line) return { kind: 'unusable', why: `it is of line ${saved.line}` };
    return { kind: 'plant', plant: saved.plant };
  } catch (error) {
    return { kind: 'unusable', why: (error as Error).message };
  }
}

/** Writes the plant (as JSON) so that the file is the old one or the new one, never a part. */
export function writeState(file: string, line: string, plantJson: string, format: number | string = STATE_FORMAT): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, 'w');
  try {
    writeSync(handle, `{"format":${JSON.stringify(format)},"line":${JSON.stringify(line)},"plant":${plantJson}}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

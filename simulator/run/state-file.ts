import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Plant } from '../plant/state.js';

/** Raised whenever the shape of Plant or the machines change: a state of another format is not continued. */
export const STATE_FORMAT = 1;

interface Saved {
  format: number;
  line: string;
  plant: Plant;
}

export type Restored = { kind: 'none' } | { kind: 'plant'; plant: Plant } | { kind: 'unusable'; why: string };

/** Reads the plant that a run left behind. */
export function readState(file: string, line: string): Restored {
  if (!existsSync(file)) return { kind: 'none' };
  try {
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Partial<Saved>;
    if (saved.format !== STATE_FORMAT || !saved.plant)
      return { kind: 'unusable', why: `it is of format ${saved.format ?? 'unknown'}, this simulator writes ${STATE_FORMAT}` };
    if (saved.line !== line) return { kind: 'unusable', why: `it is of line ${saved.line}` };
    return { kind: 'plant', plant: saved.plant };
  } catch (error) {
    return { kind: 'unusable', why: (error as Error).message };
  }
}

/** Writes the plant (as JSON) so that the file is the old one or the new one, never a part. */
export function writeState(file: string, line: string, plantJson: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, 'w');
  try {
    writeSync(handle, `{"format":${STATE_FORMAT},"line":${JSON.stringify(line)},"plant":${plantJson}}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

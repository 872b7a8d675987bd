import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/**
 * The log of a plant: JSON lines. Opened at the length that the plant knows, so that one that goes on from an earlier state
 * writes the lines after it once.
 */
export class LogFile {
  private readonly handle: number;

  constructor(file: string, length: number) {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    this.handle = openSync(file, length === 0 ? 'w' : 'a+');
    ftruncateSync(this.handle, Math.min(length, fstatSync(this.handle).size));
  }

  write(text: string): void {
    writeSync(this.handle, text);
  }

  close(): void {
    closeSync(this.handle);
  }
}

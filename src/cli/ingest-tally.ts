import type { Micros } from '../contract/units.js';
import type { FileReading } from '../exchange/mapped-readings.js';
import { placed, type BadRow } from '../exchange/source-row.js';

export interface SignalCount {
  unit: string;
  signal: string;
  readings: number;
  firstUs: Micros;
  lastUs: Micros;
}

const SHOWN = 20;
const MOST_SIGNALS = 100_000;

/** What was read of a file: readings by signal, and the first bad rows. */
export class Tally {
  readings = 0;
  bad = 0;
  firstUs: Micros | null = null;
  lastUs: Micros | null = null;
  readonly shown: string[] = [];
  private readonly counts = new Map<string, SignalCount>();

  constructor(private readonly file: string) {}

  take({ unit, signal, measuredAtUs }: FileReading): void {
    this.readings++;
    if (this.firstUs === null || measuredAtUs < this.firstUs) this.firstUs = measuredAtUs;
    if (this.lastUs === null || measuredAtUs > this.lastUs) this.lastUs = measuredAtUs;
    const key = `${unit}\0${signal}`;
    const known = this.counts.get(key);
    if (known === undefined) {
      if (this.counts.size < MOST_SIGNALS) this.counts.set(key, { unit, signal, readings: 1, firstUs: measuredAtUs, lastUs: measuredAtUs });
      return;
    }
    known.readings++;
    known.firstUs = Math.min(known.firstUs, measuredAtUs);
    known.lastUs = Math.max(known.lastUs, measuredAtUs);
  }

  /** The sentence of a bad row where it is one of the first, else null. */
  refuse(row: Omit<BadRow, 'ok'>): string | null {
    this.bad++;
    if (this.bad > SHOWN) return null;
    const sentence = placed(this.file, row);
    this.shown.push(sentence);
    return sentence;
  }

  /** Bad rows that were not told. */
  get untold(): number {
    return Math.max(0, this.bad - SHOWN);
  }

  signals(): SignalCount[] {
    return [...this.counts.values()];
  }
}

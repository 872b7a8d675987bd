import type { Observation } from '../../src/contract/telemetry.js';
import type { History } from '../../src/telemetry/history.js';

/** A history in memory that counts what is written; `fail` makes the next so many writes reject. */
export class MemoryHistory implements History {
  readonly written: Observation[] = [];
  readonly batches: number[] = [];
  fail = 0;
  private offset = 0;

  async storedOffset(): Promise<number> {
    return this.offset;
  }
  async write(observations: readonly Observation[], nextOffset: number): Promise<void> {
    if (this.fail > 0) {
      this.fail -= 1;
      throw new Error('out of reach');
    }
    this.written.push(...observations);
    this.batches.push(observations.length);
    this.offset = nextOffset;
  }
  series = unused;
  page = unused;
  held = unused;
  lastBefore = unused;
  silences = unused;
  states = unused;
  timeInState = unused;
  count = unused;
  newestUs = unused;
  async close(): Promise<void> {}
}

const unused = (): Promise<never> => Promise.reject(new Error('not in this test'));

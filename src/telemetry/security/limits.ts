/** Of what comes in, by either broker. */
export interface IngestLimits {
  /** A longer message becomes a dead letter with its begin. */
  payloadBytes: number;
  /** Values that are taken up by a rule and stand in no plant file, over all sources. */
  series: number;
}

export const USUAL_LIMITS: IngestLimits = { payloadBytes: 1024 * 1024, series: 100_000 };
export const MOST_PAYLOAD_BYTES = 16 * 1024 * 1024; // that can be set

/** What is left of a number of things. */
export class Budget {
  constructor(private left: number) {}

  get isSpent(): boolean {
    return this.left <= 0;
  }

  spend(): void {
    this.left -= 1;
  }
}

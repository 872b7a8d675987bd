/** When the rows of a record are due on the wall, so that it keeps its pace. */
export class Pace {
  private lastMs: number | null = null;
  private dueMs = 0;

  /** `speed`: seconds of the record in one of the wall. A longer pause passes in `maxGapMs` of the record. `nowMs`: the wall. */
  constructor(
    private readonly plan: { speed: number; maxGapMs: number },
    private readonly nowMs: () => number,
  ) {}

  /** When the row of a time [ms] is due, by the clock of the wall. */
  due(timeMs: number): number {
    if (this.lastMs === null) this.dueMs = this.nowMs();
    else this.dueMs += Math.min(timeMs - this.lastMs, this.plan.maxGapMs) / this.plan.speed;
    this.lastMs = timeMs;
    return this.dueMs;
  }
}

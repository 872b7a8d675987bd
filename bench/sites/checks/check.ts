/** What was compared of a site with the log of truth, and what was not the same. */
export interface Check {
  name: string;
  /** how many numbers or records were compared */
  compared: number;
  /** greatest relative difference of numbers that may differ a little; null where all must be equal */
  worst: number | null;
  /** sentences, the first few */
  differences: string[];
  differing: number;
}

const KEPT = 5;

/** Collects what a check has compared. */
export class Comparison {
  private readonly check: Check;

  constructor(name: string) {
    this.check = { name, compared: 0, worst: null, differences: [], differing: 0 };
  }

  /** Equal as JSON: records and exact numbers. */
  same(what: string, truth: unknown, got: unknown): void {
    this.check.compared++;
    const [a, b] = [JSON.stringify(truth), JSON.stringify(got)];
    if (a !== b) this.differ(`${what}: the log says ${a}, the twin ${b}`);
  }

  /** Equal within a share of the truth, or within `floor` in its unit. */
  near(what: string, truth: number, got: number, { share, floor = 0 }: { share: number; floor?: number }): void {
    this.check.compared++;
    const off = Math.abs(got - truth);
    const relative = off <= floor ? 0 : truth === 0 ? Infinity : off / Math.abs(truth);
    this.check.worst = Math.max(this.check.worst ?? 0, relative);
    if (!(relative <= share)) this.differ(`${what}: the log says ${truth}, the twin ${got} (${(100 * relative).toFixed(3)} % off)`);
  }

  differ(sentence: string): void {
    this.check.differing++;
    if (this.check.differences.length < KEPT) this.check.differences.push(sentence);
  }

  /** Nothing to compare is a difference: a check must not pass on an empty plant. */
  done(): Check {
    if (this.check.compared === 0) this.differ('nothing was there to be compared');
    return this.check;
  }
}

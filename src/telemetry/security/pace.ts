/**
 * A token bucket as a schedule (generic cell rate algorithm, ITU-T I.371): tells how long the next message has to wait so that there are no more
 * than `perS` in a second once `burst` have come at once.
 */
export class Pace {
  private nextMs = -Infinity;
  private readonly everyMs: number;

  constructor(
    perS: number,
    private readonly burst: number,
  ) {
    this.everyMs = 1000 / perS;
  }

  /** Milliseconds that the message at `nowMs` has to wait, and its turn is taken; 0 where it need not. */
  wait(nowMs: number): number {
    const dueMs = Math.max(this.nextMs, nowMs - (this.burst - 1) * this.everyMs);
    this.nextMs = dueMs + this.everyMs;
    return Math.max(0, dueMs - nowMs);
  }

  /** The turn that was taken last is not needed. */
  giveBack(): void {
    this.nextMs -= this.everyMs;
  }

  /** Whether a message at `nowMs` need not wait. */
  isFree(nowMs: number): boolean {
    return this.nextMs <= nowMs;
  }
}

/** Paces by name, the least recently used forgotten beyond `most`: names come from outside. */
export class Paces {
  private readonly paces = new Map<string, Pace>();

  constructor(
    private readonly perS: number,
    private readonly burst: number,
    private readonly most = 10_000,
  ) {}

  of(name: string): Pace {
    const pace = this.paces.get(name) ?? new Pace(this.perS, this.burst);
    this.paces.delete(name);
    this.paces.set(name, pace);
    if (this.paces.size > this.most) this.paces.delete(this.paces.keys().next().value!);
    return pace;
  }
}

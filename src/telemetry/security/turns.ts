interface Waiting {
  dueMs: number;
  goOn: () => void;
}

/** Lets what has to wait go on in the order in which it came: a timer each would let one pass another that is due in the same millisecond. */
export class Turns {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly nowMs: () => number) {}

  /** Goes on at once where it need not wait and nobody waits before it. */
  take(waitMs: number, goOn: () => void): void {
    if (waitMs === 0 && this.waiting.length === 0) return goOn();
    this.waiting.push({ dueMs: this.nowMs() + waitMs, goOn });
    this.wake();
  }

  private wake(): void {
    const [first] = this.waiting;
    if (this.timer !== null || first === undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.letGo();
      },
      Math.max(0, first.dueMs - this.nowMs()),
    );
  }

  private letGo(): void {
    const now = this.nowMs();
    const stays = this.waiting.findIndex(({ dueMs }) => dueMs > now);
    const due = stays < 0 ? this.waiting : this.waiting.slice(0, stays);
    this.waiting = stays < 0 ? [] : this.waiting.slice(stays);
    for (const { goOn } of due) goOn();
    this.wake();
  }
}

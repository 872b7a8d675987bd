/** The wall clock with an end: `until` resolves at its moment or at `stop`. */
export class StoppableClock {
  private readonly waiting = new Set<() => void>();
  private end = false;

  readonly nowMs = (): number => Date.now();
  readonly stopped = (): boolean => this.end;

  readonly until = (ms: number): Promise<void> => {
    if (this.end || ms <= Date.now()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        // A timer takes at most 2^31 ms, and may ring a little early.
        resolve(this.until(ms));
      };
      const timer = setTimeout(done, Math.min(ms - Date.now(), 0x7fffffff));
      this.waiting.add(done);
    });
  };

  /** Calls back at `stop`. Returns how to take it back. */
  onStop(action: () => void): () => void {
    if (this.end) action();
    else this.waiting.add(action);
    return () => void this.waiting.delete(action);
  }

  stop(): void {
    this.end = true;
    for (const done of [...this.waiting]) done();
  }
}

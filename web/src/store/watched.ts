/**
 * What follows something on the server while somebody looks at it, for useSyncExternalStore: started by the first listener, ended by
 * the last. A hidden page keeps its state and draws nothing.
 */
export abstract class Watched<State> {
  private readonly listeners = new Set<() => void>();
  private stop: (() => void) | null = null;
  private dirty = false;
  protected state: State;

  constructor(private readonly empty: () => State) {
    this.state = empty();
  }

  /** Begins to follow; the returned function ends it. */
  protected abstract follow(): () => void;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (!this.stop) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.halt();
    };
  };

  readonly snapshot = (): State => this.state;

  protected change(state: State): void {
    this.state = state;
    if (document.hidden) this.dirty = true;
    else for (const listener of this.listeners) listener();
  }

  private start(): void {
    document.addEventListener('visibilitychange', this.onVisible);
    this.stop = this.follow();
  }

  private halt(): void {
    document.removeEventListener('visibilitychange', this.onVisible);
    this.stop?.();
    this.stop = null;
    this.state = this.empty();
  }

  private readonly onVisible = (): void => {
    if (document.hidden || !this.dirty) return;
    this.dirty = false;
    for (const listener of this.listeners) listener();
  };
}

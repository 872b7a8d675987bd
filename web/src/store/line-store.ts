import type { LineView } from '../../../src/contract/stream.js';
import { watchLine } from '../data/live.js';
import type { Link, Received } from './freshness.js';
import { Ring } from './ring.js';
import { noteStates, type LiveSpan } from './spans.js';

/** What a screen shows of a line: the newest view and what was seen since the page was opened. */
export interface LiveLine {
  received: Received | null;
  /** why the server does not tell of the line: unknown-line, forbidden …; null where it does */
  refused: string | null;
  spans: Record<string, LiveSpan[]>;
  /** how often something was heard of alarms: their list is then to be asked for again */
  alarmsHeard: number;
  /** time [s], good units of the shift */
  good: Ring;
  /** time [s], measured and expected power [kW] */
  power: Ring;
}

/** Rows of a ring; at one every two seconds, more than two hours. The history fills what is older. */
const ROWS = 4096;
const ROW_EVERY_S = 2;

const empty = (): LiveLine => ({ received: null, refused: null, spans: {}, alarmsHeard: 0, good: new Ring(2, ROWS), power: new Ring(3, ROWS) });

/** Follows one line while somebody looks at it. A hidden page keeps its state and draws nothing. */
export class LineStore {
  private state = empty();
  private readonly listeners = new Set<() => void>();
  private stop: (() => void) | null = null;
  private link: Link = 'connecting';
  private epoch: string | null = null;
  private dirty = false;

  constructor(
    private readonly line: string,
    private readonly maxHz: number,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (!this.stop) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.halt();
    };
  };

  readonly snapshot = (): LiveLine => this.state;

  private start(): void {
    document.addEventListener('visibilitychange', this.onVisible);
    this.stop = watchLine(this.line, this.maxHz, {
      onState: (view, asOfUs, epoch) => this.take(view, asOfUs, epoch),
      onAlarms: () => this.change({ ...this.state, alarmsHeard: this.state.alarmsHeard + 1 }),
      onStatus: (link) => this.relink(link),
      onRefused: (code) => this.change({ ...this.state, refused: code }),
    });
  }

  private halt(): void {
    document.removeEventListener('visibilitychange', this.onVisible);
    this.stop?.();
    this.stop = null;
    this.state = empty();
    this.link = 'connecting';
  }

  private take(view: LineView, asOfUs: number, epoch: string): void {
    if (this.epoch !== null && this.epoch !== epoch) this.state = { ...this.state, spans: {} };
    this.epoch = epoch;
    const { good, power } = this.state;
    row(good, asOfUs / 1e6, view.output.good);
    row(power, asOfUs / 1e6, view.output.powerKw ?? NaN, view.output.expectedPowerKw ?? NaN);
    const received = { view, asOfUs, receivedMs: performance.now(), link: this.link };
    this.change({ ...this.state, received, refused: null, spans: noteStates(this.state.spans, view, asOfUs) });
  }

  private relink(link: Link): void {
    this.link = link;
    if (this.state.received && this.state.received.link !== link) this.change({ ...this.state, received: { ...this.state.received, link } });
  }

  private change(state: LiveLine): void {
    this.state = state;
    if (document.hidden) this.dirty = true;
    else for (const listener of this.listeners) listener();
  }

  private readonly onVisible = (): void => {
    if (document.hidden || !this.dirty) return;
    this.dirty = false;
    for (const listener of this.listeners) listener();
  };
}

/** Adds a row at most every two seconds; between, the newest row moves on. A line's time that goes back starts anew. */
function row(ring: Ring, atS: number, ...values: number[]): void {
  const column = ring.column(0);
  const last = column.at(-1);
  const before = column.at(-2);
  if (last !== undefined && atS < last) ring.clear();
  if (before !== undefined && last !== undefined && last - before < ROW_EVERY_S) ring.replace(atS, ...values);
  else ring.push(atS, ...values);
}

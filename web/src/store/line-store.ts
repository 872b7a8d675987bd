import type { LineView } from '../../../src/contract/stream.js';
import { watchLine } from '../data/live.js';
import type { Link, Received } from './freshness.js';
import { Ring } from './ring.js';
import { noteStates, type LiveSpan } from './spans.js';
import { Watched } from './watched.js';

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

/** Follows one line while somebody looks at it. */
export class LineStore extends Watched<LiveLine> {
  private link: Link = 'connecting';
  private epoch: string | null = null;

  constructor(
    private readonly line: string,
    private readonly maxHz: number,
  ) {
    super(empty);
  }

  protected follow(): () => void {
    this.link = 'connecting';
    return watchLine(this.line, this.maxHz, {
      onState: (view, asOfUs, epoch) => this.take(view, asOfUs, epoch),
      onAlarms: () => this.change({ ...this.state, alarmsHeard: this.state.alarmsHeard + 1 }),
      onStatus: (link) => this.relink(link),
      onRefused: (code) => this.change({ ...this.state, refused: code }),
    });
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

import type { Micros } from '../contract/units.js';
import type { Clock } from '../platform/clock.js';
import type { Receive } from './broker.js';
import { envelopeOf, type SparkplugEnvelope } from './decoders/sparkplug-payload.js';
import type { Ingest, Message } from './ingest.js';
import { later, type Later } from './later.js';
import type { SparkplugHost } from './sparkplug-host.js';
import { SequenceWindow, type Release } from './sparkplug-sequence.js';
import { MOST_PAYLOAD_BYTES } from './security/limits.js';
import { sparkplugMessage } from './sparkplug-topic.js';

interface Waiting {
  message: Message;
  done: () => void;
}

/** Bytes of all that waits. Beyond, nothing waits any longer. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;
const SPARKPLUG = 'spBv1.0/';

/**
 * Stands before the ingest and hands the messages of each edge node on in the order that they were sent in. What waits for its turn is not
 * received yet: it is counted once it is handed on, and acknowledged, if it asks for that, once it is durable. A gap that nothing fills in
 * time is told to the host before the message that follows it. Room is asked for before a message gets its place in the order: what
 * waits is in memory already, and is handed on whether there is room or not.
 */
export class SparkplugReordering {
  private readonly windows = new Map<string, SequenceWindow<Waiting>>();
  /** Those in which something waits. */
  private readonly busy = new Set<SequenceWindow<Waiting>>();
  private waitingBytes = 0;
  private callOff: (() => void) | null = null;
  private armedUs = Infinity;

  constructor(
    private readonly host: Pick<SparkplugHost, 'knows' | 'lost' | 'connected'>,
    private readonly inner: Pick<Ingest, 'receive' | 'accept' | 'hasRoom'>,
    private readonly waitUs: Micros,
    private readonly clock: Clock,
    private readonly after: Later = later,
  ) {}

  /** Messages that wait for one before them. */
  get waiting(): number {
    return [...this.windows.values()].reduce((sum, window) => sum + window.waiting, 0);
  }

  readonly receive: Receive = (message, done) => {
    const { inner } = this;
    if (message.refused || !message.topic.startsWith(SPARKPLUG)) return inner.receive(message, done);
    const about = sparkplugMessage(message.topic);
    if (about === null || !this.host.knows(about.node)) return inner.receive(message, done);
    if (!inner.hasRoom()) return false;
    const { seq, timestampMs } = readable(message.payload);
    const nowUs = this.clock.nowUs();
    const mine: Waiting = { message, done };
    this.waitingBytes += message.payload.length;
    const window = this.window(about.node);
    const released = window.take({ kind: about.kind, seq, timestampMs, message: mine }, nowUs);
    if (window.waiting > 0) this.busy.add(window);
    this.handOn(about.node, released, nowUs);
    if (this.waitingBytes > MAX_WAITING_BYTES) this.releaseAll();
    this.arm(nowUs);
    if (message.packet === undefined && !released.some((release) => release.message === mine)) {
      mine.done = () => undefined;
      done(); // nobody waits for an acknowledgement, and the broker's own should not wait
    }
    return true;
  };

  /** A new connection: what waits is handed on, and every node is asked for its births. */
  connected(): void {
    this.releaseAll();
    this.host.connected(this.clock.nowUs());
  }

  /** Hands on all that waits, each node's in order; at the end as well, so that nothing of it is lost. */
  releaseAll(): void {
    const nowUs = this.clock.nowUs();
    for (const [node, window] of this.windows) this.handOn(node, window.reset(), nowUs);
    this.arm(nowUs);
  }

  private window(node: string): SequenceWindow<Waiting> {
    let window = this.windows.get(node);
    if (!window) this.windows.set(node, (window = new SequenceWindow(this.waitUs)));
    return window;
  }

  private handOn(node: string, released: readonly Release<Waiting>[], nowUs: Micros): void {
    for (const { message: waiting, missing, settled } of released) {
      this.waitingBytes -= waiting.message.payload.length;
      if (missing > 0) this.host.lost(node, missing, settled, nowUs);
      this.inner.accept(waiting.message, waiting.done);
    }
  }

  private arm(nowUs: Micros): void {
    let dueUs = Infinity;
    for (const window of this.busy) {
      if (window.dueUs === null) this.busy.delete(window);
      else dueUs = Math.min(dueUs, window.dueUs);
    }
    if (dueUs === this.armedUs) return;
    this.callOff?.();
    this.callOff = null;
    this.armedUs = dueUs;
    if (dueUs === Infinity) return;
    const ms = Math.ceil(Math.min(dueUs - nowUs, this.waitUs) / 1000);
    this.callOff = this.after(Math.max(ms, 0), () => this.expire(dueUs));
  }

  private expire(dueUs: Micros): void {
    this.armedUs = Infinity;
    const nowUs = this.clock.nowUs();
    for (const [node, window] of this.windows) this.handOn(node, window.expire(Math.max(dueUs, nowUs)), nowUs);
    this.arm(nowUs);
  }
}

/** Place in the order of a payload that is worth reading. */
function readable(payload: Buffer): { seq: number | null; timestampMs: number | null } {
  const envelope: SparkplugEnvelope | null = payload.length > MOST_PAYLOAD_BYTES ? null : envelopeOf(payload);
  const { seq, timestampMs } = envelope ?? {};
  return { seq: seq !== undefined && seq <= 255 ? seq : null, timestampMs: timestampMs ?? null };
}

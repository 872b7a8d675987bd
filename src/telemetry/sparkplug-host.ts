import type { SparkplugStatus } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Decoded } from './decode.js';
import { refuse } from './decoders/refusal.js';
import { encodeRebirth } from './decoders/sparkplug-payload.js';
import { later, type Later } from './later.js';
import type { Origin } from './origin.js';
import { SparkplugNode } from './sparkplug-node.js';
import type { SparkplugSource } from './sparkplug-source.js';
import { sparkplugRoot, type SparkplugMessage } from './sparkplug-topic.js';

/** A node is asked for its births no more often than the first, and, until it gives them, again and ever more rarely up to the last. */
const BETWEEN_REQUESTS_US = { first: 5_000_000, longest: 300_000_000 };

/** Sends a message at QoS 0, or not at all where there is no connection. */
export type Send = (topic: string, payload: Buffer) => void;

interface Known {
  node: SparkplugNode;
  lines: ReadonlySet<string>;
  askedAtUs: Micros | null;
  pauseUs: Micros;
  /** Calls off the next time that it is asked. */
  callOff: (() => void) | null;
}

/**
 * The host application of Sparkplug B: follows the births and deaths of the edge nodes that plant files name, and asks a node for its
 * births where they are not known or a message was lost. It lives in memory: after a start nothing is known.
 */
export class SparkplugHost {
  private readonly nodes = new Map<string, Known>();
  /** Requests for births since the start. */
  requests = 0;
  /** Gaps in the sequence numbers since the start, and the messages that they are short of. */
  private gaps = 0;
  private lostMessages = 0;

  constructor(
    sources: readonly SparkplugSource[],
    private readonly send: Send,
    private readonly after: Later = later,
    /** Up to when values of a source were told before the start as not known or not sure; null for none. */
    markedBefore: (origin: Origin) => Micros | null = () => null,
  ) {
    for (const id of new Set(sources.map(({ node }) => node))) {
      const own = sources.filter(({ node }) => node === id);
      const known: Known = {
        node: new SparkplugNode(
          id,
          new Map(own.map((source) => [source.device, source])),
          (nowUs) => this.ask(id, known, nowUs),
          () => this.settled(known),
          markedBefore,
        ),
        lines: new Set(own.map(({ origin }) => origin.line)),
        askedAtUs: null,
        pauseUs: BETWEEN_REQUESTS_US.first,
        callOff: null,
      };
      this.nodes.set(id, known);
    }
  }

  /** Whether a plant file names the node. */
  knows(node: string): boolean {
    return this.nodes.has(node);
  }

  /** What a message says. Those of a node must come in the order that they were sent in. */
  take(message: SparkplugMessage, payload: Uint8Array, nowUs: Micros): Decoded {
    return this.nodes.get(message.node)?.node.take(message, payload, nowUs) ?? refuse('unknown-topic', 'no line reads this topic');
  }

  /** So many messages of a node are lost before the next one. Settled: a birth or death follows, so that nothing needs to be asked. */
  lost(id: string, messages: number, settled: boolean, nowUs: Micros): void {
    const known = this.nodes.get(id);
    if (!known) return;
    this.gaps += 1;
    this.lostMessages += messages;
    if (settled) return;
    known.node.lost();
    this.ask(id, known, nowUs);
  }

  /** A new connection: what was sent meanwhile is lost, so every node is asked for its births. */
  connected(nowUs: Micros): void {
    for (const [id, known] of this.nodes) {
      known.node.forget();
      this.ask(id, known, nowUs);
    }
  }

  status(): Omit<SparkplugStatus, 'waiting'> {
    const nodes = [...this.nodes].map(([id, { node, lines }]) => {
      const itself = node.presence().get(null);
      const devices = [...node.presence()].flatMap(([device, presence]) => (device === null ? [] : [{ device, ...presence }]));
      return {
        node: id,
        lines: [...lines],
        online: itself?.online ?? null,
        sinceUs: itself?.sinceUs ?? null,
        stale: node.stale,
        devices,
      };
    });
    return { nodes, gaps: this.gaps, lostMessages: this.lostMessages, birthRequests: this.requests };
  }

  /** At once, or as soon as it may be asked again. */
  private ask(id: string, known: Known, nowUs: Micros): void {
    const { askedAtUs, pauseUs } = known;
    const waitUs = askedAtUs === null || nowUs < askedAtUs ? 0 : Math.max(askedAtUs + pauseUs - nowUs, 0);
    if (waitUs > 0) {
      known.callOff ??= this.after(Math.ceil(waitUs / 1000), () => this.askAgain(id, known, nowUs + waitUs));
      return;
    }
    if (askedAtUs !== null) known.pauseUs = Math.min(pauseUs * 2, BETWEEN_REQUESTS_US.longest);
    known.askedAtUs = nowUs;
    this.requests += 1;
    this.send(sparkplugRoot(id, 'NCMD'), encodeRebirth(Math.floor(nowUs / 1000)));
    known.callOff?.();
    known.callOff = this.after(known.pauseUs / 1000, () => this.askAgain(id, known, nowUs + known.pauseUs));
  }

  private askAgain(id: string, known: Known, nowUs: Micros): void {
    known.callOff = null;
    this.ask(id, known, nowUs);
  }

  /** It was born, or died. */
  private settled(known: Known): void {
    known.pauseUs = BETWEEN_REQUESTS_US.first;
    known.callOff?.();
    known.callOff = null;
  }
}

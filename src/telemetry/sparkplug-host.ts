import { cellAddress } from '../contract/cell-mqtt.js';
import type { CellDefinition } from '../contract/cell.js';
import type { Micros } from '../contract/units.js';
import { sourcesOf } from '../plant/sources.js';
import type { Decoded } from './decode.js';
import { refuse } from './decoders/refusal.js';
import { encodeRebirth } from './decoders/sparkplug-payload.js';
import { originOf } from './origin.js';
import { SparkplugNode, type KnownDevice } from './sparkplug-node.js';
import { sparkplugRoot, type SparkplugMessage } from './sparkplug-topic.js';
import { SourceSignals } from './tags.js';

/** A node is asked for its births no more often than this. */
const BETWEEN_REQUESTS_US = 5_000_000;

/** Sends a message at QoS 0, or not at all where there is no connection. */
export type Send = (topic: string, payload: Buffer) => void;

/**
 * The host application of Sparkplug B, as far as readings need it: follows the births and deaths of the edge nodes that are
 * cells, and asks a node for its births where they are not known. It lives in memory: after a start nothing is known.
 */
export class SparkplugHost {
  private readonly nodes = new Map<string, SparkplugNode>();
  private readonly askedAtUs = new Map<string, Micros>();
  /** Requests for births since the start. */
  requests = 0;

  constructor(
    cells: readonly CellDefinition[],
    private readonly send: Send,
  ) {
    for (const cell of cells) {
      const { dialect, prefix } = cellAddress(cell);
      if (dialect === 'sparkplug-b') this.nodes.set(prefix, new SparkplugNode(prefix, devicesOf(cell), (nowUs) => this.ask(prefix, nowUs)));
    }
  }

  take(message: SparkplugMessage, payload: Uint8Array, nowUs: Micros): Decoded {
    return this.nodes.get(message.node)?.take(message, payload, nowUs) ?? refuse('unknown-topic', 'no line reads this topic');
  }

  /** A new connection: what was sent meanwhile is lost, so every node is asked for its births. */
  connected(nowUs: Micros): void {
    for (const [id, node] of this.nodes) {
      node.forget();
      this.ask(id, nowUs);
    }
  }

  private ask(node: string, nowUs: Micros): void {
    const before = this.askedAtUs.get(node);
    if (before !== undefined && Math.abs(nowUs - before) < BETWEEN_REQUESTS_US) return;
    this.askedAtUs.set(node, nowUs);
    this.requests += 1;
    this.send(sparkplugRoot(node, 'NCMD'), encodeRebirth(Math.floor(nowUs / 1000)));
  }
}

/** Devices by name: the source with dots. */
const devicesOf = (cell: CellDefinition): Map<string, KnownDevice> =>
  new Map(
    sourcesOf(cell)
      .filter(({ dialect }) => dialect === 'sparkplug-b')
      .map((source) => [source.path, { origin: originOf(source), signals: new SourceSignals(source) }]),
  );

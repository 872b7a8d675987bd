import mqtt, { type MqttClient } from 'mqtt';
import { asksForRebirth, encodeSparkplug, type Metric } from '../../simulator/mqtt/sparkplug-payload.js';

/** What an edge node of Sparkplug B is, and where it speaks. */
export interface EdgeNodeOptions {
  port: number;
  group: string;
  node: string;
  device: string;
  /** Names of its metrics; the nth has alias n + 1. */
  metrics: readonly string[];
}

const SEQUENCE = 256;
/** What a birth tells of each metric: no value that is sent as data. */
const AT_BIRTH = 0;

/**
 * An edge node: data at QoS 0 with sequence numbers, births at each connection and whenever they are asked for, its death left with the
 * broker as a will. While it is not connected it says nothing.
 */
export class EdgeNode {
  private bdSeq = 0;
  private seq = 0;
  private lastMs = 0;
  private client!: MqttClient;

  private constructor(private readonly options: EdgeNodeOptions) {}

  static async connect(options: EdgeNodeOptions): Promise<EdgeNode> {
    const node = new EdgeNode(options);
    const client = mqtt.connect(`mqtt://127.0.0.1:${options.port}`, { clientId: 'faults-node', clean: true, reconnectPeriod: 100, queueQoSZero: false, protocolVersion: 4, will: node.will() }); // prettier-ignore
    node.client = client;
    client.on('error', () => undefined); // it connects again by itself
    client.on('close', () => {
      node.bdSeq = (node.bdSeq + 1) % SEQUENCE;
      client.options.will = node.will();
    });
    client.on('message', (_topic, payload) => asksForRebirth(payload) && node.births());
    const subscribed = new Promise<void>((resolve) => {
      client.on('connect', () => {
        client.subscribe(node.topic('NCMD'), { qos: 1 }, () => resolve());
        node.births();
      });
    });
    await subscribed;
    return node;
  }

  /** Says a value; false where it is not connected. */
  say(nth: number, value: number): boolean {
    if (!this.client.connected) return false;
    this.send('DDATA', [this.metric(nth, value)]);
    return true;
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }

  private births(): void {
    this.seq = SEQUENCE - 1;
    const { metrics } = this.options;
    const timeMs = this.now();
    const ofNode: Metric[] = [
      { name: 'bdSeq', timeMs, datatype: 'Int64', value: this.bdSeq },
      { name: 'Node Control/Rebirth', timeMs, datatype: 'Boolean', value: false },
    ];
    this.send('NBIRTH', ofNode);
    this.send('DBIRTH', metrics.map((name, nth) => ({ ...this.metric(nth, AT_BIRTH), name }))); // prettier-ignore
  }

  private send(kind: 'NBIRTH' | 'DBIRTH' | 'DDATA', metrics: Metric[]): void {
    this.seq = (this.seq + 1) % SEQUENCE;
    this.client.publish(this.topic(kind), encodeSparkplug({ timeMs: metrics[0]!.timeMs, metrics, seq: this.seq }), { qos: 0 });
  }

  private will() {
    const timeMs = Date.now();
    return {
      topic: this.topic('NDEATH'),
      payload: encodeSparkplug({ timeMs, metrics: [{ name: 'bdSeq', timeMs, datatype: 'Int64', value: this.bdSeq }] }),
      qos: 1 as const,
      retain: false,
    };
  }

  private metric = (nth: number, value: number): Metric => ({ alias: nth + 1, timeMs: this.now(), datatype: 'Double', value });
  /** Never the same twice. */
  private now = (): number => (this.lastMs = Math.max(this.lastMs + 1, Date.now()));

  private topic(kind: string): string {
    const { group, node, device } = this.options;
    return ['spBv1.0', group, kind, node, ...(kind.startsWith('D') ? [device] : [])].join('/');
  }
}

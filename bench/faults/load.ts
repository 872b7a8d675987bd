import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { EdgeNode } from './edge-node.js';
import { dialectOf, EDGE_NODE, messageOf, nthOf } from './plant.js';

const TICK_MS = 10;
const STALLED_MS = 60_000;

/** Publishes values that are never the same twice and keeps the book of them. What is not acknowledged at QoS 1 is sent again. */
export class Load {
  /** Values up to this one were handed to a client, or passed over. */
  last = 0;
  /** Values that an edge node did not say, since it was not connected. */
  readonly unsaid = new Set<number>();
  private readonly open = new Set<number>();
  private lastUs = 0;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly client: MqttClient,
    private readonly node: EdgeNode,
    private readonly ratePerS: number,
  ) {}

  static async connect(port: number, ratePerS: number): Promise<Load> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: 'faults-machine', clean: false, reconnectPeriod: 100, protocolVersion: 4 });
    client.on('error', () => undefined); // it connects again by itself
    return new Load(client, await EdgeNode.connect({ port, ...EDGE_NODE }), ratePerS);
  }

  start(): void {
    const [beganAt, beganWith] = [performance.now(), this.last];
    this.timer = setInterval(() => {
      const due = beganWith + ((performance.now() - beganAt) * this.ratePerS) / 1000;
      while (this.last < due) this.say(++this.last);
    }, TICK_MS);
  }

  /** Whether the broker has acknowledged all values up to this one that it has to. */
  acknowledged(to: number): boolean {
    for (const value of this.open) if (value <= to) return false;
    return true;
  }

  /** Sends no more, and resolves when the broker has acknowledged everything. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    // After a cut connection mqtt.js sends what waits one by one: each waits for a commit of the embedded broker.
    for (let [least, sinceMs] = [this.open.size, performance.now()]; this.open.size > 0;) {
      if (this.open.size < least) [least, sinceMs] = [this.open.size, performance.now()];
      if (performance.now() - sinceMs > STALLED_MS) throw new Error(`the broker does not acknowledge ${least} of ${this.last} messages`);
      await sleep(10);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.client.endAsync(true), this.node.close()]);
  }

  private say(value: number): void {
    if (dialectOf(value) === 'sparkplug') return void (this.node.say(nthOf(value), value) || this.unsaid.add(value));
    const nowUs = Math.round((performance.timeOrigin + performance.now()) * 1000);
    this.lastUs = Math.max(this.lastUs + 1, nowUs);
    const { topic, payload } = messageOf(value, this.lastUs);
    this.open.add(value);
    this.send(value, topic, payload);
  }

  /** mqtt.js fails what it was given while it sent again what waited, where the connection breaks once more: that is given to it anew. */
  private send(value: number, topic: string, payload: string): void {
    this.client.publish(topic, payload, { qos: 1 }, (error) => {
      if (!error) this.open.delete(value);
      else if (!this.client.disconnecting) setTimeout(() => this.send(value, topic, payload), TICK_MS);
    });
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { messageOf } from './plant.js';

const TICK_MS = 10;
const DRAIN_MS = 30_000;

/** Publishes values that are never the same twice, at QoS 1, and keeps the book of them. What is not acknowledged is sent again. */
export class Load {
  /** Values up to this one were handed to the client. */
  last = 0;
  private acked = 0;
  private lastUs = 0;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly client: MqttClient,
    private readonly ratePerS: number,
  ) {}

  static async connect(port: number, ratePerS: number): Promise<Load> {
    const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: 'faults-machine', clean: false, reconnectPeriod: 100, protocolVersion: 4 });
    client.on('error', () => undefined); // it connects again by itself
    return new Load(client, ratePerS);
  }

  start(): void {
    const [beganAt, beganWith] = [performance.now(), this.last];
    this.timer = setInterval(() => {
      const due = beganWith + ((performance.now() - beganAt) * this.ratePerS) / 1000;
      while (this.last < due) this.say(++this.last);
    }, TICK_MS);
  }

  /** Sends no more, and resolves when the broker has acknowledged everything. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    for (const end = Date.now() + DRAIN_MS; this.acked < this.last;) {
      if (Date.now() > end) throw new Error(`the broker has acknowledged ${this.acked} of ${this.last} messages`);
      await sleep(10);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.client.endAsync(true);
  }

  private say(value: number): void {
    const nowUs = Math.round((performance.timeOrigin + performance.now()) * 1000);
    this.lastUs = Math.max(this.lastUs + 1, nowUs);
    const { topic, payload } = messageOf(value, this.lastUs);
    this.client.publish(topic, payload, { qos: 1 }, (error) => void (error ?? this.acked++));
  }
}

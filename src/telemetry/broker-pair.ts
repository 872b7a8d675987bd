import type { Broker, BrokerStatus } from './broker.js';

/** Two sessions with one broker: that of the lines, and the clean one that Sparkplug B asks for, by which we send. */
export class BrokerPair implements Broker {
  constructor(
    private readonly lines: Broker,
    private readonly sparkplug: Broker,
  ) {}

  async start(): Promise<void> {
    await this.lines.start();
    await this.sparkplug.start();
  }

  /** Connected where both are; else what is wrong with one of them. */
  status(): BrokerStatus {
    const lines = this.lines.status();
    const sparkplug = this.sparkplug.status();
    if (!lines.connected || sparkplug.connected) return lines;
    return { ...sparkplug, detail: `Sparkplug B: ${sparkplug.detail}` };
  }

  publish(topic: string, payload: Buffer, kept?: boolean): void {
    this.sparkplug.publish(topic, payload, kept);
  }

  async stop(committed: () => Promise<void>): Promise<void> {
    await Promise.all([this.lines.stop(committed), this.sparkplug.stop(committed)]);
  }
}

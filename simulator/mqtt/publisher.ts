import mqtt from 'mqtt';
import { EXIT, type Ending } from '../exit.js';

/** Messages on their way to the broker that it has not acknowledged yet, at most. */
export const WINDOW = 2000;
const RECONNECT_MS = 1000;

export interface PublisherOptions {
  url: string;
  clientId: string;
  /** Gives up after so long without a connection [ms]; null: never. */
  retryForMs: number | null;
  say: (sentence: string) => void;
}

/**
 * Publishes with QoS 1 in order, with up to WINDOW messages under way. Those not acknowledged when the connection breaks
 * are sent again by mqtt.js, before any newer one.
 */
export class Publisher {
  private readonly client: mqtt.MqttClient;
  private readonly early = new Set<number>();
  private readonly waiting: (() => void)[] = [];
  private giveUp: NodeJS.Timeout | undefined;
  private outage: string | null = null;
  private closing = false;
  private interrupted = false;
  /** Messages handed over. */
  sent = 0;
  /** The first so many of them are acknowledged. */
  acknowledged = 0;
  /** Why publishing ended for good; null while it goes on. */
  ended: Ending | null = null;

  constructor(private readonly options: PublisherOptions) {
    this.client = mqtt.connect(options.url, {
      clientId: options.clientId,
      clean: true,
      protocolVersion: 4,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: 10_000,
      resubscribe: false,
    });
    this.client.on('connect', () => this.connected());
    this.client.on('close', () => this.disconnected('the connection closed'));
    this.client.on('error', (error) => this.failed(error));
    this.waitAtMost();
  }

  get inFlight(): number {
    return this.sent - this.acknowledged;
  }

  send(topic: string, payload: string): void {
    const number = this.sent++;
    this.client.publish(topic, payload, { qos: 1 }, (error) => {
      if (!error) this.acknowledge(number);
    });
  }

  /** Resolves once fewer than WINDOW messages are under way, or publishing has ended or is interrupted. */
  async room(): Promise<void> {
    while (this.inFlight >= WINDOW && !this.ended && !this.interrupted) await this.progress();
  }

  /** Nobody shall wait for room any more. */
  interrupt(): void {
    this.interrupted = true;
    this.wake();
  }

  /** Resolves once everything is acknowledged, publishing has ended, or the time is up. True where all is acknowledged. */
  async drained(withinMs = Infinity): Promise<boolean> {
    let late = false;
    const timer = Number.isFinite(withinMs)
      ? setTimeout(() => {
          late = true;
          this.wake();
        }, withinMs)
      : undefined;
    while (this.inFlight > 0 && !this.ended && !late) await this.progress();
    clearTimeout(timer);
    return this.inFlight === 0;
  }

  async close(): Promise<void> {
    this.closing = true;
    clearTimeout(this.giveUp);
    await this.client.endAsync(true);
  }

  /** Resolves at the next acknowledgement that makes room, or at the end. */
  private progress(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private acknowledge(number: number): void {
    this.early.add(number);
    while (this.early.delete(this.acknowledged)) this.acknowledged++;
    if (this.waiting.length > 0 && (this.inFlight === 0 || this.inFlight <= WINDOW / 2)) this.wake();
  }

  private connected(): void {
    clearTimeout(this.giveUp);
    this.giveUp = undefined;
    this.options.say(this.outage === null ? `connected to ${withoutPassword(this.options.url)}` : `connected again to ${withoutPassword(this.options.url)}`);
    this.outage = null;
  }

  private disconnected(reason: string): void {
    if (this.closing || this.ended) return;
    if (this.outage === null) this.options.say(`no connection to ${withoutPassword(this.options.url)}: ${reason}; trying again every second`);
    this.outage ??= reason;
    this.waitAtMost();
  }

  private failed(error: Error & { code?: unknown }): void {
    // A broker that refuses us (bad password, not authorised) does so with a number; the rest is the network's.
    if (typeof error.code === 'number')
      return this.end({ code: EXIT.failure, message: `${withoutPassword(this.options.url)} refused the connection: ${error.message}` });
    this.disconnected(describe(error));
  }

  private waitAtMost(): void {
    const { retryForMs, url } = this.options;
    if (retryForMs === null || this.giveUp) return;
    this.giveUp = setTimeout(
      () => this.end({ code: EXIT.unreachable, message: `${withoutPassword(url)} is out of reach for ${retryForMs / 1000} s: ${this.outage ?? 'no answer'}` }),
      retryForMs,
    );
  }

  private end(ending: Ending): void {
    this.ended ??= ending;
    this.wake();
  }
}

function describe(error: Error & { code?: unknown }): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined;
  return error.message || inner?.message || String(error.code);
}

/** The address as it may be shown. */
export function withoutPassword(address: string): string {
  const url = new URL(address);
  url.password = '';
  url.username = '';
  return url.href;
}

import mqtt from 'mqtt';
import { EXIT, type Ending } from '../exit.js';
import type { Session } from './way-out.js';

/** Messages on their way to the broker that it has not acknowledged yet, at most. */
export const WINDOW = 2000;
const RECONNECT_MS = 1000;
const CONNECT_TIMEOUT_MS = 10_000;

export interface PublisherOptions {
  url: string;
  clientId: string;
  /** Gives up after so long without a connection [ms]; null: never. */
  retryForMs: number | null;
  say: (sentence: string) => void;
  /** 1 where not given. With 0 a message counts as acknowledged once it is written to the connection. */
  qos?: 0 | 1;
  /** What the next connection begins with. */
  session?: () => Session;
  /** Topics to listen to, and who is told what comes. */
  listen?: { topics: string[]; heard: (topic: string, payload: Buffer) => void };
}

interface Open {
  topic: string;
  payload: string | (() => Buffer);
  retain: boolean;
}

/**
 * Publishes in order, with up to WINDOW messages under way. Each connection is a session of its own: what was
 * not acknowledged when one broke is sent again on the next, in order, before anything newer. (mqtt.js would send it again
 * one message at a time, and fails what is published meanwhile if the connection breaks once more.)
 */
export class Publisher {
  private client: mqtt.MqttClient | null = null;
  private readonly open = new Map<number, Open>();
  private current: Session | null = null;
  private readonly waiting: (() => void)[] = [];
  private readonly address: string;
  private retry: NodeJS.Timeout | undefined;
  private giveUp: NodeJS.Timeout | undefined;
  private outage: string | null = null;
  private interrupted = false;
  connected = false;
  /** Messages handed over. */
  sent = 0;
  /** Why publishing ended for good; null while it goes on. */
  ended: Ending | null = null;

  constructor(private readonly options: PublisherOptions) {
    this.address = withoutPassword(options.url);
    this.connect();
    this.waitAtMost();
  }

  get inFlight(): number {
    return this.open.size;
  }

  /** The first so many messages are acknowledged. */
  get acknowledged(): number {
    const [oldest] = this.open.keys();
    return oldest ?? this.sent;
  }

  send(topic: string, payload: Open['payload'], retain = false): void {
    const number = this.sent++;
    const message = { topic, payload, retain };
    this.open.set(number, message);
    if (this.connected) this.transmit(number, message);
  }

  /** Sends at once, or not at all where there is no connection: what the connection itself asks for. */
  tell(topic: string, payload: Buffer): void {
    if (this.connected) this.client!.publish(topic, payload, { qos: this.options.qos ?? 1 });
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

  /** Resolves once everything is acknowledged, publishing has ended, or the time is up. */
  async drained(withinMs: number): Promise<void> {
    let late = false;
    const expire = () => {
      late = true;
      this.wake();
    };
    const timer = Number.isFinite(withinMs) ? setTimeout(expire, withinMs) : undefined;
    while (this.inFlight > 0 && !this.ended && !late) await this.progress();
    clearTimeout(timer);
  }

  async close(): Promise<void> {
    clearTimeout(this.retry);
    clearTimeout(this.giveUp);
    const { client } = this;
    // A broker does not send the will of a client that takes its leave.
    if (this.connected && this.current) await client!.publishAsync(this.current.will.topic, this.current.will.payload, { qos: 1 });
    this.client = null;
    await client?.endAsync(!this.connected);
  }

  private connect(): void {
    const session = this.options.session?.() ?? null;
    this.current = session;
    const client = mqtt.connect(this.options.url, {
      clientId: this.options.clientId,
      clean: true,
      protocolVersion: 4,
      reconnectPeriod: 0,
      connectTimeout: CONNECT_TIMEOUT_MS,
      ...(session ? { will: { ...session.will, qos: 1, retain: false } } : {}),
    });
    this.client = client;
    client.on('connect', () => this.began());
    client.on('message', (topic, payload) => this.options.listen?.heard(topic, payload));
    client.on('error', (error) => this.failed(client, error));
    client.on('close', () => this.broke(client, 'the connection was closed'));
  }

  private transmit(number: number, { topic, payload, retain }: Open): void {
    const content = typeof payload === 'string' ? payload : payload();
    this.client!.publish(topic, content, { qos: this.options.qos ?? 1, retain }, (error) => {
      if (!error) this.acknowledge(number);
    });
  }

  private acknowledge(number: number): void {
    this.open.delete(number);
    if (this.waiting.length > 0 && (this.inFlight === 0 || this.inFlight <= WINDOW / 2)) this.wake();
  }

  private began(): void {
    clearTimeout(this.giveUp);
    this.giveUp = undefined;
    this.options.say(this.outage === null ? `connected to ${this.address}` : `connected again to ${this.address}, ${this.inFlight} messages are sent again`);
    this.outage = null;
    this.connected = true;
    // With QoS 0 each message under way listens for the connection to drain.
    this.client!.stream.setMaxListeners(WINDOW + 100);
    const { listen } = this.options;
    if (listen && listen.topics.length > 0) this.client!.subscribe(listen.topics, { qos: 1 });
    for (const { topic, payload } of this.current?.greetings() ?? []) this.tell(topic, payload);
    for (const [number, message] of this.open) this.transmit(number, message);
  }

  private failed(client: mqtt.MqttClient, error: Error & { code?: unknown }): void {
    // A broker that refuses us (bad password, not authorised) does so with a number; 3 is "server unavailable", and the rest the network's.
    if (typeof error.code === 'number' && error.code !== 3)
      this.end({ code: EXIT.failure, message: `${this.address} refused the connection: ${error.message}` });
    else this.broke(client, describe(error));
  }

  private broke(client: mqtt.MqttClient, reason: string): void {
    if (client !== this.client) return;
    this.client = null;
    this.connected = false;
    client.end(true);
    if (this.ended) return;
    if (this.outage === null) this.options.say(`no connection to ${this.address}: ${reason}; trying again every second`);
    this.outage = reason;
    this.retry = setTimeout(() => this.connect(), RECONNECT_MS);
    this.waitAtMost();
  }

  private waitAtMost(): void {
    const { retryForMs } = this.options;
    if (retryForMs === null || this.giveUp) return;
    const message = () => `${this.address} is out of reach for ${retryForMs / 1000} s: ${this.outage ?? 'no answer'}`;
    this.giveUp = setTimeout(() => this.end({ code: EXIT.unreachable, message: message() }), retryForMs);
  }

  private end(ending: Ending): void {
    this.ended ??= ending;
    this.wake();
  }

  /** Resolves at the next acknowledgement that makes room, or at the end. */
  private progress(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
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

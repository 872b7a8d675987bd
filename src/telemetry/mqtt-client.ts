import { Logger } from '@nestjs/common';
import type { IConnackPacket, ISubackPacket } from 'mqtt-packet';
import { intakeSentence } from '../contract/intake-sentence.js';
import type { Config } from '../config.js';
import type { Broker, BrokerStatus, Receive } from './broker.js';
import { MqttConnection } from './mqtt-connection.js';
import type { Publish } from './mqtt-reader.js';
import { readTlsFiles, type TlsFiles } from './security/tls-files.js';
import { tlsReason } from './security/tls-reason.js';
import type { Will } from './sparkplug-state.js';

export interface MqttSourceOptions {
  url: string;
  clientId: string;
  username?: string | undefined;
  password?: string | undefined;
  ca?: Buffer | undefined;
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
  /** Reads certificates and key anew for a connection: they are renewed now and then. Throws a sentence where they are not right. */
  readTls?: () => Pick<MqttSourceOptions, 'ca' | 'cert' | 'key'>;
  /** Topic filters to subscribe to. */
  filters: readonly string[];
  /** Whether each connection begins anew; where not, the broker keeps what we missed. */
  clean?: boolean;
  /** Asked before each connection for the will that it leaves with the broker, QoS 1 and retained. Sent as well before we disconnect. */
  will?: () => Will;
  /** Tells its packet ids from those of another session; '' where not given. */
  session?: string;
  /** Hears of each connection on which messages come. */
  onReady?: () => void;
  /** Hears that the broker has done what `unsubscribe` asked for. */
  onUnsubscribed?: () => void;
}

/** Messages received and not yet durable, on this connection and those before it. At so many the socket is not read. */
const WINDOW = 2_000;
const RECONNECT_MS = { first: 1_000, longest: 30_000 };
const RETRY_MS = 100; // with a message for which there was no room
const STOP_MS = 2_000;
const REFUSED = 128; // in a SUBACK

/** Settings of the user's broker as options. Throws a sentence where a file of them cannot be read. */
export function mqttSourceOptions(settings: Config['mqtt'] & { url: string }, filters: readonly string[]): MqttSourceOptions {
  const { url, clientId, username, password, caFile, certFile, keyFile } = settings;
  const files: TlsFiles = {
    ca: { setting: 'TWIN_MQTT_CA_FILE', file: caFile },
    cert: { setting: 'TWIN_MQTT_CERT_FILE', file: certFile },
    key: { setting: 'TWIN_MQTT_KEY_FILE', file: keyFile },
  };
  return { url, clientId, username, password, filters, ...readTlsFiles(files), readTls: () => readTlsFiles(files) };
}

/**
 * The user's broker, in one session, persistent unless asked otherwise (QoS 1, stable client id). MQTT 3.1.1, since in MQTT 5 a
 * session lives only as long as both sides agree on.
 *
 * A message is acknowledged once it is durable, on the connection that it came by or not at all: on another connection
 * its packet id may be another message's. Message after message is taken in meanwhile, up to a window of our own.
 */
export class MqttSource implements Broker {
  private readonly logger = new Logger('MqttSource');
  private readonly address: string;
  private connection: MqttConnection | null = null;
  private connected = false;
  private reconnectMs = RECONNECT_MS.first;
  private timer: NodeJS.Timeout | undefined;
  private uncommitted = 0;
  private stopping = false;
  private onStopped: () => void = () => undefined;
  private subscribed = false;
  private answered = false;
  private former: readonly string[] | null = null;
  private detail = intakeSentence('notYetConnected', {});

  constructor(
    private readonly options: MqttSourceOptions,
    private readonly receive: Receive,
  ) {
    const { protocol, host } = new URL(options.url);
    this.address = `${protocol}//${host}`;
  }

  /** Begins to connect, and goes on until `stop`. Resolves at once: a broker out of reach is no failure to start. */
  async start(): Promise<void> {
    this.connect();
  }

  status(): BrokerStatus {
    const connected = this.connected && this.detail === '';
    return {
      mode: 'external',
      address: this.address,
      connected,
      detail: connected ? intakeSentence('connectedAs', { id: this.options.clientId }) : this.detail,
    };
  }

  publish(topic: string, payload: Buffer, kept = false): void {
    if (!this.connected) return;
    if (kept) void this.connection!.publishKept({ topic, payload });
    else this.connection!.publish(topic, payload);
  }

  /** Takes filters of before out of the session, as soon as there is a connection. */
  unsubscribe(former: readonly string[]): void {
    this.former = former;
    if (this.connected && this.subscribed) this.dropFormer();
  }

  /** Whether it is connected and all that came by it is dealt with. */
  get idle(): boolean {
    return this.connected && this.uncommitted === 0 && !this.connection!.isHeldUp;
  }

  async stop(committed: () => Promise<void>): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const { connection } = this;
    if (connection === null) return;
    connection.readOn();
    await committed();
    const stopped = new Promise<void>((resolve) => (this.onStopped = resolve));
    if (!connection.open) return;
    const timer = setTimeout(() => connection.destroy(), STOP_MS);
    if (this.connected && connection.will) await connection.publishKept(connection.will);
    if (this.connected) connection.end();
    else connection.destroy();
    await stopped;
    clearTimeout(timer);
  }

  private connect(): void {
    const { filters: _filters, session: _session, onReady: _onReady, onUnsubscribed: _onUnsubscribed, readTls: _readTls, will, clean = false, ...identity } = this.options; // prettier-ignore
    this.answered = false;
    const connection: MqttConnection = new MqttConnection(
      { ...identity, ...this.renewed(), clean, will: will?.() },
      {
        connack: (packet) => this.onConnack(connection, packet),
        suback: (packet) => this.onSuback(packet),
        unsuback: () => this.onUnsuback(),
        publish: (publish) => this.takeIn(connection, publish),
        closed: (reason) => this.onClosed(reason),
      },
    );
    this.connection = connection;
  }

  private renewed(): Pick<MqttSourceOptions, 'ca' | 'cert' | 'key'> {
    try {
      return this.options.readTls?.() ?? {};
    } catch (error) {
      this.logger.error(`the certificates of before stay: ${(error as Error).message}`);
      return {};
    }
  }

  /** Whether the message is dealt with; false where it has to wait. */
  private takeIn(connection: MqttConnection, { topic, payload, dup, qos, messageId }: Publish): boolean {
    if (this.stopping) return true; // comes again with the next connection
    if (this.uncommitted >= WINDOW) return false;
    this.uncommitted += 1;
    const packet = qos === 1 ? { session: this.options.session ?? '', id: messageId } : undefined;
    const taken = this.receive({ topic, payload, dup, packet }, () => {
      this.uncommitted -= 1;
      if (qos === 1) connection.acknowledge(messageId);
      if (this.uncommitted < WINDOW / 2) this.connection?.readOn();
    });
    if (taken) return true;
    this.uncommitted -= 1;
    setTimeout(() => connection.readOn(), RETRY_MS).unref();
    return false;
  }

  private onConnack(connection: MqttConnection, { returnCode, sessionPresent }: IConnackPacket): void {
    this.answered = true;
    if (returnCode !== 0) {
      // A refusal waits for somebody to mend it; out of reach passes by itself.
      this.say('error', `${CONNACK_REFUSALS[returnCode ?? -1] ?? `the broker refuses us with code ${returnCode}`}; trying again`);
      return connection.destroy();
    }
    this.connected = true;
    this.reconnectMs = RECONNECT_MS.first;
    const { filters } = this.options;
    if (filters.length === 0) this.subscribed = true;
    if ((sessionPresent && this.subscribed) || filters.length === 0) this.ready();
    else connection.subscribe(filters);
  }

  private onSuback({ granted }: ISubackPacket): void {
    const refused = this.options.filters.filter((_, i) => granted[i] === undefined || granted[i] === REFUSED || granted[i] !== 1);
    this.subscribed = refused.length === 0;
    if (this.subscribed) this.ready();
    else this.say('error', `the broker does not let us subscribe to ${refused.join(', ')} at QoS 1`);
  }

  private onClosed(reason: Error | null): void {
    const lost = this.connected;
    this.connected = false;
    this.onStopped();
    if (this.stopping) return;
    const known = reason && tlsReason(reason, this.options.cert !== undefined);
    const hungUp = reason === null || (reason as NodeJS.ErrnoException).code === 'ECONNRESET';
    if (known) this.say('warn', `${known}; trying again`);
    else if (hungUp && !this.answered) this.say('warn', `the broker closed the connection before it answered${this.hint()}; trying again`);
    else if (reason !== null) this.say('warn', `${reasonOf(reason)}; trying again`);
    else if (lost && this.detail === '') this.say('warn', intakeSentence('connectionLost', {}));
    this.timer = setTimeout(() => this.connect(), this.reconnectMs);
    this.reconnectMs = Math.min(this.reconnectMs * 2, RECONNECT_MS.longest);
  }

  private hint(): string {
    return ` (TWIN_MQTT_URL: ${this.options.url.startsWith('mqtts:') ? 'mqtts:// needs a port with TLS' : 'mqtts:// where it asks for TLS'})`;
  }

  private ready(): void {
    this.say('log', '');
    if (this.former !== null) this.dropFormer();
    this.options.onReady?.();
  }

  private dropFormer(): void {
    if (this.former!.length > 0) this.connection!.unsubscribe(this.former!);
    else this.onUnsuback();
  }

  private onUnsuback(): void {
    this.former = null;
    this.options.onUnsubscribed?.();
  }

  /** An empty detail is a good connection. Said once, however often it happens. */
  private say(level: 'log' | 'warn' | 'error', detail: string): void {
    if (detail === this.detail || this.stopping) return;
    this.detail = detail;
    this.logger[level](`${this.address}: ${detail === '' ? `connected as ${this.options.clientId}` : detail}`);
  }
}

const CONNACK_REFUSALS: Readonly<Record<number, string>> = {
  1: 'the broker refuses MQTT 3.1.1',
  2: 'the broker refuses the client id (TWIN_MQTT_CLIENT_ID)',
  3: 'the broker is not available',
  4: 'the broker refuses the user name or password (TWIN_MQTT_USERNAME, TWIN_MQTT_PASSWORD)',
  5: 'the broker does not authorize us (TWIN_MQTT_USERNAME, TWIN_MQTT_PASSWORD)',
};

function reasonOf(error: Error): string {
  const { code } = error as { code?: string };
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return error.message || String(code ?? error);
}

import { readFileSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import mqtt, { type IClientOptions, type IConnackPacket, type IPublishPacket, type ISubscriptionGrant, type MqttClient, type Packet } from 'mqtt';
import type { Config } from '../config.js';
import type { Broker, BrokerStatus, Receive } from './broker.js';
import type { Will } from './sparkplug-state.js';

export interface MqttSourceOptions {
  url: string;
  clientId: string;
  username?: string | undefined;
  password?: string | undefined;
  ca?: Buffer | undefined;
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
  /** Topic filters to subscribe to. */
  filters: readonly string[];
  /** Whether each connection begins anew; where not, the broker keeps what we missed. */
  clean?: boolean;
  /** Asked before each connection for the will that it leaves with the broker, QoS 1 and retained. Sent as well before we disconnect. */
  will?: () => Will;
  /** Hears of each connection on which messages come. */
  onReady?: () => void;
}

/** Private to mqtt.js 5.16. test/telemetry/mqtt-client.test.ts and test/stack/mosquitto.test.ts fail where it behaves otherwise. */
type SendPacket = (packet: Packet, sent?: () => void, ...rest: unknown[]) => void;

/** Messages received and not yet durable, on this connection and those before it. At so many the socket is not read. */
const WINDOW = 2_000;
const RECONNECT_MS = { first: 1_000, longest: 30_000 };
const STOP_MS = 2_000;

/** Settings of the user's broker as options. Throws a sentence where a file of them cannot be read. */
export function mqttSourceOptions(settings: Config['mqtt'] & { url: string }, filters: readonly string[]): MqttSourceOptions {
  const read = (setting: string, file: string | undefined) => {
    if (file === undefined) return undefined;
    try {
      return readFileSync(file);
    } catch (error) {
      throw new Error(`${setting}: cannot read ${file}: ${(error as Error).message}`, { cause: error });
    }
  };
  const { url, clientId, username, password } = settings;
  return {
    url, clientId, username, password, filters,
    ca: read('TWIN_MQTT_CA_FILE', settings.caFile), cert: read('TWIN_MQTT_CERT_FILE', settings.certFile), key: read('TWIN_MQTT_KEY_FILE', settings.keyFile),
  }; // prettier-ignore
}

/**
 * The user's broker, in one session, persistent unless asked otherwise (QoS 1, stable client id). MQTT 3.1.1, since in MQTT 5 a
 * session lives only as long as both sides agree on.
 *
 * A message is acknowledged once it is durable. mqtt.js takes the next packet only after the acknowledgement of the
 * one before, which a commit must not hold up; so the PUBACK that mqtt.js sends by itself is held back where it is
 * sent (the private `_sendPacket`), and ours is sent after the commit, on the connection that the message came by or
 * not at all: on another connection its packet id may be another message's.
 */
export class MqttSource implements Broker {
  private readonly logger = new Logger('MqttSource');
  private readonly address: string;
  private client: MqttClient | null = null;
  private uncommitted = 0;
  private held: (() => void)[] = [];
  /** Ids of messages that the broker shall keep, on this connection. */
  private readonly kept = new Set<number>();
  private stopping = false;
  private subscribed = false;
  private detail = 'not yet connected';

  constructor(
    private readonly options: MqttSourceOptions,
    private readonly receive: Receive,
  ) {
    const { protocol, host } = new URL(options.url);
    this.address = `${protocol}//${host}`;
  }

  /** Begins to connect, and goes on until `stop`. Resolves at once: a broker out of reach is no failure to start. */
  async start(): Promise<void> {
    const { url, filters: _filters, onReady: _onReady, will: _will, clean = false, ...identity } = this.options;
    const options: IClientOptions = {
      ...identity,
      clean,
      protocolVersion: 4,
      keepalive: 30,
      connectTimeout: 10_000,
      reconnectPeriod: RECONNECT_MS.first,
      reconnectOnConnackError: true,
      resubscribe: false,
      ...this.willOf(),
    };
    const client = mqtt.connect(url, options);
    this.client = client;
    this.deferAcknowledgements(client);
    client.on('connect', (packet) => this.onConnect(client, packet));
    client.on('reconnect', () => {
      Object.assign(client.options, this.willOf());
      client.options.reconnectPeriod = Math.min((client.options.reconnectPeriod ?? RECONNECT_MS.first) * 2, RECONNECT_MS.longest);
    });
    client.on('close', () => {
      this.forgetKept(client);
      if (this.detail === '') this.say('warn', 'the connection was lost; connecting again');
    });
    // Out of reach passes by itself; a refusal waits for somebody to mend it.
    client.on('error', (error) => this.say(isRefusal(error) ? 'error' : 'warn', `${reasonOf(error)}; trying again`));
  }

  status(): BrokerStatus {
    const connected = this.client?.connected === true && this.detail === '';
    return { mode: 'external', address: this.address, connected, detail: connected ? `connected as ${this.options.clientId}` : this.detail };
  }

  publish(topic: string, payload: Buffer, kept = false): void {
    const { client } = this;
    if (!client?.connected) return;
    if (kept) void this.publishKept(client, topic, payload);
    else client.publish(topic, payload, { qos: 0 });
  }

  async stop(committed: () => Promise<void>): Promise<void> {
    const { client } = this;
    this.stopping = true;
    this.letIn();
    if (!client) return;
    await committed();
    const { will } = client.options;
    if (will && client.connected) await inTime(this.publishKept(client, will.topic, will.payload as Buffer));
    this.forgetKept(client);
    await inTime(client.endAsync(!client.connected));
    client.stream.destroy();
  }

  /** Resolves when the broker has it, or when the connection is lost: on the next one it would be old news. */
  private publishKept(client: MqttClient, topic: string, payload: Buffer): Promise<void> {
    return new Promise((resolve) => {
      let id = 0;
      client.publish(topic, payload, { qos: 1, retain: true }, () => {
        this.kept.delete(id);
        resolve();
      });
      id = client.getLastMessageId();
      this.kept.add(id);
    });
  }

  /** mqtt.js would send on the next connection what was not acknowledged on this one. */
  private forgetKept(client: MqttClient): void {
    for (const id of this.kept) client.removeOutgoingMessage(id);
  }

  private willOf(): Pick<IClientOptions, 'will'> {
    return this.options.will ? { will: { ...this.options.will(), qos: 1, retain: true } } : {};
  }

  private deferAcknowledgements(client: MqttClient): void {
    const send = (client['_sendPacket'] as SendPacket).bind(client);
    const sendOthers: SendPacket = (packet, sent, ...rest) => {
      if (packet.cmd === 'puback') sent?.();
      else send(packet, sent, ...rest);
    };
    client['_sendPacket'] = sendOthers;
    client.handleMessage = (packet, next) => {
      if (!this.stopping) this.takeIn(client, packet, (messageId) => send({ cmd: 'puback', messageId }));
      this.hold(() => next());
    };
  }

  private takeIn(client: MqttClient, packet: IPublishPacket, acknowledge: (messageId: number) => void): void {
    const connection = client.stream;
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    this.uncommitted += 1;
    const taken = this.receive({ topic: packet.topic, payload, dup: packet.dup, qos: packet.qos }, () => {
      this.uncommitted -= 1;
      if (packet.qos === 1 && client.connected && client.stream === connection) acknowledge(packet.messageId!);
      if (this.uncommitted < WINDOW / 2) this.letIn();
    });
    if (!taken) this.uncommitted -= 1; // comes again with the next connection
  }

  /** Lets mqtt.js go on to the next packet, or has it wait, and with it the socket. */
  private hold(next: () => void): void {
    if (this.uncommitted < WINDOW || this.stopping) next();
    else this.held.push(next);
  }

  private letIn(): void {
    const held = this.held;
    this.held = [];
    for (const next of held) next();
  }

  private onConnect(client: MqttClient, { sessionPresent }: IConnackPacket): void {
    client.options.reconnectPeriod = RECONNECT_MS.first;
    if ('setNoDelay' in client.stream) (client.stream as unknown as { setNoDelay(on: boolean): void }).setNoDelay(true);
    if (sessionPresent && this.subscribed) this.ready();
    else client.subscribe([...this.options.filters], { qos: 1 }, (error, granted) => client.connected && this.onSubscribed(error, granted));
  }

  private onSubscribed(error: Error | null, granted: ISubscriptionGrant[] = []): void {
    const refused = granted.filter(({ qos }) => qos !== 1).map(({ topic }) => topic);
    this.subscribed = !error && refused.length === 0;
    if (this.subscribed) this.ready();
    else
      this.say(
        'error',
        `the broker does not let us subscribe to ${refused.length > 0 ? refused.join(', ') : this.options.filters.join(', ')} at QoS 1${error ? `: ${error.message}` : ''}`,
      );
  }

  private ready(): void {
    this.say('log', '');
    this.options.onReady?.();
  }

  /** An empty detail is a good connection. Said once, however often it happens. */
  private say(level: 'log' | 'warn' | 'error', detail: string): void {
    if (detail === this.detail || this.stopping) return;
    this.detail = detail;
    this.logger[level](`${this.address}: ${detail === '' ? `connected as ${this.options.clientId}` : detail}`);
  }
}

/** Waits no longer than the end of a service may take. */
async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_MS)))]);
  clearTimeout(timer);
}

const CONNACK_REFUSALS: Readonly<Record<number, string>> = {
  1: 'the broker refuses MQTT 3.1.1',
  2: 'the broker refuses the client id (TWIN_MQTT_CLIENT_ID)',
  3: 'the broker is not available',
  4: 'the broker refuses the user name or password (TWIN_MQTT_USERNAME, TWIN_MQTT_PASSWORD)',
  5: 'the broker does not authorize us (TWIN_MQTT_USERNAME, TWIN_MQTT_PASSWORD)',
};

const isRefusal = (error: Error): boolean => typeof (error as { code?: number | string }).code === 'number';

function reasonOf(error: Error): string {
  const { code } = error as { code?: number | string };
  if (typeof code === 'number') return CONNACK_REFUSALS[code] ?? error.message;
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return error.message || String(code ?? error);
}

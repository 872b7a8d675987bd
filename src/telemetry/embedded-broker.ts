import { isIP, type AddressInfo } from 'node:net';
import { Logger } from '@nestjs/common';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import { intakeSentence } from '../contract/intake-sentence.js';
import { isLoopback } from '../auth/loopback.js';
import type { Broker, BrokerStatus, Receive } from './broker.js';
import { refuse, type Refusal } from './decoders/refusal.js';
import { boundMemory } from './security/aedes-memory.js';
import { Clients, idOf, shown, socketOf } from './security/clients.js';
import { Connections, type ListenOptions } from './security/connections.js';
import type { Gatekeeper } from './security/gatekeeper.js';
import type { GuardCounts } from './security/guard-counts.js';
import { Turns } from './security/turns.js';

export interface EmbeddedBrokerOptions extends Omit<ListenOptions, 'packets'> {
  /** A longer message is not handed on, and of it only the begin is read. */
  payloadBytes: number;
  /** Messages of one client in a second. */
  maxRatePerS: number;
}

/** What is acknowledged and goes to nobody is moved to this topic, to which nobody can subscribe. */
const NOWHERE = '$pharmatwin/refused';
const NOTHING = Buffer.alloc(0);
/**
 * The broker for those who have none: aedes. aedes acknowledges a publisher when `authorizePublish` has answered, so that is where a message is
 * taken in: the PUBACK (QoS 1) or PUBREC (QoS 2) goes out after the journal's commit, and only then do other subscribers get the message. aedes
 * works on all packets of a socket's chunk at once, so they are committed together. It reads no further chunk meanwhile, so a client that has to
 * wait is not read.
 */
export class EmbeddedBroker implements Broker {
  private readonly logger = new Logger('EmbeddedBroker');
  private readonly clients: Clients;
  private aedes: Aedes | null = null;
  private connections: Connections | null = null;
  private readonly turns = new WeakMap<object, { bound: Turns; refused: Turns }>();
  private stopping = false;

  /** Port 0 takes a free one. `concerns`: which topics are taken in; others only go from client to client. */
  constructor(
    private readonly options: EmbeddedBrokerOptions,
    private readonly receive: Receive,
    private readonly concerns: (topic: string) => boolean,
    private readonly gate: Gatekeeper,
    private readonly counts: GuardCounts,
  ) {
    this.clients = new Clients(gate, counts, options.maxRatePerS, () => (this.aedes as unknown as { clients: Record<string, Client> } | null)?.clients ?? {});
  }

  async start(): Promise<void> {
    await this.gate.load();
    this.refuseToBeOpen();
    const aedes = await Aedes.createBroker({ connectTimeout: 10_000, drainTimeout: 2_000, maxInflightInbound: 1000 });
    this.guard(aedes);
    const limits = { ...this.options, packets: packetLimits(this.options) };
    try {
      this.connections = new Connections(limits, this.counts, (socket) => aedes.handle(socket), () => void this.clients.sweep()); // prettier-ignore
      this.aedes = aedes;
      await this.connections.listen();
    } catch (error) {
      aedes.close();
      this.aedes = null;
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new Error(this.portTaken()) : error;
    }
    this.logger.log(`the embedded broker listens on ${this.status().address}${this.gate.open ? ', to this machine alone and without names' : ''}`);
  }

  /** Where it listens; null while it does not. */
  address(): AddressInfo | null {
    return this.connections?.address() ?? null;
  }

  status(): BrokerStatus {
    const port = this.address()?.port;
    const { host, tls } = this.options;
    const listening = port !== undefined && !this.stopping;
    const clients = this.aedes?.connectedClients ?? 0;
    const refused = this.counts.refused['not-bound'];
    const heard = refused > 0 ? intakeSentence('clientsRefused', { n: clients, refused }) : intakeSentence('clients', { n: clients });
    const detail = listening ? heard : intakeSentence('notListening', {});
    const name = isIP(host) === 6 ? `[${host}]` : host;
    return { mode: 'embedded', address: `${tls === null ? 'mqtt' : 'mqtts'}://${name}:${port ?? this.options.port}`, connected: listening, detail };
  }

  publish(topic: string, payload: Buffer, kept = false): void {
    this.aedes?.publish({ cmd: 'publish', topic, payload, qos: kept ? 1 : 0, retain: kept, dup: false }, (error) => {
      if (error) this.logger.warn(`${topic} could not be sent: ${error.message}`);
    });
  }

  /** Hears of each message of a client once it has gone to its subscribers. */
  onPublished(hear: (topic: string, payload: Buffer) => void): void {
    this.aedes?.on('publish', ({ topic, payload }, client) => {
      if (client !== null && topic !== NOWHERE) hear(topic, Buffer.from(payload));
    });
  }

  async stop(committed: () => Promise<void>): Promise<void> {
    this.stopping = true;
    const { aedes, connections } = this;
    if (!aedes || !connections) return;
    const closed = connections.close();
    await committed();
    await new Promise<void>((resolve) => setImmediate(resolve)); // aedes writes acknowledgements in the turn after
    await new Promise<void>((resolve) => aedes.close(resolve));
    connections.dropStrangers();
    await closed;
  }

  private guard(aedes: Aedes): void {
    const { clients } = this;
    boundMemory(aedes, () => clients.refused('retained', 'a message is not retained: the embedded broker keeps as many as it may'));
    aedes.preConnect = (_client, packet, callback) => {
      packet.clean = true; // a session that waits for its client would cost memory for good
      callback(null, true);
    };
    aedes.authenticate = (client, username, password, callback) => {
      const { connections } = this;
      const socket = socketOf(client);
      clients.admit(client, connections!.peerOf(socket), username, password, () => connections!.known(socket), callback);
    };
    aedes.authorizePublish = (client, packet, callback) => this.takeIn(client, packet, callback);
    aedes.authorizeSubscribe = (client, subscription, callback) => callback(null, clients.subscribes(client, subscription) ? subscription : null);
    aedes.authorizeForward = (client, packet) => (clients.takesItsMessages(client) ? packet : null);
    aedes.on('clientError', (client, error) => this.failed(idOf(client), error));
    aedes.on('connectionError', (_client, error) => this.failed('connection', error));
  }

  private takeIn(client: Client | null, packet: PublishPacket, callback: (error?: Error) => void): void {
    if (packet.topic.startsWith('$')) return callback(new Error('topics that begin with $ are the broker’s own'));
    if (this.stopping) return callback(new Error('the broker is stopping'));
    if (client && !this.clients.takesItsAnswers(client)) return callback(new Error('does not take its acknowledgements'));
    const { bound, waitMs, who } = this.clients.publishes(client, packet.topic);
    const goOn = () => (bound ? this.deliver(client, packet, callback) : this.refusePublication(client, packet, who, callback));
    this.turnsOf(client ?? this, bound).take(waitMs, goOn);
  }

  /** What a client may not publish has a pace of its own, so it does not hold up the rest. */
  private turnsOf(client: object, bound: boolean): Turns {
    const its = this.turns.get(client) ?? { bound: new Turns(() => performance.now()), refused: new Turns(() => performance.now()) };
    this.turns.set(client, its);
    return bound ? its.bound : its.refused;
  }

  private deliver(client: Client | null, packet: PublishPacket, callback: (error?: Error) => void): void {
    const payload = payloadOf(packet);
    const { topic } = packet;
    const whole = payload.length <= this.options.payloadBytes;
    if (whole && !this.concerns(topic)) return callback();
    if (!whole) goNowhere(packet); // others would take its begin for the whole
    this.handOver(client, topic, payload, packet, undefined, callback);
  }

  /** Is recorded, and acknowledged: else its sender would send it again for ever. */
  private refusePublication(client: Client | null, packet: PublishPacket, who: string, callback: (error?: Error) => void): void {
    const payload = payloadOf(packet);
    const { topic } = packet;
    this.clients.refused('not-bound', `${who} published to ${shown(topic)}, which it is not bound to`);
    const reason = payload.length <= this.options.payloadBytes ? 'not-bound' : 'too-large';
    goNowhere(packet);
    this.handOver(client, topic, payload, packet, refuse(reason, `${who} may not publish here`), callback);
  }

  private handOver(
    client: Client | null,
    topic: string,
    payload: Buffer,
    { qos, dup, messageId }: PublishPacket & { messageId?: number },
    refused: Refusal | undefined,
    callback: (error?: Error) => void,
  ): void {
    if (this.stopping) return callback(new Error('the broker is stopping'));
    const from = client && messageId !== undefined && qos > 0 ? { session: client.id, id: messageId } : undefined;
    if (this.receive({ topic, payload, dup, packet: from, ...(refused && { refused }) }, () => callback())) return;
    this.logger.warn(`${idOf(client)} is disconnected: more was received than can be committed`);
    callback(new Error('more was received than can be committed'));
  }

  private failed(who: string, error: Error): void {
    if (who === 'connection' && (error as NodeJS.ErrnoException).code === undefined) this.counts.refused['not-mqtt'] += 1;
    this.logger.debug(`${who}: ${error.message}`);
  }

  private refuseToBeOpen(): void {
    const { host, tls } = this.options;
    if (isLoopback(host)) return;
    if (tls === null)
      throw new Error(
        `the embedded MQTT broker listens on ${host} only with TLS: set TWIN_MQTT_EMBEDDED_CERT_FILE and TWIN_MQTT_EMBEDDED_KEY_FILE, or TWIN_MQTT_EMBEDDED_HOST to 127.0.0.1`,
      );
    if (this.gate.userless) throw new Error(`the embedded MQTT broker listens on ${host} only with users: make one with twin broker user add`);
  }

  private portTaken(): string {
    return `port ${this.options.port} of the embedded MQTT broker is taken: set TWIN_MQTT_EMBEDDED_PORT to a free one, or TWIN_MQTT_URL to the broker that is there`;
  }
}

/** What is cut has a payload that is too long, whatever the length of its topic. */
const packetLimits = ({ payloadBytes }: EmbeddedBrokerOptions) => ({ publishBytes: 2 + 65_535 + 2 + payloadBytes + 1, otherBytes: 256 * 1024 });

function goNowhere(packet: PublishPacket): void {
  packet.topic = NOWHERE;
  packet.payload = NOTHING;
  packet.retain = false;
}

const payloadOf = ({ payload }: PublishPacket): Buffer => (Buffer.isBuffer(payload) ? payload : Buffer.from(payload));

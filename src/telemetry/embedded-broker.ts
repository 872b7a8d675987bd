import { isIP, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import { Aedes, type AuthenticateError, type Client, type PublishPacket, type Subscription } from 'aedes';
import { isLoopback } from '../auth/loopback.js';
import type { Broker, BrokerStatus, Receive } from './broker.js';
import { refuse, type Refusal } from './decoders/refusal.js';
import { boundMemory } from './security/aedes-memory.js';
import { Connections, type ListenOptions } from './security/connections.js';
import type { GatedSocket } from './security/gated-socket.js';
import type { Entered, Gatekeeper } from './security/gatekeeper.js';
import type { GuardCounts, RefusalKind } from './security/guard-counts.js';
import { Pace, Paces } from './security/pace.js';

export interface EmbeddedBrokerOptions extends Omit<ListenOptions, 'packets'> {
  /** A longer message is not handed on, and of it only the begin is read. */
  payloadBytes: number;
  /** Messages of one client in a second. */
  maxRatePerS: number;
}

/** Of what a client may not publish so many a second are recorded, and it waits with the rest. */
const REFUSED_PER_S = 20;
const MAX_SUBSCRIPTIONS = 100; // of one client
const MAX_UNSENT_BYTES = { subscriber: 8 * 1024 * 1024, publisher: 256 * 1024 };
/** What is acknowledged and goes to nobody is moved to this topic, to which nobody can subscribe. */
const NOWHERE = '$pharmatwin/refused';
const NOTHING = Buffer.alloc(0);
const REFUSED_CREDENTIALS = 4;
const REFUSED_ID = 2;

/** Who a client is: its name (null of none), and by what its pace is kept. */
interface Admitted extends Entered {
  source: string;
}

/**
 * The broker for those who have none: aedes. aedes acknowledges a publisher when `authorizePublish` has answered, so that is where a message is
 * taken in: the PUBACK (QoS 1) or PUBREC (QoS 2) goes out after the journal's commit, and only then do other subscribers get the message. aedes
 * works on all packets of a socket's chunk at once, so they are committed together. It reads no further chunk meanwhile, so a client that has to
 * wait is not read.
 */
export class EmbeddedBroker implements Broker {
  private readonly logger = new Logger('EmbeddedBroker');
  private readonly admitted = new WeakMap<Client, Admitted>();
  private readonly paces: Paces;
  private readonly refusals = new Paces(REFUSED_PER_S, REFUSED_PER_S);
  private readonly logs = new Pace(1, 20);
  private aedes: Aedes | null = null;
  private connections: Connections | null = null;
  private stopping = false;

  /** Port 0 takes a free one. `concerns`: which topics are taken in; others only go from client to client. */
  constructor(
    private readonly options: EmbeddedBrokerOptions,
    private readonly receive: Receive,
    private readonly concerns: (topic: string) => boolean,
    private readonly gate: Gatekeeper,
    readonly counts: GuardCounts,
  ) {
    this.paces = new Paces(options.maxRatePerS, 2 * options.maxRatePerS);
  }

  async start(): Promise<void> {
    await this.gate.load();
    this.refuseToBeOpen();
    const aedes = await Aedes.createBroker({ connectTimeout: 10_000, drainTimeout: 2_000, maxInflightInbound: 1000 });
    boundMemory(aedes, () => this.refused('retained', 'a message is not retained: the embedded broker keeps as many as it may'));
    aedes.preConnect = (_client, packet, callback) => {
      packet.clean = true; // a session that waits for its client would cost memory for good
      callback(null, true);
    };
    aedes.authenticate = (client, username, password, callback) => this.admit(client, username, password, callback);
    aedes.authorizePublish = (client, packet, callback) => this.takeIn(client, packet, callback);
    aedes.authorizeSubscribe = (client, subscription, callback) => callback(null, this.subscribes(client, subscription) ? subscription : null);
    aedes.authorizeForward = (client, packet) => (this.takesItsMessages(client) ? packet : null);
    aedes.on('clientError', (client, error) => this.failed(`client ${client.id}`, error));
    aedes.on('connectionError', (_client, error) => this.failed('connection', error));
    try {
      this.connections = new Connections({ ...this.options, packets: limitsOf(this.options) }, this.counts, (socket) => aedes.handle(socket as Duplex), () => void this.sweep()); // prettier-ignore
      await this.connections.listen();
    } catch (error) {
      aedes.close();
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new Error(this.portTaken()) : error;
    }
    this.aedes = aedes;
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
    const detail = listening
      ? `${clients} ${clients === 1 ? 'client is' : 'clients are'} connected${refused > 0 ? `; ${refused} ${refused === 1 ? 'message was' : 'messages were'} refused since their senders are bound elsewhere` : ''}`
      : 'not listening';
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

  private admit(
    client: Client,
    username: string | undefined,
    password: Buffer | undefined,
    callback: (error: AuthenticateError | null, ok: boolean | null) => void,
  ): void {
    const socket = socketOf(client);
    const peer = this.connections!.peerOf(socket);
    const letIn = async (): Promise<number | null> => {
      const admission = await this.gate.admit(peer, { username, password: password?.toString('utf8') }, performance.now());
      if (!admission.ok) {
        this.refused('credentials', `${peer.address}: ${admission.detail}`);
        return REFUSED_CREDENTIALS;
      }
      const other = this.clientOf(client.id);
      if (other && this.admitted.get(other)?.name !== admission.name) {
        this.refused('credentials', `${peer.address}: user ${admission.name ?? 'without name'} has the client id of another user who is connected`);
        return REFUSED_ID;
      }
      const { name, proof } = admission;
      this.admitted.set(client, { name, proof, source: name ?? client.id });
      this.connections!.known(socket);
      return null;
    };
    letIn().then(
      (refusal) => callback(refusal === null ? null : Object.assign(new Error('not admitted'), { returnCode: refusal }), refusal === null),
      (error: unknown) => {
        this.logger.error(`a client cannot be admitted: ${(error as Error).message}`);
        callback(Object.assign(new Error('not admitted'), { returnCode: 3 }), false);
      },
    );
  }

  private takeIn(client: Client | null, packet: PublishPacket, callback: (error?: Error) => void): void {
    const { name, source } = (client && this.admitted.get(client)) ?? { name: null, source: '' };
    if (packet.topic.startsWith('$')) return callback(new Error('topics that begin with $ are the broker’s own'));
    if (this.stopping) return callback(new Error('the broker is stopping'));
    if (client && !this.takesItsAnswers(client)) return callback(new Error('does not take its acknowledgements'));
    const bound = this.gate.mayPublish(name, packet.topic);
    const pace = (bound ? this.paces : this.refusals).of(source);
    const waitMs = pace.wait(performance.now());
    const goOn = () => (bound ? this.deliver(client, packet, callback) : this.refusePublication(client, packet, name, callback));
    if (waitMs === 0) return goOn();
    this.counts.heldBack += 1;
    setTimeout(goOn, waitMs);
  }

  private deliver(client: Client | null, packet: PublishPacket, callback: (error?: Error) => void): void {
    const payload = payloadOf(packet);
    const { topic } = packet;
    const whole = payload.length <= this.options.payloadBytes;
    if (!whole) this.goNowhere(packet); // others would take its begin for the whole
    if (!this.concerns(topic)) return callback();
    this.handOver(client, topic, payload, packet, undefined, callback);
  }

  /** Is recorded, and acknowledged: else its sender would send it again for ever. */
  private refusePublication(client: Client | null, packet: PublishPacket, name: string | null, callback: (error?: Error) => void): void {
    const payload = payloadOf(packet);
    const { topic } = packet;
    const who = name === null ? 'a client without a name' : `user ${name}`;
    this.refused('not-bound', `${who} published to ${JSON.stringify(topic.slice(0, 200))}, which it is not bound to`);
    this.goNowhere(packet);
    this.handOver(
      client,
      topic,
      payload,
      packet,
      refuse(payload.length <= this.options.payloadBytes ? 'not-bound' : 'too-large', `${who} may not publish here`),
      callback,
    );
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
    this.logger.warn(`client ${client?.id ?? 'unknown'} is disconnected: more was received than can be committed`);
    callback(new Error('more was received than can be committed'));
  }

  private goNowhere(packet: PublishPacket): void {
    packet.topic = NOWHERE;
    packet.payload = NOTHING;
    packet.retain = false;
  }

  private subscribes(client: Client, { topic }: Subscription): boolean {
    const { name } = this.admitted.get(client) ?? { name: null };
    if (subscriptionsOf(client) < MAX_SUBSCRIPTIONS && this.gate.maySubscribe(name, topic)) return true;
    this.refused('subscription', `${name === null ? `client ${client.id}` : `user ${name}`} may not subscribe to ${JSON.stringify(topic.slice(0, 200))}`);
    return false;
  }

  private takesItsAnswers(client: Client): boolean {
    if (socketOf(client).writableLength <= MAX_UNSENT_BYTES.publisher || subscriptionsOf(client) > 0) return true;
    this.refused('slow', `client ${client.id} is disconnected: it does not take its acknowledgements`);
    return false;
  }

  /** Whoever does not take what is sent to it is disconnected before others have to wait for it. */
  private takesItsMessages(client: Client): boolean {
    const socket = socketOf(client);
    if (socket.writableLength <= MAX_UNSENT_BYTES.subscriber) return true;
    if (!socket.destroyed) {
      this.refused('slow', `client ${client.id} is disconnected: it does not take what is sent to it`);
      socket.destroy(new Error('does not take what is sent to it'));
    }
    return false;
  }

  /** Once its users have changed: those who may not be in any more are disconnected. */
  private async sweep(): Promise<void> {
    if (!(await this.gate.refresh())) return;
    for (const client of this.clients()) {
      const admitted = this.admitted.get(client);
      if (!admitted || this.gate.knows(admitted)) continue;
      this.logger.log(`client ${client.id} is disconnected: the users of the broker have changed`);
      client.close();
    }
  }

  private clients(): Client[] {
    return Object.values((this.aedes as unknown as { clients: Record<string, Client> } | null)?.clients ?? {});
  }

  private clientOf(id: string): Client | undefined {
    return (this.aedes as unknown as { clients: Record<string, Client> }).clients[id];
  }

  /** Logged, but not so often that the log is flooded. */
  private refused(kind: RefusalKind, detail: string): void {
    this.counts.refused[kind] += 1;
    const nowMs = performance.now();
    if (!this.logs.isFree(nowMs)) return;
    this.logs.wait(nowMs);
    this.logger.warn(detail);
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

const subscriptionsOf = (client: Client): number => Object.keys((client as unknown as { subscriptions: object }).subscriptions).length;

/** What is cut has a payload that is too long, whatever the length of its topic. */
const limitsOf = ({ payloadBytes }: EmbeddedBrokerOptions) => ({ publishBytes: 2 + 65_535 + 2 + payloadBytes + 1, otherBytes: 256 * 1024 });

const socketOf = (client: Client): GatedSocket => client.conn as Duplex as GatedSocket;
const payloadOf = ({ payload }: PublishPacket): Buffer => (Buffer.isBuffer(payload) ? payload : Buffer.from(payload));

import { createServer, type AddressInfo, type Server } from 'node:net';
import { Logger } from '@nestjs/common';
import { Aedes, type Client, type PublishPacket } from 'aedes';
import type { Broker, BrokerStatus, Receive } from './broker.js';

const LOOPBACK = '127.0.0.1';

/**
 * The broker for those who have none: aedes on loopback. aedes acknowledges a publisher when `authorizePublish` has
 * answered, so that is where a message is taken in: the PUBACK (QoS 1) or PUBREC (QoS 2) goes out after the journal's
 * commit, and only then do other subscribers get the message. aedes works on all packets of a socket's chunk at once,
 * so they are committed together.
 */
export class EmbeddedBroker implements Broker {
  private readonly logger = new Logger('EmbeddedBroker');
  private aedes: Aedes | null = null;
  private server: Server | null = null;
  private stopping = false;

  /** Port 0 takes a free one. `concerns`: which topics are taken in; others only go from client to client. */
  constructor(
    private readonly port: number,
    private readonly receive: Receive,
    private readonly concerns: (topic: string) => boolean,
  ) {}

  async start(): Promise<void> {
    const aedes = await Aedes.createBroker();
    aedes.authorizePublish = (client, packet, callback) => this.takeIn(client, packet, callback);
    aedes.on('clientError', (client, error) => this.logger.debug(`client ${client.id}: ${error.message}`));
    aedes.on('connectionError', (_client, error) => this.logger.debug(`connection: ${error.message}`));
    const server = createServer({ noDelay: true }, (socket) => aedes.handle(socket));
    try {
      await listening(server, this.port);
    } catch (error) {
      aedes.close();
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new Error(this.portTaken()) : error;
    }
    this.aedes = aedes;
    this.server = server;
    this.logger.log(`the embedded broker listens on ${this.status().address}`);
  }

  /** Where it listens; null while it does not. */
  address(): AddressInfo | null {
    return (this.server?.address() as AddressInfo | null | undefined) ?? null;
  }

  status(): BrokerStatus {
    const port = this.address()?.port;
    const listening = port !== undefined && !this.stopping;
    const clients = this.aedes?.connectedClients ?? 0;
    const detail = listening ? `${clients} ${clients === 1 ? 'client is' : 'clients are'} connected` : 'not listening';
    return { mode: 'embedded', address: `mqtt://${LOOPBACK}:${port ?? this.port}`, connected: listening, detail };
  }

  publish(topic: string, payload: Buffer, kept = false): void {
    this.aedes?.publish({ cmd: 'publish', topic, payload, qos: kept ? 1 : 0, retain: kept, dup: false }, (error) => {
      if (error) this.logger.warn(`${topic} could not be sent: ${error.message}`);
    });
  }

  /** Hears of each message of a client once it has gone to its subscribers. */
  onPublished(hear: (topic: string, payload: Buffer) => void): void {
    this.aedes?.on('publish', ({ topic, payload }, client) => {
      if (client !== null) hear(topic, Buffer.from(payload));
    });
  }

  async stop(committed: () => Promise<void>): Promise<void> {
    this.stopping = true;
    const { aedes, server } = this;
    if (!aedes || !server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await committed();
    await new Promise<void>((resolve) => setImmediate(resolve)); // aedes writes acknowledgements in the turn after
    await new Promise<void>((resolve) => aedes.close(resolve));
    await closed;
  }

  private takeIn(client: Client | null, packet: PublishPacket, callback: (error?: Error) => void): void {
    const refuse = (reason: string) => callback(new Error(reason));
    if (packet.topic.startsWith('$')) return refuse('topics that begin with $ are the broker’s own');
    if (this.stopping) return refuse('the broker is stopping');
    if (!this.concerns(packet.topic)) return callback();
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    const { messageId } = packet as { messageId?: number };
    const from = client && messageId !== undefined && packet.qos > 0 ? { session: client.id, id: messageId } : undefined;
    if (this.receive({ topic: packet.topic, payload, dup: packet.dup, packet: from }, () => callback())) return;
    this.logger.warn(`client ${client?.id ?? 'unknown'} is disconnected: more was received than can be committed`);
    refuse('more was received than can be committed');
  }

  private portTaken(): string {
    return `port ${this.port} of the embedded MQTT broker is taken: set TWIN_MQTT_EMBEDDED_PORT to a free one, or TWIN_MQTT_URL to the broker that is there`;
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
}

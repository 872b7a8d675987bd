import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls';
import { Logger } from '@nestjs/common';
import type { Peer } from './gatekeeper.js';
import { GatedSocket } from './gated-socket.js';
import type { GuardCounts } from './guard-counts.js';
import type { PacketLimits } from './packet-cut.js';
import { readTlsFiles, versionOfFiles, type TlsFiles } from './tls-files.js';

export interface ListenOptions {
  host: string;
  port: number;
  /** Null: not encrypted. */
  tls: TlsFiles | null;
  maxConnections: number;
  packets: PacketLimits;
}

/** Connections of those who have not said yet who they are; beyond, the oldest of them goes. */
const MOST_STRANGERS = 100;
const STRANGER_MS = 10_000;
const PACKET_MS = 60_000;
const SWEEP_MS = 2_000;

interface Held {
  raw: Socket;
  sinceMs: number;
}

/** Listens, and keeps connections within bounds: their number, of strangers too, and how long one may say nothing or half of a packet. */
export class Connections {
  private readonly logger = new Logger('EmbeddedBroker');
  private readonly strangers = new Map<string, Held>();
  private readonly gated = new Map<GatedSocket, Peer>();
  private readonly server: Server;
  private readonly timer: NodeJS.Timeout;
  private tlsVersion: string;

  /** `open` hears of each connection. `sweep` is called every two seconds. */
  constructor(
    private readonly options: ListenOptions,
    private readonly counts: GuardCounts,
    private readonly open: (socket: GatedSocket) => void,
    sweep: () => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    const { tls } = options;
    this.tlsVersion = tls === null ? '' : versionOfFiles(tls);
    this.server = tls === null ? createTcpServer({ noDelay: true }, (socket) => this.take(socket, null)) : this.tlsServer(tls);
    this.server.maxConnections = options.maxConnections;
    this.server.prependListener('connection', (socket: Socket) => this.meet(socket));
    this.server.on('drop', () => (this.counts.refused.connections += 1));
    this.timer = setInterval(() => {
      this.sweep();
      sweep();
    }, SWEEP_MS).unref();
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.options.port, this.options.host, () => {
        this.server.off('error', reject);
        this.server.on('error', (error) => this.logger.warn(`the embedded broker: ${error.message}`));
        resolve();
      });
    });
  }

  /** Where it listens; null while it does not. */
  address(): AddressInfo | null {
    return this.server.address() as AddressInfo | null;
  }

  peerOf(socket: GatedSocket): Peer {
    return this.gated.get(socket) ?? { address: '', certificate: null };
  }

  /** It has said who it is. */
  known(socket: GatedSocket): void {
    this.strangers.delete(placeOf(socket.socket));
  }

  dropStrangers(): void {
    for (const { raw } of this.strangers.values()) raw.destroy();
  }

  /** Takes no more connections. Resolves when the last is closed. */
  close(): Promise<void> {
    clearInterval(this.timer);
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private tlsServer(tls: TlsFiles): TlsServer {
    const { ca } = tls;
    const asksForCertificate = ca.file !== undefined;
    const server = createTlsServer(
      { ...readTlsFiles(tls), noDelay: true, handshakeTimeout: STRANGER_MS, requestCert: asksForCertificate, rejectUnauthorized: false },
      (socket) => this.takeSecure(socket),
    );
    server.on('tlsClientError', (error) => this.logger.debug(`a connection is not encrypted as it should be: ${error.message}`));
    return server;
  }

  private takeSecure(socket: TLSSocket): void {
    const { subject } = socket.getPeerCertificate();
    const given: unknown = (subject as typeof subject | undefined)?.CN;
    if (given === undefined) return this.take(socket, null);
    if (socket.authorized && typeof given === 'string') return this.take(socket, given);
    this.counts.refused.credentials += 1;
    this.logger.warn(`${socket.remoteAddress ?? 'somebody'} has a client certificate that cannot be trusted: ${String(socket.authorizationError)}`);
    socket.destroy();
  }

  private meet(raw: Socket): void {
    const place = placeOf(raw);
    this.strangers.set(place, { raw, sinceMs: this.nowMs() });
    raw.once('close', () => this.strangers.delete(place));
    raw.on('error', () => undefined);
    if (this.strangers.size > MOST_STRANGERS) this.drop([...this.strangers][0]!, 'connections');
  }

  private take(socket: Socket, certificate: string | null): void {
    const gated = new GatedSocket(socket, this.options.packets, this.nowMs, () => (this.counts.cut += 1));
    this.gated.set(gated, { address: socket.remoteAddress ?? '', certificate });
    gated.once('close', () => this.gated.delete(gated));
    this.open(gated);
  }

  private sweep(): void {
    const nowMs = this.nowMs();
    for (const stranger of [...this.strangers]) if (nowMs - stranger[1].sinceMs > STRANGER_MS) this.drop(stranger, 'stalled');
    for (const socket of [...this.gated.keys()]) {
      const { unfinishedSinceMs } = socket;
      if (unfinishedSinceMs === null || nowMs - unfinishedSinceMs <= PACKET_MS) continue;
      this.counts.refused.stalled += 1;
      socket.destroy(new Error(`a packet did not come to its end within ${PACKET_MS / 1000} s`));
    }
    this.renewCertificates();
  }

  private drop([place, { raw }]: [string, Held], why: 'connections' | 'stalled'): void {
    this.strangers.delete(place);
    this.counts.refused[why] += 1;
    raw.destroy();
  }

  /** New connections are made with the certificates that are there now; where they are not right, with those of before. */
  private renewCertificates(): void {
    const { tls } = this.options;
    if (tls === null || versionOfFiles(tls) === this.tlsVersion) return;
    this.tlsVersion = versionOfFiles(tls);
    try {
      (this.server as TlsServer).setSecureContext(readTlsFiles(tls));
      this.logger.log('the embedded broker has new certificates');
    } catch (error) {
      this.logger.error(`the certificates of before stay: ${(error as Error).message}`);
    }
  }
}

const placeOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress ?? ''} ${remotePort ?? ''}`;

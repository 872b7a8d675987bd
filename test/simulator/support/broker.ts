import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Aedes } from 'aedes';

export interface Received {
  topic: string;
  payload: string;
}

/** An in-process broker on loopback that keeps what it is sent, and can be cut and brought back on its port. */
export class TestBroker {
  readonly received: Received[] = [];
  /** Calls with the n-th message; a broker cut there leaves it unacknowledged. */
  onMessage: (count: number) => void = () => undefined;
  private server: Server | null = null;
  private aedes: Aedes | null = null;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  async start(authenticated = true): Promise<void> {
    const aedes = await Aedes.createBroker({
      authenticate: (_client, _user, _password, done) => (authenticated ? done(null, true) : done(Object.assign(new Error('no'), { returnCode: 5 }), false)),
      authorizePublish: (client, packet, done) => {
        if (client) {
          this.received.push({ topic: packet.topic, payload: packet.payload.toString() });
          this.onMessage(this.received.length);
        }
        done(null);
      },
    });
    const server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      aedes.handle(socket);
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.aedes = aedes;
    this.server = server;
  }

  /** Breaks every connection without an acknowledgement, and listens no more. */
  async cut(): Promise<void> {
    const { server, aedes } = this;
    this.server = null;
    this.aedes = null;
    for (const socket of this.sockets) socket.destroy();
    if (server) await new Promise((resolve) => server.close(resolve));
    if (aedes) await new Promise<void>((resolve) => aedes.close(() => resolve()));
  }
}

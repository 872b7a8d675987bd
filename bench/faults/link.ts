import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** What is done to the bytes of one connection. */
export interface Inspector {
  fromServer(bytes: Buffer): Buffer;
  fromClient(bytes: Buffer): Buffer;
}

const AS_IT_IS: Inspector = { fromServer: (bytes) => bytes, fromClient: (bytes) => bytes };

/** A network between a client and a server of loopback that can be cut, frozen (half open: nothing passes and nobody is told) and slowed. */
export class Link {
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private open = true;
  private frozen = false;
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(serverPort: number, inspect: () => Inspector = () => AS_IT_IS): Promise<Link> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const link = new Link(server, (server.address() as { port: number }).port);
    server.on('connection', (client) => link.join(client, connect(serverPort, '127.0.0.1'), inspect()));
    return link;
  }

  cut(): void {
    this.open = false;
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
  }

  freeze(): void {
    this.frozen = true;
    for (const pair of this.pairs) for (const socket of pair) socket.pause();
  }

  /** Each piece of data comes so much later. */
  slow(delayMs: number): void {
    this.delayMs = delayMs;
  }

  /** As new. What was frozen goes on where it stood. */
  heal(): void {
    this.open = true;
    this.frozen = false;
    this.delayMs = 0;
    for (const pair of this.pairs) for (const socket of pair) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket, server: Socket, inspector: Inspector): void {
    if (!this.open) return void (client.destroy(), server.destroy());
    const pair = [client, server] as const;
    this.pairs.add(pair);
    this.pass(client, server, (bytes) => inspector.fromClient(bytes));
    this.pass(server, client, (bytes) => inspector.fromServer(bytes));
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        for (const end of pair) end.destroy();
      });
      if (this.frozen) socket.pause();
    }
  }

  private pass(from: Socket, to: Socket, inspect: (bytes: Buffer) => Buffer): void {
    let waiting = 0;
    from.on('data', (bytes) => {
      const give = () => to.destroyed || to.write(inspect(bytes));
      if (this.delayMs === 0 && waiting === 0) return give();
      waiting += 1;
      setTimeout(() => (waiting--, give()), this.delayMs); // of equal delays the first ends first
    });
  }
}

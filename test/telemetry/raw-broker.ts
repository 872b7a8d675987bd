import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import mqttPacket, { type IConnectPacket, type Packet } from 'mqtt-packet';

/** One connection of a client to a RawBroker. */
export class RawSession {
  readonly received: Packet[] = [];

  constructor(readonly socket: Socket) {}

  send(packet: Packet): void {
    this.socket.write(mqttPacket.generate(packet));
  }
  publish(topic: string, payload: string, messageId: number, dup = false): void {
    this.send({ cmd: 'publish', topic, payload, qos: 1, messageId, dup, retain: false });
  }
  acknowledged(): number[] {
    return this.received.filter(({ cmd }) => cmd === 'puback').map(({ messageId }) => messageId!);
  }
}

/** A broker that answers CONNECT, SUBSCRIBE and PUBLISH as told, and otherwise only listens. */
export class RawBroker {
  readonly sessions: RawSession[] = [];
  returnCode = 0;
  granted = 1;
  sessionPresent = false;
  /** Whether it acknowledges what it is sent at QoS 1. */
  acknowledges = true;

  readonly url: string;

  private constructor(private readonly server: Server) {
    this.url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('connection', (socket) => this.welcome(socket));
  }

  static async listen(port = 0): Promise<RawBroker> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new RawBroker(server);
  }

  async close(): Promise<void> {
    for (const { socket } of this.sessions) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private welcome(socket: Socket): void {
    const session = new RawSession(socket);
    const parser = mqttPacket.parser({ protocolVersion: 4 });
    parser.on('packet', (packet) => {
      session.received.push(packet);
      if (packet.cmd === 'connect') session.send({ cmd: 'connack', returnCode: this.returnCode, sessionPresent: this.sessionPresent });
      if (packet.cmd === 'publish' && packet.qos === 1 && this.acknowledges) session.send({ cmd: 'puback', messageId: packet.messageId! });
      if (packet.cmd === 'unsubscribe') session.send({ cmd: 'unsuback', messageId: packet.messageId!, granted: [] });
      if (packet.cmd === 'subscribe') session.send({ cmd: 'suback', messageId: packet.messageId!, granted: packet.subscriptions.map(() => this.granted) });
    });
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', () => undefined);
    this.sessions.push(session);
  }
}

export const connectOf = (session: RawSession) => session.received[0] as IConnectPacket;

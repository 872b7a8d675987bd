import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import mqttPacket, { type Packet } from 'mqtt-packet';

/** An MQTT 3.1.1 client that does only what it is told: no retry, no store, no acknowledgement of its own. */
export class RawClient {
  readonly received: Packet[] = [];
  private readonly arrived: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    const parser = mqttPacket.parser({ protocolVersion: 4 });
    parser.on('packet', (packet) => {
      this.received.push(packet);
      for (const wake of this.arrived.splice(0)) wake();
    });
    socket.on('data', (bytes) => parser.parse(bytes));
    socket.on('error', () => undefined);
  }

  static async connect(port: number, clientId: string, clean = true): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const client = new RawClient(socket);
    client.send({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId, clean, keepalive: 0 });
    await client.until(() => client.of('connack').length > 0);
    return client;
  }

  send(packet: Packet): void {
    this.socket.write(mqttPacket.generate(packet));
  }

  publish(topic: string, payload: string | Buffer, messageId: number | null, dup = false): void {
    const common = { cmd: 'publish' as const, topic, payload, retain: false, dup };
    this.send(messageId === null ? { ...common, qos: 0 } : { ...common, qos: 1, messageId });
  }

  of(cmd: Packet['cmd']): Packet[] {
    return this.received.filter((packet) => packet.cmd === cmd);
  }

  acknowledged(): number[] {
    return this.of('puback').map(({ messageId }) => messageId!);
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.arrived.push(resolve));
  }

  /** Resolves when everything that was sent before has been read by the broker and answered, as far as it will be. */
  async ping(): Promise<void> {
    const before = this.of('pingresp').length;
    this.send({ cmd: 'pingreq' });
    await this.until(() => this.of('pingresp').length > before);
  }
}

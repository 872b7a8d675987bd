import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import mqttPacket, { type IConnackPacket, type ISubackPacket, type Packet } from 'mqtt-packet';
import { MqttReader, type Publish } from './mqtt-reader.js';
import { MOST_PAYLOAD_BYTES } from './security/limits.js';
import type { Will } from './sparkplug-state.js';

export interface ConnectionOptions {
  url: string;
  clientId: string;
  clean: boolean;
  username?: string | undefined;
  password?: string | undefined;
  ca?: Buffer | undefined;
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
  /** What the broker shall say, QoS 1 and retained, where the connection breaks. */
  will?: Will | undefined;
}

/** What its owner hears of a connection. */
export interface ConnectionEars {
  connack(packet: IConnackPacket): void;
  suback(packet: ISubackPacket): void;
  unsuback(): void;
  /** A message. False: not now; the connection waits with it, and does not read its socket, until `readOn`. */
  publish(publish: Publish): boolean;
  /** Once, at the end: why, or null where we ended it. */
  closed(reason: Error | null): void;
}

/** Of a message. Whatever limit is set, it is seen to be beyond it. */
const MOST_BYTES = 128 * 1024 + MOST_PAYLOAD_BYTES;
const CONNACK_WITHIN_MS = 10_000;
const KEEPALIVE_S = 30;
const PUBACK = 0x40;
const SUBSCRIBE_ID = 1;
const UNSUBSCRIBE_ID = 2;
const MAX_ID = 65_535;

/** One connection with a broker over MQTT 3.1.1, from CONNECT to its end. Acknowledgements of one turn go out in one write. */
export class MqttConnection {
  private readonly socket: Socket;
  private readonly reader = new MqttReader(MOST_BYTES);
  private readonly others = mqttPacket.parser({ protocolVersion: 4 });
  private acks: number[] = [];
  private waiting: Publish | null = null;
  private reading = false;
  private ended = false;
  private reason: Error | null = null;
  private unanswered = 0;
  /** Hear that the broker has a message of ours, by its id; and that the connection ends before. */
  private readonly unacknowledged = new Map<number, () => void>();
  private lastId = UNSUBSCRIBE_ID;
  private timer: NodeJS.Timeout;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly ears: ConnectionEars,
  ) {
    this.others.on('packet', (packet) => this.take(packet));
    this.socket = openSocket(options, () => this.send(connectPacket(options)));
    this.socket.setNoDelay(true);
    this.socket.on('data', (bytes) => {
      this.reader.add(bytes);
      this.read();
    });
    this.socket.on('error', (error) => (this.reason ??= error));
    this.socket.on('close', () => this.close());
    this.timer = setTimeout(() => this.fail(new Error('the broker did not answer in time')), CONNACK_WITHIN_MS);
  }

  get will(): Will | undefined {
    return this.options.will;
  }

  get open(): boolean {
    return !this.ended;
  }

  /** Whether a message waits to be taken. */
  get isHeldUp(): boolean {
    return this.waiting !== null;
  }

  subscribe(filters: readonly string[]): void {
    this.send({ cmd: 'subscribe', messageId: SUBSCRIBE_ID, subscriptions: filters.map((topic) => ({ topic, qos: 1 })) });
  }

  unsubscribe(filters: readonly string[]): void {
    this.send({ cmd: 'unsubscribe', messageId: UNSUBSCRIBE_ID, unsubscriptions: [...filters] });
  }

  /** At QoS 0. */
  publish(topic: string, payload: Buffer): void {
    this.send({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
  }

  /** At QoS 1, for the broker to keep. Resolves when it has it, or the connection has ended: on the next one it would be old news. */
  publishKept({ topic, payload }: Will): Promise<void> {
    if (this.ended) return Promise.resolve();
    const messageId = (this.lastId = this.lastId === MAX_ID ? UNSUBSCRIBE_ID + 1 : this.lastId + 1);
    this.send({ cmd: 'publish', messageId, topic, payload, qos: 1, dup: false, retain: true });
    return new Promise((resolve) => this.unacknowledged.set(messageId, resolve));
  }

  /** Acknowledges a message of this connection; nothing where it has ended. */
  acknowledge(messageId: number): void {
    if (this.ended) return;
    if (this.acks.length === 0) queueMicrotask(() => this.sendAcks());
    this.acks.push(messageId);
  }

  /** Goes on with the message that waits, and those after it. */
  readOn(): void {
    if (this.waiting !== null && !this.ended) this.read();
  }

  /** Says good-bye, and closes after what was sent. */
  end(): void {
    this.sendAcks();
    if (this.ended) return;
    this.socket.end(mqttPacket.generate({ cmd: 'disconnect' }));
    this.socket.resume();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private read(): void {
    if (this.reading) return; // asked for by what one of the messages set free
    this.reading = true;
    try {
      this.waiting = this.readAll();
    } catch (error) {
      this.fail(error as Error);
    } finally {
      this.reading = false;
    }
    if (this.waiting === null) this.socket.resume();
    else this.socket.pause();
  }

  /** Hands over message after message. The one that is not taken now. */
  private readAll(): Publish | null {
    let packet: Publish | null = this.waiting;
    for (;;) {
      if (packet !== null && !this.ears.publish(packet)) return packet;
      const next = this.reader.next();
      if (next === null || this.ended) return null;
      packet = 'topic' in next ? next : null;
      if ('bytes' in next) this.others.parse(next.bytes);
    }
  }

  private take(packet: Packet): void {
    if (packet.cmd === 'connack') {
      clearTimeout(this.timer);
      this.timer = setInterval(() => this.ping(), KEEPALIVE_S * 1000);
      this.ears.connack(packet);
    } else if (packet.cmd === 'suback') this.ears.suback(packet);
    else if (packet.cmd === 'unsuback') this.ears.unsuback();
    else if (packet.cmd === 'puback') this.acknowledged(packet.messageId!);
    else if (packet.cmd === 'pingresp') this.unanswered = 0;
  }

  /** A broker that does not answer is gone, unless it is we who do not read. */
  private ping(): void {
    if (this.waiting !== null) this.unanswered = 0;
    else if (this.unanswered > 0) return this.fail(new Error('the broker does not answer'));
    this.unanswered += 1;
    this.send({ cmd: 'pingreq' });
  }

  private sendAcks(): void {
    const { acks } = this;
    if (acks.length === 0 || this.ended) return;
    this.acks = [];
    const bytes = Buffer.allocUnsafe(4 * acks.length);
    for (let i = 0; i < acks.length; i++) {
      bytes.writeUInt16BE(PUBACK << 8 | 2, 4 * i); // prettier-ignore
      bytes.writeUInt16BE(acks[i]!, 4 * i + 2);
    }
    this.socket.write(bytes);
  }

  private send(packet: Packet): void {
    if (!this.ended) this.socket.write(mqttPacket.generate(packet));
  }

  private fail(error: Error): void {
    this.reason ??= error;
    this.socket.destroy();
  }

  private close(): void {
    this.ended = true;
    clearTimeout(this.timer);
    for (const id of [...this.unacknowledged.keys()]) this.acknowledged(id);
    this.ears.closed(this.reason);
  }

  private acknowledged(id: number): void {
    this.unacknowledged.get(id)?.();
    this.unacknowledged.delete(id);
  }
}

function openSocket({ url, ca, cert, key }: ConnectionOptions, onOpen: () => void): Socket {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol === 'mqtt:') return connectTcp({ host, port: Number(port || 1883) }, onOpen);
  return connectTls({ host, port: Number(port || 8883), ...(/[^\d.:]/.test(host) && { servername: host }), ca, cert, key }, onOpen);
}

function connectPacket({ url, clientId, clean, username, password, will }: ConnectionOptions): Packet {
  const named = new URL(url);
  const user = username ?? (decodeURIComponent(named.username) || undefined);
  const secret = password ?? (decodeURIComponent(named.password) || undefined);
  return {
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId,
    clean,
    keepalive: KEEPALIVE_S,
    ...(will && { will: { ...will, qos: 1, retain: true } }),
    ...(user !== undefined && { username: user }),
    ...(secret !== undefined && { password: Buffer.from(secret) }),
  };
}

/** A PUBLISH of MQTT 3.1.1. The payload is a view of the bytes that were received. */
export interface Publish {
  topic: string;
  payload: Buffer;
  qos: number;
  dup: boolean;
  /** Packet id; 0 at QoS 0. */
  messageId: number;
}

/** Any other packet, with its fixed header. */
export interface OtherPacket {
  bytes: Buffer;
}

const PUBLISH = 3;
const MAX_LENGTH_BYTES = 4;
const NOTHING = Buffer.alloc(0);

/**
 * Takes MQTT 3.1.1 packets out of a stream of bytes (OASIS MQTT 3.1.1, 2.2 and 3.3). Only PUBLISH is taken apart: it is
 * what comes by the ten thousand. Others are handed over whole.
 */
export class MqttReader {
  private bytes: Buffer = NOTHING;
  private at = 0;
  private later: Buffer[] = [];
  private laterBytes = 0;
  /** Bytes of the packet at hand, with its header; 0 while they are not known. */
  private wanted = 0;
  /** Bytes to come of a message of which no more is read. */
  private dropping = 0;

  /** Of a PUBLISH no more than so many bytes are read, topic and all: what it says beyond costs no memory. */
  constructor(private readonly mostBytes = Infinity) {}

  add(bytes: Buffer): void {
    this.later.push(bytes);
    this.laterBytes += bytes.length;
  }

  /** The next packet; null until it is complete. Throws where the bytes are no MQTT. */
  next(): Publish | OtherPacket | null {
    if (this.dropping > 0 && !this.drop()) return null;
    if (this.bytes.length - this.at < Math.max(2, this.wanted) && !this.gather()) return null;
    const { bytes, at } = this;
    let length = 0;
    let body = at + 1;
    for (let shift = 0; ; shift += 7) {
      if (body - at > MAX_LENGTH_BYTES) throw new Error('the broker sent a packet without a length');
      if (body >= bytes.length) return this.wait(body - at + 1);
      const byte = bytes[body++]!;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    const end = body + Math.min(length, this.mostBytes);
    if (end < body + length && bytes[at]! >> 4 !== PUBLISH) throw new Error('the broker sent a packet that is too long');
    if (end > bytes.length) return this.wait(end - at);
    this.at = end;
    this.wanted = 0;
    this.dropping = body + length - end;
    return bytes[at]! >> 4 === PUBLISH ? publishOf(bytes, at, body, end) : { bytes: bytes.subarray(at, end) };
  }

  private wait(wanted: number): Publish | OtherPacket | null {
    this.wanted = wanted;
    return this.gather() ? this.next() : null;
  }

  /** Drops what has come of the rest of a message. False where more is to come. */
  private drop(): boolean {
    const here = Math.min(this.dropping, this.bytes.length - this.at);
    this.at += here;
    this.dropping -= here;
    while (this.dropping > 0 && this.later.length > 0) {
      const first = this.later[0]!;
      const bytes = Math.min(this.dropping, first.length);
      this.dropping -= bytes;
      this.laterBytes -= bytes;
      if (bytes === first.length) this.later.shift();
      else this.later[0] = first.subarray(bytes);
    }
    return this.dropping === 0;
  }

  /** Puts what came meanwhile behind what is left, once that makes the packet whole: a large one is copied once. False where it does not yet. */
  private gather(): boolean {
    const left = this.bytes.length - this.at;
    if (this.laterBytes === 0 || left + this.laterBytes < Math.max(2, this.wanted)) return false;
    this.bytes = left === 0 && this.later.length === 1 ? this.later[0]! : Buffer.concat([this.bytes.subarray(this.at), ...this.later]);
    this.at = 0;
    this.later = [];
    this.laterBytes = 0;
    return true;
  }
}

function publishOf(bytes: Buffer, at: number, body: number, end: number): Publish {
  const qos = (bytes[at]! >> 1) & 3;
  const topicEnd = body + 2 + (end - body >= 2 ? bytes.readUInt16BE(body) : 0);
  const payloadAt = qos === 0 ? topicEnd : topicEnd + 2;
  if (end - body < 2 || payloadAt > end || qos === 3) throw new Error('the broker sent a PUBLISH that is none');
  return {
    topic: bytes.toString('utf8', body + 2, topicEnd),
    payload: bytes.subarray(payloadAt, end),
    qos,
    dup: (bytes[at]! & 8) !== 0,
    messageId: qos === 0 ? 0 : bytes.readUInt16BE(topicEnd),
  };
}

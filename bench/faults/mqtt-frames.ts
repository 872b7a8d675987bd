/** Cuts a stream of MQTT 3.1.1 into packets. */
export class MqttFrames {
  private rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): Buffer[] {
    this.rest = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const frames: Buffer[] = [];
    for (;;) {
      const length = lengthOf(this.rest);
      if (length === null || length > this.rest.length) return frames;
      frames.push(this.rest.subarray(0, length));
      this.rest = this.rest.subarray(length);
    }
  }
}

export interface PublishFrame {
  topic: string;
  qos: number;
  /** 0 at QoS 0. */
  id: number;
  payload: Buffer;
}

const PUBLISH = 3;
const PUBACK = 4;
const DUP = 0b1000;

/** Null for any other packet. */
export function publishOf(frame: Buffer): PublishFrame | null {
  if (frame[0]! >> 4 !== PUBLISH) return null;
  let at = 1;
  while (frame[at++]! & 128);
  const topicEnd = at + 2 + frame.readUInt16BE(at);
  const qos = (frame[0]! >> 1) & 3;
  const id = qos === 0 ? 0 : frame.readUInt16BE(topicEnd);
  return { topic: frame.toString('utf8', at + 2, topicEnd), qos, id, payload: frame.subarray(topicEnd + (qos === 0 ? 0 : 2)) };
}

/** The packet id that a PUBACK is for; null for any other packet. */
export const ackOf = (frame: Buffer): number | null => (frame[0]! >> 4 === PUBACK ? frame.readUInt16BE(2) : null);

/** The same PUBLISH, said to be sent again. */
export function again(frame: Buffer): Buffer {
  const copy = Buffer.from(frame);
  copy[0]! |= DUP;
  return copy;
}

/** Bytes of the packet at the beginning; null where its length is not there yet. */
function lengthOf(bytes: Buffer): number | null {
  let length = 0;
  for (let at = 1, scale = 1; at < bytes.length && at < 5; at++, scale *= 128) {
    length += (bytes[at]! & 127) * scale;
    if ((bytes[at]! & 128) === 0) return length + at + 1;
  }
  return null;
}

const PUBLISH = 3;
const MAX_LENGTH_BYTES = 4;

export interface PacketLimits {
  /** Of the body of a PUBLISH: topic, packet id and payload. */
  publishBytes: number;
  /** Of the body of any other packet. */
  otherBytes: number;
}

/**
 * Follows the packets in a stream of MQTT bytes (OASIS MQTT 3.1.1, 2.2) and lets them pass as they are, but for a PUBLISH that is too long: of
 * that only its begin passes, as a whole packet of `publishBytes`, and the rest is dropped as it comes. So its sender is answered, and its size
 * costs no memory.
 */
export class PacketCut {
  private passing = 0;
  private dropping = 0;
  private header: number[] = [];
  /** Packets that began, and of them those that were cut. */
  packets = 0;
  cuts = 0;

  constructor(private readonly limits: PacketLimits) {}

  /** Whether a packet has begun and is not complete. */
  get within(): boolean {
    return this.passing > 0 || this.dropping > 0 || this.header.length > 0;
  }

  /** What passes of a chunk. Throws where it is no MQTT, or a packet other than PUBLISH is too long. */
  take(chunk: Buffer): Buffer[] {
    const passed: Buffer[] = [];
    let from = 0; // begin of what passes as it is
    let headerAt = -1; // of the packet at hand, where it lies in this chunk
    let at = 0;
    const pass = (end: number) => {
      if (end > from) passed.push(chunk.subarray(from, end));
    };
    while (at < chunk.length) {
      if (this.passing > 0) {
        const bytes = Math.min(this.passing, chunk.length - at);
        this.passing -= bytes;
        at += bytes;
      } else if (this.dropping > 0) {
        pass(at);
        const bytes = Math.min(this.dropping, chunk.length - at);
        this.dropping -= bytes;
        from = at += bytes;
      } else {
        if (this.header.length === 0) headerAt = at;
        this.header.push(chunk[at++]!);
        const length = lengthOf(this.header);
        if (length === null) continue;
        const other = this.begin(length);
        if (other !== null || headerAt < 0) {
          if (headerAt >= 0) pass(headerAt);
          passed.push(other ?? Buffer.from(this.header));
          from = at;
        }
        this.header = [];
      }
    }
    pass(this.header.length > 0 && headerAt >= 0 ? headerAt : this.header.length > 0 ? from : at);
    return passed;
  }

  /** A packet of this length follows. Its header as it passes where that is another one. */
  private begin(length: number): Buffer | null {
    const type = this.header[0]! >> 4;
    this.packets += 1;
    if (type === 0 || type === 15) throw new Error(`there is no MQTT 3.1.1 packet of type ${type}`);
    const { publishBytes, otherBytes } = this.limits;
    if (type !== PUBLISH) {
      if (length > otherBytes) throw new Error(`a packet of type ${type} has ${length} bytes; at most ${otherBytes} are read`);
      this.passing = length;
      return null;
    }
    this.passing = Math.min(length, publishBytes);
    this.dropping = length - this.passing;
    if (this.dropping === 0) return null;
    this.cuts += 1;
    return Buffer.from([this.header[0]!, ...encoded(publishBytes)]);
  }
}

/** The remaining length in a header; null while it is not complete. Throws where it is none. */
function lengthOf(header: readonly number[]): number | null {
  if (header.length < 2) return null;
  if (header.at(-1)! >= 0x80) {
    if (header.length > MAX_LENGTH_BYTES) throw new Error('a packet without a length');
    return null;
  }
  return header.slice(1).reduce((length, byte, nth) => length + (byte & 0x7f) * 0x80 ** nth, 0);
}

function encoded(length: number): number[] {
  const bytes: number[] = [];
  for (let rest = length; ; rest = Math.floor(rest / 0x80)) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest % 0x80) | 0x80);
  }
}

import { DEAD_LETTER_REASONS, type DeadLetter, type Observation, type SignalName, type SignalValue } from '../contract/telemetry.js';
import { kindOf, KIND } from './history-row.js';
import type { Entry, Frame } from './journal-frame.js';

/** First and last byte of a body: neither begins or ends JSON. */
export const OPENING = 0xb1;
export const CLOSING = 0xb2;

/**
 * The body of a frame in bytes, numbers little-endian: OPENING, totals (3 doubles), number of entries (u32), entries, CLOSING.
 * An entry: topic and key (texts), number of observations and of dead letters (u32 each), then those. An observation: line, unit, signal (texts),
 * quality (u8, 128 added where it is historical), kind of its value (u8), value (double, text, u8 or nothing), measuredAtUs, receivedAtUs (doubles). A dead letter:
 * payload in Base64, reason, detail (texts), receivedAtUs. A text: its length in bytes (u32), UTF-8.
 * The bytes are valid until the next call.
 */
export function encodeFrameBody({ totals, entries }: Frame): Buffer {
  const to = frameWriter.begin();
  to.byte(OPENING);
  to.double(totals.stored);
  to.double(totals.duplicate);
  to.double(totals.deadLettered);
  to.count(entries.length);
  for (const entry of entries) {
    to.text(entry.topic);
    to.text(entry.key);
    to.count(entry.observations.length);
    to.count(entry.deadLetters.length);
    for (const observation of entry.observations) writeObservation(to, observation);
    for (const { payloadBase64, reason, detail, receivedAtUs } of entry.deadLetters) {
      to.text(payloadBase64);
      to.text(reason);
      to.text(detail);
      to.double(receivedAtUs);
    }
  }
  to.byte(CLOSING);
  return to.written();
}

export function decodeFrameBody(body: Buffer): Frame {
  const from = new Reader(body);
  from.byte();
  const totals = { stored: from.double(), duplicate: from.double(), deadLettered: from.double() };
  return { totals, entries: Array.from({ length: from.count() }, () => readEntry(from)) };
}

function readEntry(from: Reader): Entry {
  const topic = from.text();
  const key = from.text();
  const observed = from.count();
  const dead = from.count();
  return {
    topic,
    key,
    observations: Array.from({ length: observed }, () => readObservation(from)),
    deadLetters: Array.from({ length: dead }, () => ({
      payloadBase64: from.text(),
      reason: reasonOf(from.text()),
      detail: from.text(),
      receivedAtUs: from.double(),
    })),
  };
}

const QUALITIES = ['good', 'uncertain', 'bad'] as const; // their places are on disk
const HISTORICAL = 128;

/** Names of lines, units and signals as they stand in a frame, made once: few for all series together. */
const names = new Map<string, Uint8Array>();
const MAX_NAMES = 100_000;
const KEPT_ROOM = 4 * 1024 * 1024; // bytes

function bytesOfName(name: string): Uint8Array {
  const known = names.get(name);
  if (known) return known;
  if (names.size >= MAX_NAMES) names.clear();
  const made = nameWriter.begin();
  made.text(name);
  const bytes = Uint8Array.from(made.written());
  names.set(name, bytes);
  return bytes;
}

function writeObservation(to: Writer, o: Observation): void {
  to.bytes(bytesOfName(o.line));
  to.bytes(bytesOfName(o.unit));
  to.bytes(bytesOfName(o.signal));
  to.byte(QUALITIES.indexOf(o.quality) + (o.historical ? HISTORICAL : 0));
  const kind = kindOf(o.value);
  to.byte(kind);
  if (kind === KIND.number) to.double(o.value as number);
  else if (kind === KIND.text) to.text(o.value as string);
  else if (kind === KIND.flag) to.byte(o.value === true ? 1 : 0);
  to.double(o.measuredAtUs);
  to.double(o.receivedAtUs);
}

function readObservation(from: Reader): Observation {
  const line = from.text();
  const unit = from.text();
  const signal = from.text() as SignalName;
  const told = from.byte();
  const quality = QUALITIES[told % HISTORICAL]!;
  const observation: Observation = { line, unit, signal, value: readValue(from), measuredAtUs: from.double(), receivedAtUs: from.double(), quality };
  return told < HISTORICAL ? observation : { ...observation, historical: true };
}

function readValue(from: Reader): SignalValue {
  switch (from.byte()) {
    case KIND.number:
      return from.double();
    case KIND.text:
      return from.text();
    case KIND.flag:
      return from.byte() === 1;
    default:
      return null;
  }
}

const reasonOf = (text: string): DeadLetter['reason'] => DEAD_LETTER_REASONS.find((reason) => reason === text) ?? 'bad-payload';

/** Bytes that grow as they are written. */
class Writer {
  private at = 0;
  private room = 0;
  private buffer: Buffer = Buffer.alloc(0);
  private view = new DataView(this.buffer.buffer);

  /** Begins anew in the same place, unless that has grown large. */
  begin(): this {
    this.at = 0;
    if (this.room > KEPT_ROOM) this.room = 0;
    return this;
  }

  byte(value: number): void {
    this.need(1);
    this.buffer[this.at++] = value;
  }

  count(value: number): void {
    this.need(4);
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  double(value: number): void {
    this.need(8);
    this.view.setFloat64(this.at, value, true);
    this.at += 8;
  }

  /** Few: for those a loop is faster than a call. */
  bytes(bytes: Uint8Array): void {
    this.need(bytes.length);
    const { buffer, at } = this;
    for (let i = 0; i < bytes.length; i++) buffer[at + i] = bytes[i]!;
    this.at = at + bytes.length;
  }

  text(text: string): void {
    this.need(4 + 3 * text.length);
    const length = this.buffer.write(text, this.at + 4);
    this.view.setUint32(this.at, length, true);
    this.at += 4 + length;
  }

  written(): Buffer {
    return this.buffer.subarray(0, this.at);
  }

  private need(bytes: number): void {
    if (this.at + bytes <= this.room) return;
    this.room = Math.max(2 * this.room, this.at + bytes, 64 * 1024);
    const larger = new ArrayBuffer(this.room);
    const copy = Buffer.from(larger);
    this.buffer.copy(copy, 0, 0, this.at);
    this.buffer = copy;
    this.view = new DataView(larger);
  }
}

const frameWriter = new Writer();
const nameWriter = new Writer();

class Reader {
  private at = 0;

  constructor(private readonly buffer: Buffer) {}

  byte(): number {
    return this.buffer.readUInt8(this.at++);
  }

  count(): number {
    this.at += 4;
    return this.buffer.readUInt32LE(this.at - 4);
  }

  double(): number {
    this.at += 8;
    return this.buffer.readDoubleLE(this.at - 8);
  }

  text(): string {
    const length = this.count();
    this.at += length;
    return this.buffer.toString('utf8', this.at - length, this.at);
  }
}

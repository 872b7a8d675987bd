import { crc32 } from 'node:zlib';
import type { DeadLetter, Observation } from '../contract/telemetry.js';
import { CLOSING, decodeFrameBody, encodeFrameBody, OPENING } from './frame-body.js';
import type { Numbered } from './series-number.js';

/**
 * A frame of the journal: what one commit stored, or a part of it.
 * On disk: length of the body, CRC-32 of the body (both unsigned, 32 bits, little-endian), body (frame-body.ts).
 */
export interface Frame {
  /** Running totals, this frame included. */
  totals: Totals;
  entries: readonly Entry[];
}

/** Readings since the journal began. */
export interface Totals {
  stored: number;
  duplicate: number;
  deadLettered: number;
}

/** A dead letter before it has its own place. */
export type BuriedReading = Omit<DeadLetter, 'id' | 'topic' | 'replayedAtUs'>;

/** What became of one message. */
export interface Entry {
  topic: string;
  /** Tells a message that comes again from a new one. */
  key: string;
  observations: readonly Numbered[];
  deadLetters: readonly BuriedReading[];
}

const HEADER_BYTES = 8;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
const JSON_OPENING = '['.charCodeAt(0);
const JSON_CLOSING = ']'.charCodeAt(0);

export function encodeFrame(content: Frame): Buffer {
  const body = encodeFrameBody(content);
  const frame = Buffer.allocUnsafe(HEADER_BYTES + body.length);
  frame.writeUInt32LE(body.length, 0);
  frame.writeUInt32LE(crc32(body), 4);
  body.copy(frame, HEADER_BYTES);
  return frame;
}

/** Whole and undamaged frames at the begin of `bytes`, and how many bytes they take. Damaged: the bytes after them can be no frame. */
export function splitFrames(bytes: Buffer): { frames: { body: Buffer; end: number }[]; end: number; damaged: boolean } {
  const frames: { body: Buffer; end: number }[] = [];
  let end = 0;
  while (bytes.length - end >= HEADER_BYTES) {
    const length = bytes.readUInt32LE(end);
    if (length < 2 || length > MAX_BODY_BYTES) return { frames, end, damaged: true };
    if (bytes.length - end - HEADER_BYTES < length) break;
    const body = bytes.subarray(end + HEADER_BYTES, end + HEADER_BYTES + length);
    if (crc32(body) !== bytes.readUInt32LE(end + 4)) return { frames, end, damaged: true };
    end += HEADER_BYTES + length;
    frames.push({ body, end });
  }
  return { frames, end, damaged: false };
}

/** Where the next whole and undamaged frame begins, from a position on; null where there is none. */
export function findFrame(bytes: Buffer, from: number): number | null {
  for (let at = from; at + HEADER_BYTES < bytes.length; at++) {
    const end = at + HEADER_BYTES + bytes.readUInt32LE(at);
    if (
      end <= bytes.length &&
      isBracketed(bytes[at + HEADER_BYTES]!, bytes[end - 1]!) &&
      crc32(bytes.subarray(at + HEADER_BYTES, end)) === bytes.readUInt32LE(at + 4)
    )
      return at;
  }
  return null;
}

const isBracketed = (first: number, last: number) => (first === OPENING && last === CLOSING) || (first === JSON_OPENING && last === JSON_CLOSING);

/** The frame of a body whose checksum was right. Bodies of before were JSON. */
export function decodeBody(body: Buffer): Frame {
  if (body[0] !== JSON_OPENING) return decodeFrameBody(body);
  const [stored, duplicate, deadLettered, entries] = JSON.parse(body.toString('utf8')) as [number, number, number, PackedEntry[]];
  return { totals: { stored, duplicate, deadLettered }, entries: entries.map(unpackEntry) };
}

type PackedEntry = [topic: string, key: string, PackedObservation[], ...PackedDeadLetter[]];
type PackedObservation = [Observation['line'], Observation['unit'], Observation['signal'], Observation['value'], number, number, Observation['quality']];
type PackedDeadLetter = [payloadBase64: string, reason: DeadLetter['reason'], detail: string, receivedAtUs: number];

function unpackEntry([topic, key, observations, ...dead]: PackedEntry): Entry {
  return {
    topic,
    key,
    observations: observations.map(([line, unit, signal, value, measuredAtUs, receivedAtUs, quality]) => ({
      line,
      unit,
      signal,
      value,
      measuredAtUs,
      receivedAtUs,
      quality,
    })),
    deadLetters: dead.map(([payloadBase64, reason, detail, receivedAtUs]) => ({ payloadBase64, reason, detail, receivedAtUs })),
  };
}

import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { refuse, type Refusal } from './decoders/refusal.js';
import { checkValue } from './decoders/signal-value.js';
import { decodeUnsJson } from './decoders/uns-json.js';
import type { TopicTable } from './topics.js';

export type Decoded = { ok: true; observations: Observation[] } | Refusal;

export const MAX_PAYLOAD_BYTES = 1024 * 1024;
const MAX_AHEAD_US = 5 * 60 * 1_000_000; // of our clock, on a line with the wall clock
const EARLIEST_US = Date.UTC(2000, 0, 1) * 1000;
const LATEST_US = Date.UTC(2200, 0, 1) * 1000;

/** The readings of a message, or the closed reason why it has none. Nothing in it can make this throw. */
export function decode(topic: string, payload: Uint8Array, table: TopicTable, nowUs: Micros): Decoded {
  const found = table.find(topic);
  if (!found.ok) return refuse('unknown-topic', found.detail);
  const { line, unit, signal, scale, clock, timezone } = found.target;
  if (payload.byteLength > MAX_PAYLOAD_BYTES) return refuse('too-large', `${payload.byteLength} bytes; at most ${MAX_PAYLOAD_BYTES} are read`);
  const reading = decodeUnsJson(payload, timezone);
  if (!reading.ok) return reading;
  const { measuredAtUs } = reading;
  if (!(measuredAtUs >= EARLIEST_US && measuredAtUs < LATEST_US))
    return refuse('implausible-timestamp', `${measuredAtUs / 1000} ms is not between the years 2000 and 2200`);
  if (clock === 'wall' && measuredAtUs > nowUs + MAX_AHEAD_US)
    return refuse('future-timestamp', `${Math.round((measuredAtUs - nowUs) / 1e6)} s ahead of our clock`);
  const checked = checkValue(signal, reading.value, scale);
  if (!checked.ok) return checked;
  return { ok: true, observations: [{ line, unit, signal, value: checked.value, measuredAtUs, receivedAtUs: nowUs, quality: 'good' }] };
}

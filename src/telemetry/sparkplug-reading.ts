import type { Observation, Quality } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { observe } from './decoders/observe.js';
import { refuse, shown, type Refusal } from './decoders/refusal.js';
import type { SparkplugMetric, SparkplugPayload } from './decoders/sparkplug-payload.js';
import { sparkplugValue } from './decoders/sparkplug-value.js';
import type { Born } from './sparkplug-session.js';

/** Codes of the property Quality; 500 is stale. */
const QUALITIES: Readonly<Record<number, Quality>> = { 0: 'bad', 192: 'good', 500: 'uncertain' };
const US_PER_MS = 1000;

export interface Bounds {
  nowUs: Micros;
  /** A birth counts from here on, whenever its values were measured. */
  notBeforeUs: Micros;
  /** Up to when the values of the device are marked as not known or not sure. */
  markedUs: Micros | undefined;
}

/** The reading that a metric is by its birth, which remembers it; or why it is none. A historical one is remembered by nobody. */
export function readingOf(
  born: Born,
  metric: SparkplugMetric,
  payload: SparkplugPayload,
  { nowUs, notBeforeUs, markedUs }: Bounds,
): { ok: true; observation: Observation } | Refusal {
  const { field, of } = born;
  const { origin } = of.source;
  if (field === null) return refuse('unknown-topic', `${origin.line}/${origin.unit} has no ${shown(born.name)}`);
  const value = sparkplugValue(metric, metric.datatype ?? born.datatype);
  if (!value.ok) return { ...value, detail: `${field.signal}: ${value.detail}` };
  const timeUs = timeOf(metric, payload);
  if (timeUs === null && origin.clock === 'source') return refuse('bad-payload', `${born.name} has no time, and the line has the clock of its sources`);
  const saidUs = timeUs ?? nowUs;
  const told = QUALITIES[metric.properties?.['Quality'] ?? 192] ?? 'uncertain';
  if (metric.isHistorical === true) {
    const read = observe(origin, { ...field, value: value.value, measuredAtUs: saidUs, quality: told }, nowUs);
    return read.ok ? { ok: true, observation: { ...read.observation, historical: true } } : read;
  }
  const measuredAtUs = afterMark(Math.max(saidUs, notBeforeUs), markedUs);
  const read = observe(origin, { ...field, value: value.value, measuredAtUs, quality: of.stale && told === 'good' ? 'uncertain' : told }, nowUs);
  if (read.ok && measuredAtUs >= (born.atUs ?? 0)) {
    born.value = read.observation.value;
    born.atUs = measuredAtUs;
  }
  return read;
}

/** Time of a metric, else of its payload [us]; null where neither has one. */
export function timeOf({ timestampMs }: { timestampMs?: number }, payload: SparkplugPayload): Micros | null {
  const ms = timestampMs ?? payload.timestampMs;
  return ms === undefined ? null : ms * US_PER_MS;
}

/** Marks stand a microsecond after what they follow; a reading of that millisecond comes after them. */
const afterMark = (atUs: Micros, markedUs: Micros | undefined): Micros =>
  markedUs !== undefined && atUs <= markedUs && atUs > markedUs - US_PER_MS ? markedUs + 1 : atUs;

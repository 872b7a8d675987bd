import type { Micros } from '../contract/units.js';
import { bytesOf } from './decoders/json-object.js';
import { arrival, read, refusedTime } from './decoders/observe.js';
import { decodePackTag } from './decoders/packtags.js';
import { refuse, shown, type Refusal } from './decoders/refusal.js';
import { decodeSenml } from './decoders/senml.js';
import { fieldOf } from './decoders/senml-reading.js';
import type { Numbered } from './series-number.js';
import type { SparkplugHost } from './sparkplug-host.js';
import type { BundleTarget, SenmlTarget, TagTarget, TopicTable } from './topics.js';

/** A reading of a message that cannot be used, with what of the message it was. */
export interface RefusedReading extends Refusal {
  payload: Uint8Array;
}

/** What a message says: its readings, good and bad. A message that only carries the protocol has none of either. */
export interface Readings {
  ok: true;
  observations: Numbered[];
  refused: RefusedReading[];
  /** Tells equal bytes of one session from those of another; of messages without a time of their own, those of one arrival from the next. */
  session?: string;
  /** The topic, as the one text that is kept of it. */
  topic?: string;
}
export type Decoded = Readings | Refusal;

const MAX_TOPIC_LENGTH = 1024; // characters

/** The readings of a message, or the closed reason why it has none. Nothing in it can make this throw. */
export function decode(topic: string, payload: Uint8Array, table: TopicTable, host: SparkplugHost, nowUs: Micros): Decoded {
  if (topic.length > MAX_TOPIC_LENGTH) return refuse('too-large', `a topic of ${topic.length} characters; at most ${MAX_TOPIC_LENGTH} are read`);
  const { payloadBytes } = table.limits;
  if (payload.byteLength > payloadBytes) return refuse('too-large', `more than ${payloadBytes} bytes: no more are read`);
  const found = table.find(topic);
  if (!found.ok) return refuse('unknown-topic', found.detail);
  const { target } = found;
  switch (target.kind) {
    case 'tag':
      return readTag(payload, target, nowUs);
    case 'bundle':
      return readBundle(payload, target, nowUs);
    case 'senml':
      return readSenml(payload, target, nowUs);
    case 'opcua':
      return target.writers.take(target.writer, payload, nowUs);
    case 'ignored':
      return { ok: true, observations: [], refused: [] };
    case 'sparkplug':
      return host.take(target.message, payload, nowUs);
  }
}

function readTag(payload: Uint8Array, { origin, field, json, topic }: TagTarget, nowUs: Micros): Decoded {
  const reading = json === null ? decodePackTag(payload, field.signal) : json.decode(payload);
  if (!reading.ok) return reading;
  const observed = read(origin, field, reading.value, reading.measuredAtUs ?? nowUs, reading.quality, nowUs);
  if (!observed.ok) return observed;
  const readings: Readings = { ok: true, observations: [observed.observation], refused: [], topic };
  if (reading.measuredAtUs === null) readings.session = arrival(nowUs);
  return readings;
}

function readBundle(payload: Uint8Array, { origin, signals, json }: BundleTarget, nowUs: Micros): Decoded {
  const bundle = json.decode(payload);
  if (!bundle.ok) return bundle;
  const measuredAtUs = bundle.measuredAtUs ?? nowUs;
  const refused = refusedTime(measuredAtUs, origin.clock, nowUs);
  if (refused) return refused;
  const readings: Readings = { ok: true, observations: [], refused: [] };
  if (bundle.measuredAtUs === null) readings.session = arrival(nowUs);
  for (const [name, value] of bundle.values) {
    const field = signals.field(name);
    const observed =
      field === null
        ? refuse('unknown-topic', `${origin.line}/${origin.unit} has no ${shown(name)}`)
        : read(origin, field, value, measuredAtUs, bundle.quality, nowUs);
    if (observed.ok) readings.observations.push(observed.observation);
    else readings.refused.push({ ...observed, payload: bytesOf(bundle.alone(name, value), payload) });
  }
  return readings;
}

function readSenml(payload: Uint8Array, { own, among, others, ignored }: SenmlTarget, nowUs: Micros): Decoded {
  const pack = decodeSenml(payload, nowUs);
  if (!pack.ok) return pack;
  const readings: Readings = { ok: true, observations: [], refused: [] };
  for (const { alone, ...refusal } of pack.refused) readings.refused.push({ ...refusal, payload: bytesOf(alone, payload) });
  for (const reading of pack.readings) {
    const { name } = reading;
    if (!reading.isTimed) readings.session = arrival(nowUs);
    const colon = name.lastIndexOf(':');
    if (ignored.size > 0 && (ignored.has(name) || ignored.has(name.slice(colon + 1)))) continue;
    const named = colon > 0 ? name.slice(name.lastIndexOf(':', colon - 1) + 1, colon) : '';
    const source = among?.get(named) ?? own;
    const strange = among === null && others.has(named);
    const found = strange
      ? refuse('not-bound', `the topic of ${own!.origin.unit} is not for ${named}`)
      : source
        ? (fieldOf(reading, source.signals) ?? refuse('unknown-topic', lackOf(source, name, among === null || named === source.origin.unit)))
        : refuse('unknown-topic', `${shown(name)} names no source`);
    const observed = found.ok ? read(source!.origin, found.field, reading.value, reading.atUs, 'good', nowUs) : found;
    if (observed.ok) readings.observations.push(observed.observation);
    else readings.refused.push({ ...observed, payload: bytesOf(reading.alone(), payload) });
  }
  return readings;
}

/** What is lacking where a record means nothing: a field of the source that it names, or the source. */
function lackOf({ origin: { line, unit } }: NonNullable<SenmlTarget['own']>, name: string, isItsOwn: boolean): string {
  return isItsOwn || !name.includes(':') ? `${line}/${unit} has no ${shown(name.slice(name.lastIndexOf(':') + 1))}` : `there is no ${shown(name)}`;
}

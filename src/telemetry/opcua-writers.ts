import type { Micros } from '../contract/units.js';
import type { Readings } from './decode.js';
import { bytesOf } from './decoders/json-object.js';
import { arrival, read } from './decoders/observe.js';
import type { DataSet, DataSetMeta, Writer } from './decoders/opcua-json.js';
import { decodeOpcUa } from './decoders/opcua-json.js';
import { opcUaValue } from './decoders/opcua-value.js';
import { refuse, shown, type Refusal } from './decoders/refusal.js';
import type { Origin } from './origin.js';
import { inUnit, type SourceSignals } from './tags.js';

/** A source that is a DataSetWriter. */
export interface WritingSource {
  writer: string;
  origin: Origin;
  signals: SourceSignals;
  ignored: ReadonlySet<string>;
}

/** What metadata told of a writer. */
interface Told {
  names: (string | null)[];
  fields: string[];
  units: ReadonlyMap<string, string>;
}

const MAX_TOLD = 1000;

/**
 * The DataSetWriters below one topic: finds the source of each DataSetMessage by the writer's name, by its id once metadata named it, or by
 * the topic. Metadata are kept in memory; a publisher retains them.
 */
export class OpcUaWriters {
  private readonly sources = new Map<string, WritingSource>();
  private readonly told = new Map<string, Told>();

  add(source: WritingSource): void {
    this.sources.set(source.writer, source);
  }

  has(writer: string): boolean {
    return this.sources.has(writer);
  }

  /** `ofTopic`: the writer that the topic names; null where it names none. */
  take(ofTopic: string | null, payload: Uint8Array, nowUs: Micros): Readings | Refusal {
    const message = decodeOpcUa(payload);
    if (!message.ok) return message;
    const readings: Readings = { ok: true, observations: [], refused: [] };
    if (message.kind === 'metadata') this.learn(message.meta);
    if (message.kind !== 'data') return readings;
    for (const { alone, ...refusal } of message.refused) readings.refused.push({ ...refusal, payload: bytesOf(alone, payload) });
    for (const set of message.sets) this.readSet(set, ofTopic, readings, payload, nowUs);
    return readings;
  }

  private readSet(set: DataSet, ofTopic: string | null, readings: Readings, payload: Uint8Array, nowUs: Micros): void {
    const told = this.told.get(keyOf(set.writer));
    const source = this.sourceOf(set.writer, told, ofTopic);
    const values = fieldsOf(set, told);
    if ('ok' in source || 'ok' in values) {
      const refusal = 'ok' in source ? source : (values as Refusal);
      readings.refused.push({ ...refusal, payload: bytesOf(set.alone(), payload) });
      return;
    }
    for (const [name, value] of values) {
      if (source.ignored.has(name)) continue;
      const observed = readField(source, name, value, set, told, nowUs);
      if (!observed.ok) {
        readings.refused.push({ ...observed, payload: bytesOf(alone(source, set, name, value), payload) });
        continue;
      }
      readings.observations.push(observed.observation);
      if (set.atUs === null && observed.observation.measuredAtUs === nowUs) readings.session = arrival(nowUs);
    }
  }

  /** A topic that names a writer is his: no message on it speaks for another source. */
  private sourceOf(writer: Writer, told: Told | undefined, ofTopic: string | null): WritingSource | Refusal {
    const names = writer.name === null ? (told?.names ?? []) : [writer.name];
    const named = names.map((name) => (name === null ? undefined : this.sources.get(name))).find((source) => source !== undefined);
    const own = ofTopic === null ? undefined : this.sources.get(ofTopic);
    if (own && named && own !== named) return refuse('not-bound', `${named.writer} may not speak on the topic of ${own.writer}`);
    const source = own ?? named;
    if (source) return source;
    const who = names.find((name) => name !== null) ?? null;
    if (who !== null) return refuse('unknown-topic', `there is no source of the DataSetWriter ${shown(who)}`);
    return refuse('unknown-topic', writer.id === null ? 'neither topic nor message names a DataSetWriter' : `no metadata named the DataSetWriter ${writer.id}`);
  }

  private learn({ writer, name, fields }: DataSetMeta): void {
    const key = keyOf(writer);
    if (this.told.size >= MAX_TOLD && !this.told.has(key)) return;
    this.told.set(key, {
      names: [writer.name, name],
      fields: fields.map((field) => field.name),
      units: new Map(fields.flatMap((field): [string, string][] => (field.unit === null ? [] : [[field.name, field.unit]]))),
    });
  }
}

const keyOf = ({ publisher, id, name }: Writer): string => `${publisher} ${id ?? name ?? ''}`;

function fieldsOf({ payload }: DataSet, told: Told | undefined): [string, unknown][] | Refusal {
  if (!Array.isArray(payload)) return Object.entries(payload);
  if (!told) return refuse('bad-payload', 'no metadata told the names of the fields');
  if (payload.length !== told.fields.length) return refuse('bad-payload', `${payload.length} fields; metadata told of ${told.fields.length}`);
  return payload.map((value: unknown, index) => [told.fields[index]!, value]);
}

function readField({ origin, signals }: WritingSource, name: string, given: unknown, { atUs, quality }: DataSet, told: Told | undefined, nowUs: Micros) {
  const field = signals.field(name);
  if (field === null) return refuse('unknown-topic', `${origin.line}/${origin.unit} has no ${shown(name)}`);
  const value = opcUaValue(given);
  if (!value.ok) return { ...value, detail: `${field.signal}: ${value.detail}` };
  const unit = told?.units.get(name);
  const converted = inUnit(field, unit);
  if (converted === null) return refuse('bad-value', `${field.signal}: ${shown(unit)} cannot be converted to ${field.unit}`);
  const measuredAtUs = value.atUs ?? atUs;
  return read(origin, converted, value.value, measuredAtUs ?? nowUs, quality === 'good' ? value.quality : quality, nowUs);
}

/** The message of one field alone. */
const alone = ({ writer }: WritingSource, { atUs }: DataSet, name: string, value: unknown) => ({
  MessageType: 'ua-data',
  Messages: [
    {
      DataSetWriterName: writer,
      MessageType: 'ua-deltaframe',
      ...(atUs === null ? {} : { Timestamp: new Date(atUs / 1000).toISOString() }),
      Payload: { [name]: value },
    },
  ],
});

import { CELL_EVENTS } from '../contract/cell-events.js';
import type { SignalName, SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { SparkplugMetric, SparkplugPayload } from './decoders/sparkplug-payload.js';
import type { SparkplugSource } from './sparkplug-source.js';
import type { Field } from './tags.js';

/** What a birth said of a metric, and what it told last. */
export interface Born {
  of: Alive;
  name: string;
  datatype: number | undefined;
  /** What it means; null: it is no reading of a plant, or its source has no such. */
  field: Field | null;
  value: SignalValue;
  atUs: Micros | null;
}

/** A device that is alive, or the node itself, from its birth to its death. */
export interface Alive {
  source: SparkplugSource;
  metrics: Map<string, Born>;
  /** A message was lost since its birth: what it tells is uncertain until the next. */
  stale: boolean;
}

/** From a birth of the node to its death. */
export interface Session {
  bdSeq: number | null;
  /** Tells messages of one session from equal ones of another. */
  id: string;
  /** Time of its newest message, and how far that was behind our clock when it came. */
  newest: { atUs: Micros; behindUs: Micros } | null;
  aliases: Map<string, Born>;
  /** Names by alias of what a node tells that is no source itself. */
  names: Map<string, string>;
  /** By device; null is the node itself. */
  alive: Map<string | null, Alive>;
  /** A loss that is not told yet. */
  lossUntold: boolean;
  /** One of its devices is stale. */
  stale: boolean;
}

/** Metrics of nodes and devices that are no readings of a plant. */
const OF_THE_PROTOCOL = /^(bdSeq$|Node Control\/|Device Control\/|Node Info\/|Device Info\/|Properties\/)/;

export const isOfProtocol = (name: string): boolean => OF_THE_PROTOCOL.test(name);
export const isEvent = (signal: SignalName): boolean => signal in CELL_EVENTS;

/** What carries the protocol, or is to be ignored. */
export const isNoReading = ({ source }: Alive, name: string): boolean => isOfProtocol(name) || source.ignored.has(name);

/** A node that was born now. */
export function openSession(payload: SparkplugPayload, nowUs: Micros): Session {
  const bdSeq = bdSeqOf(payload);
  const id = `${bdSeq ?? ''}@${nowUs}`;
  return { bdSeq, id, newest: null, aliases: new Map(), names: new Map(), alive: new Map(), lossUntold: false, stale: false };
}

/** Begins the life of a device, or of the node itself; aliases that it had are forgotten. */
export function beginLife(session: Session, source: SparkplugSource): Alive {
  const before = session.alive.get(source.device);
  if (before) for (const [alias, born] of session.aliases) if (born.of === before) session.aliases.delete(alias);
  const alive: Alive = { source, metrics: new Map(), stale: false };
  session.alive.set(source.device, alive);
  return alive;
}

/** Keeps what a birth says of a metric; null where it has no name. */
export function learn(session: Session, of: Alive, { name, alias, datatype }: SparkplugMetric): Born | null {
  if (name === undefined) return null;
  const field = isNoReading(of, name) ? null : of.source.signals.field(name);
  const born: Born = { of, name, datatype, field, value: null, atUs: null };
  of.metrics.set(name, born);
  if (alias !== undefined) session.aliases.set(alias, born);
  return born;
}

/** The metric that data mean, by alias or by name; undefined where no birth gave it. */
export function bornAs(session: Session, of: Alive, { name, alias }: SparkplugMetric): Born | undefined {
  const byAlias = alias === undefined ? undefined : session.aliases.get(alias);
  return byAlias?.of === of ? byAlias : name === undefined ? undefined : of.metrics.get(name);
}

export function noteTime(session: Session, { timestampMs }: SparkplugPayload, nowUs: Micros): void {
  if (timestampMs === undefined) return;
  const atUs = timestampMs * 1000;
  if (atUs >= (session.newest?.atUs ?? 0)) session.newest = { atUs, behindUs: nowUs - atUs };
}

/** The number of the session that a birth or death of a node gives, of either type of whole number; null where it gives none. */
export function bdSeqOf({ metrics }: SparkplugPayload): number | null {
  const metric = metrics.find(({ name }) => name === 'bdSeq');
  return typeof metric?.value === 'bigint' || typeof metric?.value === 'number' ? Number(metric.value) : null;
}

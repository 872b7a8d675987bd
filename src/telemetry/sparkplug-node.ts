import { CELL_EVENTS } from '../contract/cell-events.js';
import type { Observation, Quality, SignalName } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Decoded, Readings } from './decode.js';
import { observe } from './decoders/observe.js';
import { refuse, shown, type Refusal } from './decoders/refusal.js';
import { decodeSparkplug, payloadOfMetric, type SparkplugMetric, type SparkplugPayload } from './decoders/sparkplug-payload.js';
import { sparkplugValue } from './decoders/sparkplug-value.js';
import type { Origin } from './origin.js';
import type { SparkplugMessage } from './sparkplug-topic.js';
import type { SourceSignals } from './tags.js';

/** A device of a node that the cell file makes possible. */
export interface KnownDevice {
  origin: Origin;
  signals: SourceSignals;
}

/** What a birth said of a metric. */
interface Born {
  device: string;
  name: string;
  datatype: number | undefined;
}

/** From a birth of the node to its death. */
interface Session {
  bdSeq: number | null;
  /** Tells messages of one session from equal ones of another. */
  id: string;
  lastSeq: number | null;
  /** Time of its newest message, and how far that was behind our clock when it came. */
  newest: { atUs: Micros; behindUs: Micros } | null;
  aliases: Map<string, Born>;
  /** Of the devices that are alive: their metrics by name. */
  alive: Map<string, Map<string, Born>>;
}

const QUALITIES: Readonly<Record<number, Quality>> = { 0: 'bad', 192: 'good', 500: 'uncertain' };
/** A node this far behind tells of its past: it catches up. */
const BEHIND_US = 60_000_000;
/** Metrics of nodes and devices that are no readings of a plant. */
const OF_THE_PROTOCOL = /^(bdSeq$|Node Control\/|Device Control\/|Node Info\/|Device Info\/|Properties\/)/;

/**
 * What is known of one edge node, and what its messages say by that. Nothing is guessed: data before their birth and aliases
 * that no birth gave are refused, and `needsBirth` hears that the births are wanted again; so it does where a sequence number is missing.
 */
export class SparkplugNode {
  private session: Session | null = null;
  private readonly diedAtUs = new Map<string, Micros>();

  constructor(
    private readonly id: string,
    private readonly devices: ReadonlyMap<string, KnownDevice>,
    private readonly needsBirth: (nowUs: Micros) => void,
  ) {}

  /** Nothing is known any more: messages may have been missed. */
  forget(): void {
    this.session = null;
  }

  take({ kind, device }: SparkplugMessage, bytes: Uint8Array, nowUs: Micros): Decoded {
    if (kind === 'NCMD' || kind === 'DCMD') return nothing();
    const payload = decodeSparkplug(bytes);
    if (!payload.ok) {
      if (kind !== 'NDEATH') this.needsBirth(nowUs);
      return payload;
    }
    if (kind === 'NBIRTH') return this.nodeBorn(payload, nowUs);
    if (kind === 'NDEATH') return this.nodeDied(payload, nowUs);
    const { session } = this;
    if (session === null) return this.unborn(`${this.id} sent ${kind} before its birth`, nowUs);
    this.follow(session, payload.seq ?? null, nowUs);
    note(session, payload, nowUs);
    if (kind === 'NDATA') return { ...this.ofNode(payload), session: session.id };
    const known = this.devices.get(device!);
    if (!known) return refuse('unknown-topic', `the cell has no source ${shown(device)}`);
    const readings = this.ofDevice(session, kind, device!, known, payload, nowUs);
    return readings.ok ? { ...readings, session: session.id } : readings;
  }

  private ofDevice(
    session: Session,
    kind: 'DBIRTH' | 'DDATA' | 'DDEATH',
    device: string,
    known: KnownDevice,
    payload: SparkplugPayload,
    nowUs: Micros,
  ): Decoded {
    switch (kind) {
      case 'DBIRTH':
        return this.deviceBorn(session, device, known, payload, nowUs);
      case 'DDEATH':
        return { ok: true, observations: this.deviceDied(session, device, Math.min(timeOf({}, payload) ?? nowUs, nowUs), nowUs), refused: [] };
      case 'DDATA':
        if (!session.alive.has(device)) return this.unborn(`${this.id} sent data of ${device} before its birth`, nowUs);
        return this.data(session, device, known, payload, nowUs);
    }
  }

  private nodeBorn(payload: SparkplugPayload, nowUs: Micros): Readings {
    const bdSeq = bdSeqOf(payload);
    this.session = { bdSeq, id: `${bdSeq ?? ''}@${nowUs}`, lastSeq: payload.seq ?? null, newest: null, aliases: new Map(), alive: new Map() };
    note(this.session, payload, nowUs);
    for (const metric of payload.metrics) this.learn(this.session, '', metric);
    return { ...this.ofNode(payload), session: this.session.id };
  }

  /** The death of another session than the present one is late news. A node that tells of its past is known up to its last word. */
  private nodeDied(payload: SparkplugPayload, nowUs: Micros): Decoded {
    const bdSeq = bdSeqOf(payload);
    if (bdSeq === null) return refuse('bad-payload', 'NDEATH without bdSeq');
    const { session } = this;
    if (session === null || (session.bdSeq !== null && session.bdSeq !== bdSeq)) return nothing();
    const { newest } = session;
    const atUs = newest !== null && newest.behindUs > BEHIND_US ? newest.atUs : nowUs;
    const observations = [...session.alive.keys()].flatMap((device) => this.deviceDied(session, device, atUs, nowUs));
    this.session = null;
    return { ok: true, observations, refused: [], session: session.id };
  }

  private deviceBorn(session: Session, device: string, known: KnownDevice, payload: SparkplugPayload, nowUs: Micros): Readings {
    for (const [alias, born] of session.aliases) if (born.device === device) session.aliases.delete(alias);
    const metrics = new Map<string, Born>();
    session.alive.set(device, metrics);
    // A birth says what holds now: that counts after a death, whenever it was measured.
    const diedAtUs = this.diedAtUs.get(device);
    this.diedAtUs.delete(device);
    const readings = nothing();
    for (const metric of payload.metrics) {
      const born = this.learn(session, device, metric);
      if (born === null) {
        add(readings, metric, refuse('bad-payload', 'a metric of a birth without name'));
        continue;
      }
      if (OF_THE_PROTOCOL.test(born.name)) continue;
      const signal = known.signals.of(born.name);
      if (signal !== null && signal in CELL_EVENTS) continue; // what happened does not hold: a birth repeats it, or leaves it blank
      add(readings, metric, this.reading(known, born, metric, payload, nowUs, diedAtUs === undefined ? 0 : diedAtUs + 1));
    }
    return readings;
  }

  private data(session: Session, device: string, known: KnownDevice, payload: SparkplugPayload, nowUs: Micros): Readings {
    const readings = nothing();
    for (const metric of payload.metrics) {
      const byAlias = metric.alias === undefined ? undefined : session.aliases.get(metric.alias);
      const born = byAlias?.device === device ? byAlias : metric.name === undefined ? undefined : session.alive.get(device)?.get(metric.name);
      if (born && OF_THE_PROTOCOL.test(born.name)) continue;
      const what = metric.name === undefined ? `alias ${metric.alias ?? 'none'}` : shown(metric.name);
      add(readings, metric, born ? this.reading(known, born, metric, payload, nowUs, 0) : this.unborn(`no birth of ${this.id}/${device} gave ${what}`, nowUs));
    }
    return readings;
  }

  /** The states of a device, unknown from a time on. */
  private deviceDied(session: Session, device: string, atUs: Micros, nowUs: Micros): Observation[] {
    const metrics = session.alive.get(device);
    const known = this.devices.get(device);
    session.alive.delete(device);
    this.diedAtUs.set(device, atUs);
    if (!metrics || !known || ![...metrics.keys()].some((name) => known.signals.of(name) === 'state')) return [];
    const { line, unit } = known.origin;
    return [{ line, unit, signal: 'state', value: null, measuredAtUs: atUs, receivedAtUs: nowUs, quality: 'uncertain' }];
  }

  private reading({ origin, signals }: KnownDevice, born: Born, metric: SparkplugMetric, payload: SparkplugPayload, nowUs: Micros, notBeforeUs: Micros) {
    const signal: SignalName | null = signals.of(born.name);
    if (signal === null) return refuse('unknown-topic', `${origin.line}/${origin.unit} has no ${shown(born.name)}`);
    const value = sparkplugValue(metric, metric.datatype ?? born.datatype);
    if (!value.ok) return { ...value, detail: `${signal}: ${value.detail}` };
    const quality = QUALITIES[metric.properties?.['Quality'] ?? 192] ?? 'uncertain';
    const measuredAtUs = Math.max(timeOf(metric, payload) ?? nowUs, notBeforeUs);
    return observe(origin, { signal, value: value.value, measuredAtUs, quality }, nowUs);
  }

  /** Metrics of the node itself: a cell has its sources as devices. */
  private ofNode(payload: SparkplugPayload): Readings {
    const readings = nothing();
    for (const metric of payload.metrics) {
      const name = metric.name ?? this.session?.aliases.get(metric.alias ?? '')?.name;
      if (name !== undefined && OF_THE_PROTOCOL.test(name)) continue;
      add(readings, metric, refuse('unknown-topic', `readings of ${this.id} belong to devices: ${shown(name ?? metric.alias)} is one of the node`));
    }
    return readings;
  }

  private learn(session: Session, device: string, { name, alias, datatype }: SparkplugMetric): Born | null {
    if (name === undefined) return null;
    const born = { device, name, datatype };
    session.alive.get(device)?.set(name, born);
    if (alias !== undefined) session.aliases.set(alias, born);
    return born;
  }

  /** Sequence numbers go from 0 to 255 and on from 0; one that is missing was lost. */
  private follow(session: Session, seq: number | null, nowUs: Micros): void {
    if (session.lastSeq === null || seq !== (session.lastSeq + 1) % 256) this.needsBirth(nowUs);
    session.lastSeq = seq;
  }

  private unborn(detail: string, nowUs: Micros): Refusal {
    this.needsBirth(nowUs);
    return refuse('not-born', detail);
  }
}

function note(session: Session, { timestampMs }: SparkplugPayload, nowUs: Micros): void {
  if (timestampMs === undefined) return;
  const atUs = timestampMs * 1000;
  if (atUs >= (session.newest?.atUs ?? 0)) session.newest = { atUs, behindUs: nowUs - atUs };
}

const nothing = (): Readings => ({ ok: true, observations: [], refused: [] });

function add(readings: Readings, metric: SparkplugMetric, read: { ok: true; observation: Observation } | Refusal): void {
  if (read.ok) readings.observations.push(read.observation);
  else readings.refused.push({ ...read, payload: payloadOfMetric(metric) });
}

const timeOf = ({ timestampMs }: { timestampMs?: number }, payload: SparkplugPayload): Micros | null => {
  const ms = timestampMs ?? payload.timestampMs;
  return ms === undefined ? null : ms * 1000;
};

function bdSeqOf({ metrics }: SparkplugPayload): number | null {
  const metric = metrics.find(({ name }) => name === 'bdSeq');
  return typeof metric?.value === 'bigint' || typeof metric?.value === 'number' ? Number(metric.value) : null;
}

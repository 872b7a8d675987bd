import type { Observation } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Decoded, Readings } from './decode.js';
import { refuse, shown, type Refusal } from './decoders/refusal.js';
import { decodeSparkplug, payloadOfMetric, type SparkplugMetric, type SparkplugPayload } from './decoders/sparkplug-payload.js';
import { isTemplateDefinition } from './decoders/sparkplug-structure.js';
import type { Origin } from './origin.js';
import { readingOf, timeOf } from './sparkplug-reading.js';
import {
  bdSeqOf,
  beginLife,
  bornAs,
  isEvent,
  isNoReading,
  isOfProtocol,
  learn,
  noteTime,
  openSession,
  type Alive,
  type Born,
  type Session,
} from './sparkplug-session.js';
import type { SparkplugSource } from './sparkplug-source.js';
import { afterDeath, afterLoss } from './sparkplug-stale.js';
import type { SparkplugMessage } from './sparkplug-topic.js';

/** A node this far behind tells of its past: it catches up. */
const BEHIND_US = 60_000_000;
/** Names of a node that is no source itself: they come from outside. */
const MAX_NAMES = 10_000;
const MAX_NAME = 200; // characters

/** Whether somebody is there, since when by our clock or its own. */
export interface Presence {
  online: boolean;
  sinceUs: Micros;
}

/**
 * What is known of one edge node, and what its messages say by that, in the order that they were sent in. Nothing is guessed: data before
 * their birth and aliases that no birth gave are refused, and `needsBirth` hears that the births are wanted again.
 */
export class SparkplugNode {
  private session: Session | null = null;
  /** Up to when the values of a device are marked as not known or not sure: what a birth says holds after that. */
  private readonly markedUs = new Map<string | null, Micros>();
  private readonly presences = new Map<string | null, Presence>();
  /** The time of its line is what it tells. */
  private readonly keepsTime: boolean;

  constructor(
    private readonly id: string,
    private readonly sources: ReadonlyMap<string | null, SparkplugSource>,
    private readonly needsBirth: (nowUs: Micros) => void,
    private readonly settled: () => void,
    /** As `markedUs`, of what was told before we were started. */
    markedBefore: (origin: Origin) => Micros | null,
  ) {
    this.keepsTime = [...sources.values()].some(({ origin }) => origin.clock === 'source');
    for (const [device, { origin }] of sources) {
      const beforeUs = markedBefore(origin);
      if (beforeUs !== null) this.markedUs.set(device, beforeUs);
    }
  }

  /** The node (null) and its devices as far as they were heard of. */
  presence(): ReadonlyMap<string | null, Presence> {
    return this.presences;
  }

  /** Whether a message was lost since the births. */
  get stale(): boolean {
    return this.session !== null && (this.session.lossUntold || this.session.stale);
  }

  /** Nothing is known any more: messages may have been missed. */
  forget(): void {
    this.session = null;
  }

  /** Messages before the next one are lost: nothing that was told is sure until it is born again. The next message tells. */
  lost(): void {
    if (this.session !== null) this.session.lossUntold = true;
  }

  take({ kind, device }: SparkplugMessage, bytes: Uint8Array, nowUs: Micros): Decoded {
    if (kind === 'NCMD' || kind === 'DCMD') return nothing();
    const payload = decodeSparkplug(bytes);
    if (!payload.ok && kind !== 'NDEATH') this.needsBirth(nowUs);
    if (!payload.ok) return payload;
    if (kind === 'NBIRTH') return this.nodeBorn(payload, nowUs);
    if (kind === 'NDEATH') return this.nodeDied(payload, nowUs);
    const { session } = this;
    if (session === null) return this.unborn(`${this.id} sent ${kind} before its birth`, nowUs);
    const marks = this.tellLoss(session, nowUs);
    noteTime(session, payload, nowUs);
    const told = this.told(session, kind, device, payload, nowUs);
    if (told.ok) return { ...told, observations: [...marks, ...told.observations], session: session.id };
    return marks.length === 0 ? told : { ok: true, observations: marks, refused: [{ ...told, payload: bytes }], session: session.id };
  }

  private told(session: Session, kind: 'NDATA' | 'DBIRTH' | 'DDATA' | 'DDEATH', device: string | null, payload: SparkplugPayload, nowUs: Micros): Decoded {
    const source = this.sources.get(device);
    if (!source) return device === null ? this.strange(session, payload) : refuse('unknown-topic', `no line or cell has device ${shown(device)} of ${this.id}`);
    if (kind === 'DBIRTH') return this.born(session, source, payload, nowUs);
    const alive = session.alive.get(device);
    if (kind === 'DDEATH') return { ...nothing(), observations: this.died(session, device, this.deathUs(payload, nowUs), nowUs) };
    return alive ? this.data(session, alive, payload, nowUs) : this.unborn(`${this.id} sent data of ${device} before its birth`, nowUs);
  }

  /** Its devices are not there until they are born again; what they told holds, since that mostly follows at once. */
  private nodeBorn(payload: SparkplugPayload, nowUs: Micros): Readings {
    const session = (this.session = openSession(payload, nowUs));
    noteTime(session, payload, nowUs);
    for (const device of this.presences.keys()) this.presences.set(device, { online: false, sinceUs: nowUs });
    this.presences.set(null, { online: true, sinceUs: nowUs });
    this.settled();
    const itself = this.sources.get(null);
    const told = itself ? this.born(session, itself, payload, nowUs) : this.strange(session, payload);
    return { ...told, session: session.id };
  }

  /** The death of another session than the present one is late news. A node that tells of its past, or whose line goes by its time, is known up to its last word. */
  private nodeDied(payload: SparkplugPayload, nowUs: Micros): Decoded {
    const bdSeq = bdSeqOf(payload);
    if (bdSeq === null) return refuse('bad-payload', 'NDEATH without bdSeq');
    const { session } = this;
    if (session === null || (session.bdSeq !== null && session.bdSeq !== bdSeq)) return nothing();
    const { newest } = session;
    const ownClock = newest !== null && (this.keepsTime || newest.behindUs > BEHIND_US);
    const observations = this.end(session, ownClock ? newest.atUs : nowUs, nowUs);
    this.session = null;
    this.settled();
    return { ...nothing(), observations, session: session.id };
  }

  /** Of a device that died by the word of its node. */
  private deathUs(payload: SparkplugPayload, nowUs: Micros): Micros {
    const saidUs = timeOf({}, payload) ?? nowUs;
    return this.keepsTime ? saidUs : Math.min(saidUs, nowUs);
  }

  private end(session: Session, atUs: Micros, nowUs: Micros): Observation[] {
    const marks = [...session.alive.keys()].flatMap((device) => this.died(session, device, atUs, nowUs));
    for (const device of this.presences.keys()) this.presences.set(device, { online: false, sinceUs: atUs });
    return marks;
  }

  private died(session: Session, device: string | null, atUs: Micros, nowUs: Micros): Observation[] {
    const alive = session.alive.get(device);
    session.alive.delete(device);
    this.presences.set(device, { online: false, sinceUs: atUs });
    return alive ? this.marked(device, afterDeath(alive, atUs, nowUs)) : [];
  }

  private tellLoss(session: Session, nowUs: Micros): Observation[] {
    if (!session.lossUntold) return [];
    session.lossUntold = false;
    session.stale = session.alive.size > 0;
    const fromUs = session.newest?.atUs ?? nowUs;
    return [...session.alive].flatMap(([device, alive]) => {
      alive.stale = true;
      return this.marked(device, afterLoss(alive, fromUs, nowUs));
    });
  }

  private marked(device: string | null, marks: Observation[]): Observation[] {
    const lastUs = marks.reduce((latest, { measuredAtUs }) => Math.max(latest, measuredAtUs), this.markedUs.get(device) ?? 0);
    if (marks.length > 0) this.markedUs.set(device, lastUs);
    return marks;
  }

  /** A birth says what holds now: that counts after a death or a loss, whenever it was measured. What happened does not hold: events are left out. */
  private born(session: Session, source: SparkplugSource, payload: SparkplugPayload, nowUs: Micros): Readings {
    const alive = beginLife(session, source);
    session.stale = [...session.alive.values()].some(({ stale }) => stale);
    const markedUs = this.markedUs.get(source.device);
    this.markedUs.delete(source.device);
    this.presences.set(source.device, { online: true, sinceUs: nowUs });
    const readings = nothing();
    for (const metric of payload.metrics) {
      const born = learn(session, alive, metric);
      if (born === null) add(readings, metric, refuse('bad-payload', 'a metric of a birth without name'));
      else if (!isNoReading(alive, born.name) && !(born.field && isEvent(born.field.signal)) && !isTemplateDefinition(metric))
        add(readings, metric, this.reading(born, metric, payload, nowUs, markedUs === undefined ? 0 : markedUs + 1));
    }
    return readings;
  }

  private data(session: Session, alive: Alive, payload: SparkplugPayload, nowUs: Micros): Readings {
    const readings = nothing();
    for (const metric of payload.metrics) {
      const born = bornAs(session, alive, metric);
      if (born && isNoReading(alive, born.name)) continue;
      const what = metric.name === undefined ? `alias ${metric.alias ?? 'none'}` : shown(metric.name);
      const where = [this.id, ...(alive.source.device === null ? [] : [alive.source.device])].join('/');
      add(readings, metric, born ? this.reading(born, metric, payload, nowUs, 0) : this.unborn(`no birth of ${where} gave ${what}`, nowUs));
    }
    return readings;
  }

  private reading(born: Born, metric: SparkplugMetric, payload: SparkplugPayload, nowUs: Micros, notBeforeUs: Micros) {
    return readingOf(born, metric, payload, { nowUs, notBeforeUs, markedUs: this.markedUs.get(born.of.source.device) });
  }

  /** Metrics of a node that is no source itself. */
  private strange(session: Session, payload: SparkplugPayload): Readings {
    const readings = nothing();
    for (const metric of payload.metrics) {
      const { name = session.names.get(metric.alias ?? ''), alias } = metric;
      if (name !== undefined && name.length <= MAX_NAME && alias !== undefined && session.names.size < MAX_NAMES) session.names.set(alias, name);
      if ((name !== undefined && isOfProtocol(name)) || isTemplateDefinition(metric)) continue;
      add(readings, metric, refuse('unknown-topic', `readings of ${this.id} belong to devices: ${shown(name ?? alias)} is one of the node`));
    }
    return readings;
  }

  private unborn(detail: string, nowUs: Micros): Refusal {
    this.needsBirth(nowUs);
    return refuse('not-born', detail);
  }
}

const nothing = (): Readings => ({ ok: true, observations: [], refused: [] });

function add(readings: Readings, metric: SparkplugMetric, read: { ok: true; observation: Observation } | Refusal): void {
  if (read.ok) readings.observations.push(read.observation);
  else readings.refused.push({ ...read, payload: payloadOfMetric(metric) });
}

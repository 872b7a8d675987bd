import type { CommissioningReport, SilentTopic, UnmappedTopic } from '../../contract/commissioning.js';
import type { Micros } from '../../contract/units.js';
import type { Fate } from '../ingest.js';
import type { BuriedReading, Entry } from '../journal-frame.js';
import type { TopicTable } from '../topics.js';
import { HeardTopics } from './heard-topics.js';
import { looksLike } from './looks-like.js';
import type { Mapped } from './mapped.js';
import { silentTopics } from './silent.js';
import { SourcesHeard, SourceWatch } from './source-watch.js';
import { SparkplugSeen } from './sparkplug-seen.js';
import { suggestMapping, type KnownSource } from './suggest-mapping.js';
import { suggestNode } from './suggest-node.js';
import { ErrorsByTopic } from './topic-errors.js';
import { UnmappedTopics, type Payload, type UnmappedRow } from './unmapped-topics.js';

const BEGIN_BASE64 = 1_368; // of a payload in Base64: 1,026 bytes
const SHOWN = 500;
const SUGGESTED = 50; // of the most frequent: names are compared with those of all sources
const NO_FIELD = / has no ("(?:[^"\\]|\\.)*")$/;

/** What is heard and how, in memory, for somebody who connects a plant. It takes no decision and stores nothing. */
export class Commissioning {
  private readonly unmapped = new UnmappedTopics();
  private readonly nodes = new SparkplugSeen();
  private readonly errors = new ErrorsByTopic();
  private readonly sources: ReadonlyMap<string, SourceWatch>;
  private readonly topics = new HeardTopics();

  constructor(
    private readonly mapped: readonly Mapped[],
    private readonly table: Pick<TopicTable, 'find' | 'lineOf' | 'concerns'>,
    private readonly sinceUs: Micros,
  ) {
    const all = new SourcesHeard();
    this.sources = new Map(mapped.map(({ source: { of, unit, clock } }, n) => [`${of}/${unit}`, new SourceWatch(of, unit, clock, all, n)]));
  }

  /** What became of a message. */
  took(entry: Entry, fate: Fate): void {
    const { topic, observations, deadLetters } = entry;
    const known = this.topics.find(entry);
    let source = known === undefined ? undefined : this.topics.sourceOf(known);
    let heard: SourceWatch | undefined;
    for (const observation of observations) {
      if (source?.unit !== observation.unit || source.line !== observation.line) source = this.sources.get(`${observation.line}/${observation.unit}`);
      if (source !== heard) source?.heard(observation);
      heard = source;
      source?.observed(observation, fate === 'duplicate');
    }
    if (heard) this.topics.heard(known, entry, heard);
    for (const letter of deadLetters) this.refused(topic, letter);
  }

  /** A message that was only looked at. Those that the way in hears are not counted twice. */
  looked(topic: string, payload: Uint8Array, nowUs: Micros): void {
    if (this.table.lineOf(topic) !== null || !this.table.concerns(topic)) return;
    if (this.nodes.seen(topic, () => payload, nowUs)) return;
    this.unmapped.seen(topic, null, { bytes: payload, sizeBytes: payload.byteLength }, nowUs);
  }

  report(nowUs: Micros): Omit<CommissioningReport, 'seesAll' | 'discovery'> {
    const known = this.known();
    return {
      sinceUs: this.sinceUs,
      asOfUs: nowUs,
      unmapped: this.unmapped.list(nowUs).slice(0, SHOWN).map((row, at) => this.described(row, at < SUGGESTED ? known : [], nowUs)), // prettier-ignore
      nodes: this.nodes.list(nowUs).map((node) => suggestNode(node, known)),
      silent: this.silent(nowUs),
      sources: [...this.sources.values()].map((source) => source.report(nowUs)),
      errors: this.errors.list((topic) => this.table.lineOf(topic)),
    };
  }

  private refused(topic: string, letter: BuriedReading): void {
    const { reason, detail, payloadBase64, receivedAtUs: nowUs } = letter;
    if (reason !== 'unknown-topic') return this.errors.seen(topic, letter);
    const whole = () => Buffer.from(payloadBase64, 'base64');
    if (this.table.find(topic).ok) {
      const [, field] = NO_FIELD.exec(detail) ?? [];
      if (field === undefined) this.errors.seen(topic, letter);
      else this.unmapped.seen(topic, JSON.parse(field) as string, beginOf(payloadBase64), nowUs);
    } else if (!this.nodes.seen(topic, whole, nowUs)) this.unmapped.seen(topic, null, beginOf(payloadBase64), nowUs);
  }

  private known(): KnownSource[] {
    return this.mapped.map(({ source, file }) => {
      const watch = this.sources.get(`${source.of}/${source.unit}`)!;
      return { source, file, heard: watch.gap.lastUs !== null, told: (signal) => watch.told(signal) };
    });
  }

  private silent(nowUs: Micros): SilentTopic[] {
    const of = this.topics.bySource();
    return this.mapped.flatMap((mapped) => {
      const watch = this.sources.get(`${mapped.source.of}/${mapped.source.unit}`)!;
      return silentTopics(mapped, watch, of.get(watch) ?? [], this.sinceUs, nowUs);
    });
  }

  private described(
    { topic, field, messages, firstSeenUs, lastSeenUs, rate, sample }: UnmappedRow,
    known: readonly KnownSource[],
    nowUs: Micros,
  ): UnmappedTopic {
    const cut = sample.bytes.length < sample.sizeBytes;
    const guess = looksLike(sample.topic, sample.bytes);
    return {
      ...{ topic, field, messages, firstSeenUs, lastSeenUs, ratePerMin: rate.perMinute(nowUs), sizeBytes: sample.sizeBytes },
      sample: { topic: sample.topic, payloadBase64: Buffer.from(sample.bytes).toString('base64'), cut },
      looksLike: guess.looksLike,
      line: this.table.lineOf(sample.topic),
      suggestion: cut || topic.endsWith('#') ? null : suggestMapping(sample.topic, field, guess, known),
    };
  }
}

function beginOf(payloadBase64: string): Payload {
  const padding = payloadBase64.endsWith('==') ? 2 : payloadBase64.endsWith('=') ? 1 : 0;
  return { bytes: Buffer.from(payloadBase64.slice(0, BEGIN_BASE64), 'base64'), sizeBytes: (payloadBase64.length / 4) * 3 - padding };
}

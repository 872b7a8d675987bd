import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { nodesOf } from '../plant/source-filters.js';
import { joined, messagesOf, rootOf } from '../plant/source-topics.js';
import { sourcesOf, type Source } from '../plant/sources.js';
import { JsonBundle } from './decoders/json-bundle.js';
import { jsonShape } from './decoders/json-shape.js';
import { UnsJson } from './decoders/uns-json.js';
import { OpcUaWriters } from './opcua-writers.js';
import { originOf, type Origin } from './origin.js';
import { Budget, USUAL_LIMITS } from './security/limits.js';
import { isStateTopic, sparkplugMessage, sparkplugRoot, type SparkplugMessage } from './sparkplug-topic.js';
import { SourceSignals, type Field } from './tags.js';

/** A source and what it can tell. */
interface Spoken {
  origin: Origin;
  signals: SourceSignals;
}

export interface TagTarget {
  kind: 'tag';
  origin: Origin;
  field: Field;
  /** Null: the value alone, as text. */
  json: UnsJson | null;
  topic: string;
}
export interface BundleTarget extends Spoken {
  kind: 'bundle';
  json: JsonBundle;
}
export interface SenmlTarget {
  kind: 'senml';
  /** The source that the topic belongs to; null where records name theirs. */
  own: Spoken | null;
  /** Sources by the name that stands before the last colon of a record's; null where the topic belongs to one. */
  among: Map<string, Spoken> | null;
  /** Names of the other sources of the line or cell, whatever they speak; records may not name them here. */
  others: ReadonlySet<string>;
  ignored: ReadonlySet<string>;
}

/** What a topic carries: a tag, the readings of one or several sources, or a message of a Sparkplug B node. */
export type Target =
  | TagTarget
  | BundleTarget
  | SenmlTarget
  | { kind: 'opcua'; writers: OpcUaWriters; writer: string | null }
  | { kind: 'ignored' }
  | { kind: 'sparkplug'; message: SparkplugMessage };

const BY_RULE = /^(.*)\/((?:_(?:process|hvac|weather)_v1|Process|Hvac|Weather)\/[^/]*)$/;
const FROM_SPARKPLUG = /^spBv1\.0\//;
/** Below this a simulator is asked for incidents, and answers. */
const OF_SIMULATOR = 'simulator/';
/** Topics of groups of writers that are remembered: they come from outside. */
const MAX_REMEMBERED = 10_000;
const NONE: ReadonlySet<string> = new Set();

export type Lookup = { ok: true; target: Target } | { ok: false; detail: string };

interface Mirrored {
  kind: 'line' | 'cell';
  id: string;
}

interface Root extends Spoken {
  /** What makes a target of a tag below; null where the source has no topic for each. */
  tag: ((topic: string, field: Field) => TagTarget) | null;
}

/**
 * The table from topic to what it carries, compiled once from the mappings of the lines and cells. A mapping of the source goes before one of
 * the line or cell, which goes before the dialect. Throws where two sources read the same topics.
 */
export class TopicTable {
  private readonly targets = new Map<string, Target>();
  private readonly roots = new Map<string, Root>();
  private readonly prefixes: { prefix: string; of: Mirrored }[] = [];
  private readonly nodes = new Map<string, Mirrored>();
  private readonly publishers = new Map<string, OpcUaWriters>();
  private remembered = 0;

  constructor(
    lines: readonly LineDefinition[],
    cells: readonly CellDefinition[] = [],
    readonly limits = USUAL_LIMITS,
    private readonly budget = new Budget(limits.series),
  ) {
    for (const definition of [...lines, ...cells]) this.add(definition);
    this.prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** Topic filters that together give every mapped topic once, but those of Sparkplug B. */
  filters(): string[] {
    return filtersOf(this.prefixes.map(({ prefix }) => prefix));
  }

  /** The same of each line or cell; those of one that has none are left out. */
  filtersByLine(): ReadonlyMap<string, string[]> {
    const ids = [...new Set(this.prefixes.map(({ of }) => of.id))].sort();
    return new Map(ids.map((id) => [id, filtersOf(this.prefixes.flatMap(({ prefix, of }) => (of.id === id ? [prefix] : [])))]));
  }

  /** Topic filters that give every message of the Sparkplug B nodes. */
  sparkplugFilters(): string[] {
    return [...this.nodes.keys()].map((node) => `${sparkplugRoot(node, '+')}/#`).sort();
  }

  find(topic: string): Lookup {
    const known = this.targets.get(topic);
    if (known) return { ok: true, target: known };
    return FROM_SPARKPLUG.test(topic) ? this.findMessage(topic) : (this.findWriter(topic) ?? this.findByRule(topic));
  }

  /** Whether a topic may carry telemetry. What a simulator and its trainers say to each other does not, nor do hosts of Sparkplug B, unless a plant file has its prefix there. */
  concerns(topic: string): boolean {
    return !(topic.startsWith(OF_SIMULATOR) || isStateTopic(topic)) || this.mirroredBy(topic) !== null;
  }

  /** The line or cell whose prefix the topic begins with, mapped or not; null for none. */
  lineOf(topic: string): string | null {
    return this.mirroredBy(topic)?.id ?? null;
  }

  private add(definition: LineDefinition | CellDefinition): void {
    const of: Mirrored = { kind: definition.kind === 'Line' ? 'line' : 'cell', id: definition.id };
    const all = sourcesOf(definition);
    for (const node of nodesOf(all)) this.nodes.set(node, of);
    const sources = all.filter(({ dialect }) => dialect !== 'sparkplug-b');
    for (const prefix of new Set(sources.map((source) => source.prefix))) this.addPrefix(prefix, of);
    for (const source of sources) this.addSource(source, of);
    this.addPacks(all);
  }

  private addPrefix(prefix: string, of: Mirrored): void {
    this.prefixes.push({ prefix: `${prefix}/`, of });
  }

  private addSource(source: Source, of: Mirrored): void {
    const root = rootOf(source);
    const spoken = { origin: originOf(source), signals: new SourceSignals(source, this.budget) };
    const taken = this.roots.get(root)?.origin;
    if (taken) throw new Error(`${source.of}/${source.unit} and ${taken.line}/${taken.unit} read the same topics: ${root}/…`);
    const { origin, signals } = spoken;
    switch (source.dialect) {
      case 'uns-json':
      case 'packtags': {
        const json = source.dialect === 'packtags' ? null : new UnsJson(jsonShape(source, 'timestamp_ms'));
        const tag = (topic: string, field: Field): TagTarget => ({
          kind: 'tag',
          origin,
          field,
          json,
          topic,
        });
        this.roots.set(root, { ...spoken, tag });
        for (const [name, field] of signals.names()) {
          const topic = joined(root, name);
          this.targets.set(topic, tag(topic, field));
        }
        for (const name of source.ignore) this.targets.set(joined(root, name), { kind: 'ignored' });
        return;
      }
      case 'json-bundle':
        this.roots.set(root, { ...spoken, tag: null });
        this.targets.set(messagesOf(source), { kind: 'bundle', ...spoken, json: new JsonBundle(jsonShape(source, 'ts'), source.signals.keys()) });
        return;
      case 'senml':
        this.roots.set(root, { ...spoken, tag: null });
        this.targets.set(messagesOf(source), { kind: 'senml', own: spoken, among: null, others: NONE, ignored: new Set(source.ignore) });
        return;
      case 'opcua-json':
        this.roots.set(root, { ...spoken, tag: null });
        this.writersAt(source.prefix, of).add({ writer: source.path, ...spoken, ignored: new Set(source.ignore) });
        return;
      case 'sparkplug-b':
        return;
    }
  }

  /** SenML packs of several sources come on the topic of the line or cell. */
  private addPacks(sources: readonly Source[]): void {
    for (const source of sources) {
      const { dialect, prefix, path, messages, unit, ignore } = source;
      if (dialect !== 'senml') continue;
      const own = this.roots.get(rootOf(source))!;
      const topic = joined(prefix, messages);
      const known = this.targets.get(topic);
      const target: SenmlTarget = known?.kind === 'senml' ? known : { kind: 'senml', own: null, among: null, others: NONE, ignored: new Set(ignore) };
      target.among ??= new Map();
      if (path !== '') target.among.set(unit, own);
      this.targets.set(topic, target);
      const itself = this.targets.get(messagesOf(source));
      if (itself?.kind === 'senml') itself.others = new Set(sources.filter((other) => other !== source).map((other) => other.unit));
    }
  }

  private writersAt(prefix: string, of: Mirrored): OpcUaWriters {
    const known = this.publishers.get(prefix);
    if (known) return known;
    const writers = new OpcUaWriters();
    this.publishers.set(prefix, writers);
    const levels = prefix.split('/');
    const at = levels.indexOf('data');
    if (at >= 0) {
      const metadata = levels.with(at, 'metadata').join('/');
      this.publishers.set(metadata, writers);
      this.addPrefix(metadata, of);
    }
    return writers;
  }

  /** A topic of OPC UA is of a writer, of a group of them, or of the publisher. */
  private findWriter(topic: string): Lookup | null {
    const levels = topic.split('/');
    for (let end = levels.length; end > 0 && this.publishers.size > 0; end--) {
      const writers = this.publishers.get(levels.slice(0, end).join('/'));
      if (!writers) continue;
      const last = levels.at(-1)!;
      const target: Target = { kind: 'opcua', writers, writer: end < levels.length && writers.has(last) ? last : null };
      if (this.remembered++ < MAX_REMEMBERED) this.targets.set(topic, target);
      return { ok: true, target };
    }
    return null;
  }

  private findByRule(topic: string): Lookup {
    const [, below, name] = BY_RULE.exec(topic) ?? [];
    const root = below === undefined ? undefined : this.roots.get(below);
    if (!root?.tag || name === undefined) return this.unmapped(topic);
    const field = root.signals.field(name);
    if (field !== null) {
      const target = root.tag(topic, field);
      this.targets.set(topic, target);
      return { ok: true, target };
    }
    if (root.signals.full) return { ok: false, detail: `${root.origin.line}/${root.origin.unit} has as many process values as are taken up` };
    return this.unmapped(topic);
  }

  private findMessage(topic: string): Lookup {
    const message = sparkplugMessage(topic);
    if (message && this.nodes.has(message.node)) return { ok: true, target: { kind: 'sparkplug', message } };
    return this.unmapped(topic);
  }

  private unmapped(topic: string): Lookup {
    const of = this.mirroredBy(topic);
    if (of === null) return { ok: false, detail: 'no line reads this topic' };
    return { ok: false, detail: of.kind === 'line' ? `line ${of.id} maps no such topic` : `cell ${of.id} has no such source or tag` };
  }

  private mirroredBy(topic: string): Mirrored | null {
    if (FROM_SPARKPLUG.test(topic)) {
      const [, group, , node] = topic.split('/', 4);
      return this.nodes.get(`${group}/${node}`) ?? null;
    }
    return this.prefixes.find(({ prefix }) => `${topic}/`.startsWith(prefix))?.of ?? null;
  }
}

const filtersOf = (prefixes: readonly string[]): string[] =>
  [...new Set(prefixes)]
    .filter((prefix, _, all) => !all.some((other) => other !== prefix && prefix.startsWith(other)))
    .map((prefix) => `${prefix}#`)
    .sort();

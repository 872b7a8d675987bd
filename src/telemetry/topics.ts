import { cellAddress } from '../contract/cell-mqtt.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition, SignalMapping, Station } from '../contract/line.js';
import type { SignalName } from '../contract/telemetry.js';
import { cellSources } from './cell-sources.js';
import type { Origin } from './origin.js';
import { sparkplugMessage, sparkplugRoot, type SparkplugMessage } from './sparkplug-topic.js';
import { MACHINE_TAGS, SourceSignals } from './tags.js';

/** What a topic carries: a tag, the readings of a source at an instant, or a message of a Sparkplug B node. */
export type Target =
  | { kind: 'tag'; origin: Origin; signal: SignalName; scale: number | undefined }
  | { kind: 'bundle'; origin: Origin; signals: SourceSignals }
  | { kind: 'sparkplug'; message: SparkplugMessage };

const BY_RULE = /^(.*)\/(_(?:process|hvac|weather)_v1\/[^/]*)$/;
const FROM_SPARKPLUG = /^spBv1\.0\//;
/** Below this a simulator is asked for incidents, and answers. */
const OF_SIMULATOR = 'simulator/';

export type Lookup = { ok: true; target: Target } | { ok: false; detail: string };

interface Mirrored {
  kind: 'line' | 'cell';
  id: string;
}

/**
 * The table from topic to what it carries, compiled from the mappings of the lines and the sources of the cells. A mapping of the
 * station goes before one of the line, which goes before the dialect. Throws where two sources read the same topics.
 */
export class TopicTable {
  private readonly targets = new Map<string, Target>();
  private readonly roots = new Map<string, { origin: Origin; signals: SourceSignals }>();
  private readonly prefixes: { prefix: string; of: Mirrored }[] = [];
  private readonly nodes = new Map<string, Mirrored>();

  constructor(lines: readonly LineDefinition[], cells: readonly CellDefinition[] = []) {
    for (const line of lines) {
      this.prefixes.push({ prefix: `${line.mqtt.prefix}/`, of: { kind: 'line', id: line.id } });
      for (const station of line.stations) this.addStation(line, station);
    }
    for (const cell of cells) this.addCell(cell);
    this.prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** Topic filters that together give every mapped topic, but those of Sparkplug B. */
  filters(): string[] {
    return [...new Set(this.prefixes.map(({ prefix }) => `${prefix}#`))].sort();
  }

  /** Topic filters that give every message of the Sparkplug B nodes. */
  sparkplugFilters(): string[] {
    return [...this.nodes.keys()].map((node) => `${sparkplugRoot(node, '+')}/#`).sort();
  }

  find(topic: string): Lookup {
    const known = this.targets.get(topic);
    if (known) return { ok: true, target: known };
    return FROM_SPARKPLUG.test(topic) ? this.findMessage(topic) : this.findByRule(topic);
  }

  /** Whether a topic may carry telemetry. What a simulator and its trainers say to each other does not, unless a plant file has its prefix there. */
  concerns(topic: string): boolean {
    return !topic.startsWith(OF_SIMULATOR) || this.mirroredBy(topic) !== null;
  }

  /** The line or cell whose prefix the topic begins with, mapped or not; null for none. */
  lineOf(topic: string): string | null {
    return this.mirroredBy(topic)?.id ?? null;
  }

  private addStation(line: LineDefinition, station: Station): void {
    const root = [line.mqtt.prefix, station.mqtt?.topic ?? station.id].filter((part) => part !== '').join('/');
    const origin: Origin = { kind: 'line', line: line.id, unit: station.id, clock: line.clock, timezone: line.mqtt.timezone ?? line.timezone };
    this.addRoot(root, origin, new SourceSignals('uns-json', {}, ['process']));
    const defaults = Object.fromEntries(Object.entries(MACHINE_TAGS).map(([tag, signal]): [string, SignalMapping] => [tag, { signal }]));
    for (const [tag, { signal, scale }] of Object.entries({ ...defaults, ...line.mqtt.signals, ...station.mqtt?.signals })) {
      this.targets.set(`${root}/${tag}`, { kind: 'tag', origin, signal, scale });
    }
  }

  private addCell(cell: CellDefinition): void {
    const { dialect, prefix } = cellAddress(cell);
    const of: Mirrored = { kind: 'cell', id: cell.id };
    if (dialect === 'sparkplug-b') {
      this.nodes.set(prefix, of);
      return;
    }
    this.prefixes.push({ prefix: `${prefix}/`, of });
    for (const { unit, path, tags, families } of cellSources(cell)) {
      const root = path === '' ? prefix : `${prefix}/${path}`;
      const origin: Origin = { kind: 'cell', line: cell.id, unit, clock: 'wall', timezone: cell.timezone };
      const signals = new SourceSignals(dialect, tags, families);
      this.addRoot(root, origin, signals);
      if (dialect === 'json-bundle') this.targets.set(`${root}/telemetry`, { kind: 'bundle', origin, signals });
      else for (const [tag, signal] of Object.entries(tags)) this.targets.set(`${root}/${tag}`, { kind: 'tag', origin, signal, scale: undefined });
    }
  }

  private addRoot(root: string, origin: Origin, signals: SourceSignals): void {
    const taken = this.roots.get(root)?.origin;
    if (taken) throw new Error(`${origin.line}/${origin.unit} and ${taken.line}/${taken.unit} read the same topics: ${root}/…`);
    this.roots.set(root, { origin, signals });
  }

  private findByRule(topic: string): Lookup {
    const [, below, tag] = BY_RULE.exec(topic) ?? [];
    const root = below === undefined ? undefined : this.roots.get(below);
    const signal = tag === undefined ? null : (root?.signals.of(tag) ?? null);
    if (root && signal !== null) {
      const target: Target = { kind: 'tag', origin: root.origin, signal, scale: undefined };
      this.targets.set(topic, target);
      return { ok: true, target };
    }
    if (root?.signals.full) return { ok: false, detail: `${root.origin.line}/${root.origin.unit} has as many process values as are taken up` };
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
    return this.prefixes.find(({ prefix }) => topic.startsWith(prefix))?.of ?? null;
  }
}

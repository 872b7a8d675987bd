import { stringify } from 'yaml';
import type { Dialect } from '../../contract/dialect.js';
import type { KnownSource } from './suggest-mapping.js';
import type { LikelySignal } from './suggest-signal.js';

/** What a source says of itself that its line or cell does not. */
export interface Addition {
  dialect?: Dialect;
  prefix?: string;
  topic?: string;
  messages?: string;
}

/** What to add to a plant file so that a source is read, as YAML with a comment that says where. */
export function fragment(
  { source, file }: Pick<KnownSource, 'source' | 'file'>,
  addition: Addition,
  signals: readonly (LikelySignal & { name: string })[],
): string {
  const mapped = Object.fromEntries(signals.map(({ name, signal, receivedIn }) => [name, receivedIn === undefined ? { signal } : { signal, receivedIn }]));
  const mqtt = { ...addition, ...(signals.length === 0 ? {} : { signals: mapped }) };
  const where = `# ${file}, ${source.kind} ${source.of}`;
  return source.kind === 'line'
    ? `${where}: at its station ${source.unit}\n${stringify({ stations: [{ id: source.unit, mqtt }] })}`
    : `${where}\n${stringify({ mqtt: { sources: { [source.unit]: mqtt } } })}`;
}

/** The same for a node of Sparkplug B that speaks for a line or cell; topics are the devices that are named otherwise than its sources. */
export function nodeFragment({ source, file }: Pick<KnownSource, 'source' | 'file'>, node: string, topics: Readonly<Record<string, string>>): string {
  const mqtt = { dialect: 'sparkplug-b', prefix: node };
  const named = Object.entries(topics);
  const isLine = source.kind === 'line';
  const stations = named.map(([id, topic]) => ({ id, mqtt: { topic } }));
  const sources = Object.fromEntries(named.map(([unit, topic]) => [unit, { topic }]));
  const added = named.length === 0 ? { mqtt } : isLine ? { mqtt, stations } : { mqtt: { ...mqtt, sources } };
  return `# ${file}, ${source.kind} ${source.of}\n${stringify(added)}`;
}

import type { CellSignalMapping } from '../contract/mapping.js';
import type { SignalName } from '../contract/telemetry.js';
import type { Family } from './signal-names.js';
import type { Source } from './sources.js';

/** A topic that a source is read on. */
export interface SourceTopic {
  topic: string;
  /** Name within its messages; null where the topic is of one signal. */
  field: string | null;
  /** `process.<name>` of a family of which any name is read. */
  signal: SignalName | `${Family}.<name>`;
  /** In which the signal is kept; null of what has none, or where only the source knows. */
  unit: string | null;
}

/** Topic levels joined by a slash, but for empty ones. */
export const joined = (...levels: string[]): string => levels.filter((level) => level !== '').join('/');

/** Topic below which the tags of a source are. */
export const rootOf = ({ prefix, path }: Source): string => joined(prefix, path);

/** Topic of the messages of a source, of dialects that have messages of a whole source. */
export const messagesOf = (source: Source): string => joined(rootOf(source), source.messages);

const ANY: Readonly<Record<Source['dialect'], (family: Family) => string>> = {
  'uns-json': (family) => `_${family}_v1/<Name>`,
  packtags: (family) => `${capital(family)}/<Name>`,
  'json-bundle': (family) => `${family}.<Name>`,
  senml: (family) => `${family}.<Name>`,
  'opcua-json': (family) => `${capital(family)}.<Name>`,
  'sparkplug-b': (family) => `${capital(family)}/<Name>`,
};
const capital = (word: string): string => word.replace(/^./, (first) => first.toUpperCase());

/** All that a source is read on, in the order of its file. */
export function topicsOf(source: Source): SourceTopic[] {
  const known = [...source.signals].map(([name, mapping]) => ({ name, signal: mapping.signal, unit: unitOf(source, mapping) }));
  const byRule = source.families.map((family) => ({ name: ANY[source.dialect](family), signal: `${family}.<name>` as const, unit: null }));
  const named = [...known, ...byRule].filter(({ name }) => !source.ignore.includes(name));
  const within = (topic: string) => named.map(({ name, ...meaning }): SourceTopic => ({ topic, field: name, ...meaning }));
  switch (source.dialect) {
    case 'uns-json':
    case 'packtags':
      return named.map(({ name, ...meaning }) => ({ topic: joined(rootOf(source), name), field: null, ...meaning }));
    case 'json-bundle':
    case 'senml':
      return within(messagesOf(source));
    case 'opcua-json':
      return within(rootOf(source));
    case 'sparkplug-b': {
      const [group, node] = source.prefix.split('/');
      return within(joined(`spBv1.0/${group}/+/${node}`, source.path));
    }
  }
}

/** Where else a source is read, in messages of several that call it by a name; null for nowhere. */
export function sharedTopicOf(source: Source): { filter: string; name: string } | null {
  const { dialect, prefix, path, messages, unit } = source;
  if (dialect === 'opcua-json') return { filter: `${prefix}/#`, name: path };
  return dialect === 'senml' && path !== '' ? { filter: joined(prefix, messages), name: unit } : null;
}

function unitOf(source: Source, { signal, unit }: CellSignalMapping): string | null {
  const kept = signal.startsWith('process.') ? unit : source.keptIn(signal);
  return kept === undefined || kept === '1' ? null : kept;
}

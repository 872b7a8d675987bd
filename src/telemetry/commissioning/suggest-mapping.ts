import type { LooksLike, SuggestedMapping } from '../../contract/commissioning.js';
import type { Dialect } from '../../contract/dialect.js';
import type { SignalName } from '../../contract/telemetry.js';
import { joined, rootOf } from '../../plant/source-topics.js';
import type { Source } from '../../plant/sources.js';
import { fragment, type Addition } from './mapping-yaml.js';
import type { Guess } from './looks-like.js';
import { likeness } from './names.js';
import { suggestSignal } from './suggest-signal.js';

/** What is known of a source besides its file. */
export interface KnownSource {
  source: Source;
  /** Name of the plant file. */
  file: string;
  /** Whether anything was heard of it, and which of its signals. */
  heard: boolean;
  told: (signal: SignalName) => boolean;
}

const OWN_TOPICS: readonly LooksLike[] = ['uns-json', 'packtags'];
const MESSAGES: readonly LooksLike[] = ['json-bundle', 'senml'];
const LEAST_UNIT = 0.5;

interface Place {
  known: KnownSource;
  likeness: number;
  /** Levels of the topic before the source, of the source, and after it. */
  prefix: string;
  own: string;
  rest: string;
}

/** A mapping that would read a topic, or a field of a message that is read otherwise; null where no source is like it, or nothing can be said of its payload. */
export function suggestMapping(topic: string, field: string | null, guess: Guess, sources: readonly KnownSource[]): SuggestedMapping | null {
  const place = field === null ? placeOf(topic, guess, sources) : ownerOf(topic, sources);
  if (!place) return null;
  const { source, told } = place.known;
  const tag = OWN_TOPICS.includes(guess.looksLike);
  const named =
    field !== null
      ? guess.fields.flatMap(([name, value]): [string, unknown][] => (name === field || name.endsWith(`:${field}`) ? [[field, value]] : []))
      : tag
        ? guess.fields.map(([, value]): [string, unknown] => [place.rest, value])
        : guess.fields;
  const taken = new Set<SignalName>();
  const signals = named.flatMap(([name, value]) => {
    if (name === '') return [];
    const known = source.signals.get(name)?.signal;
    const likely = known
      ? { signal: known, confidence: 1 }
      : suggestSignal(name, value, (signal) => told(signal) || taken.has(signal), source.families.includes('process'));
    if (likely) taken.add(likely.signal);
    return likely ? [{ name, known: known !== undefined, ...likely }] : [];
  });
  if (signals.length === 0) return null;
  const mean = signals.reduce((sum, { confidence }) => sum + confidence, 0) / signals.length;
  return {
    line: source.of,
    unit: source.unit,
    signals: signals.map(({ name, signal, confidence }) => ({ name, signal, confidence })),
    confidence: place.likeness * mean,
    yaml: fragment(
      place.known,
      addition(place, guess, field),
      signals.filter(({ known }) => !known),
    ),
  };
}

/** What is different of the source than its file says. */
function addition({ known: { source }, prefix, own, rest }: Place, { looksLike }: Guess, field: string | null): Addition {
  if (field !== null) return {};
  const messages = MESSAGES.includes(looksLike) ? rest : source.messages;
  return {
    ...(looksLike === source.dialect ? {} : { dialect: looksLike as Dialect }),
    ...(prefix === source.prefix ? {} : { prefix }),
    ...(own === source.path ? {} : { topic: own }),
    ...(messages === source.messages ? {} : { messages }),
  };
}

/** Where a source would stand in a topic. One that was heard stays where it is and as it speaks: only its own topics can be others of its tags. */
function placeOf(topic: string, { looksLike }: Guess, sources: readonly KnownSource[]): Place | null {
  if (!OWN_TOPICS.includes(looksLike) && !MESSAGES.includes(looksLike)) return null;
  let best: Place | null = null;
  const consider = (place: Place) => {
    if (place.rest === '' && OWN_TOPICS.includes(looksLike)) return;
    if (!best || place.likeness > best.likeness) best = place;
  };
  for (const known of sources) {
    const { source, heard } = known;
    if (source.dialect === 'sparkplug-b' || source.dialect === 'opcua-json') continue;
    const root = rootOf(source);
    if (`${topic}/`.startsWith(`${root}/`)) {
      if (!heard || source.dialect === looksLike) consider({ known, likeness: 1, prefix: source.prefix, own: source.path, rest: topic.slice(root.length + 1) });
      continue;
    }
    if (heard || source.path === '') continue;
    for (const place of placesIn(topic, known)) consider(place);
  }
  return best;
}

function placesIn(topic: string, known: KnownSource): Place[] {
  const { source } = known;
  const levels = topic.split('/');
  const below = topic.startsWith(`${source.prefix}/`);
  const from = below ? source.prefix.split('/').length : 1;
  const shared = () => (below ? 1 : 0.5 + 0.4 * likeness(joined(...levels.slice(0, -1)), joined(source.prefix, source.path)));
  return levels.slice(from).flatMap((level, at) => {
    const unit = Math.max(likeness(level, source.unit), likeness(level, source.path));
    if (unit < LEAST_UNIT || level === '') return [];
    const prefix = levels.slice(0, below ? from : from + at).join('/');
    return [
      {
        known,
        likeness: unit * shared(),
        prefix,
        own: levels.slice(below ? from : from + at, from + at + 1).join('/'),
        rest: levels.slice(from + at + 1).join('/'),
      },
    ];
  });
}

/** The source whose message it is. */
function ownerOf(topic: string, sources: readonly KnownSource[]): Place | null {
  const own = sources.filter(({ source }) => `${topic}/`.startsWith(`${rootOf(source)}/`) || sparkplugTopic(source, topic));
  const known = own.sort((a, b) => rootOf(b.source).length - rootOf(a.source).length)[0];
  return known ? { known, likeness: 1, prefix: known.source.prefix, own: known.source.path, rest: '' } : null;
}

function sparkplugTopic({ dialect, prefix, path }: Source, topic: string): boolean {
  const [, group, , node, device = ''] = topic.split('/');
  return dialect === 'sparkplug-b' && prefix === `${group}/${node}` && path === device;
}

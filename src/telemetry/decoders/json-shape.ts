import type { TimeFormat } from '../../contract/mapping.js';
import type { Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import type { Source } from '../../plant/sources.js';
import { at, readTimestamp } from './json-object.js';
import type { Refusal } from './refusal.js';

/** A place in a JSON object: `header/ts` is ts in header. */
export interface Place {
  name: string;
  path: readonly string[];
}

/** Where a JSON message has its time, value and quality. */
export interface JsonShape {
  zone: string;
  /** Null: it has none, the time of arrival counts. */
  time: (Place & { format: TimeFormat | undefined }) | null;
  value: Place;
  quality: (Place & { good: ReadonlySet<unknown>; uncertain: ReadonlySet<unknown> }) | null;
  ignored: ReadonlySet<string>;
}

type Understood = Pick<Source, 'timezone' | 'time' | 'value' | 'quality' | 'ignore'>;

export function jsonShape({ timezone, time, value, quality, ignore }: Understood, timeField: string): JsonShape {
  return {
    zone: timezone,
    time: time === 'arrival' ? null : { ...place(time?.field ?? timeField), format: time?.format },
    value: place(value ?? 'value'),
    quality: quality ? { ...place(quality.field), good: marks(quality.good), uncertain: marks(quality.uncertain) } : null,
    ignored: new Set(ignore),
  };
}

const place = (name: string): Place => ({ name, path: name.split('/') });
const marks = (list: readonly (string | number | boolean)[]): ReadonlySet<unknown> => new Set(list.map(String));

/** The time of a message; null where it has none and arrival counts. */
export function timeIn(object: Record<string, unknown>, { time, zone }: JsonShape): { ok: true; atUs: Micros | null } | Refusal {
  return time === null ? { ok: true, atUs: null } : readTimestamp(at(object, time.path), time.name, zone, time.format);
}

/** A message that says nothing of its quality is good. */
export function qualityIn(object: Record<string, unknown>, { quality }: JsonShape): Quality {
  const said = quality === null ? undefined : at(object, quality.path);
  if (quality === null || said === undefined) return 'good';
  const mark = typeof said === 'string' || typeof said === 'number' || typeof said === 'boolean' ? String(said) : '';
  return quality.good.has(mark) ? 'good' : quality.uncertain.has(mark) ? 'uncertain' : 'bad';
}

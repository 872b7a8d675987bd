import type { Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { at, parseObject, US_PER_UNIT } from './json-object.js';
import { qualityIn, timeIn, type JsonShape } from './json-shape.js';
import { isPlainName, PlainReading } from './plain-reading.js';
import { refuse, shown, type Refusal } from './refusal.js';

export interface TagReading {
  ok: true;
  value: unknown;
  /** Null: the message has no time. */
  measuredAtUs: Micros | null;
  quality: Quality;
}

/** UNS JSON (United Manufacturing Hub), one tag a topic: exactly `{"timestamp_ms": 1767600000000, "value": 6}` where the file says nothing else. */
export class UnsJson {
  private readonly known: ReadonlySet<string>;
  /** For most messages; null where a shape is not that plain. */
  private readonly plain: { reading: PlainReading; usPerUnit: number } | null;

  constructor(private readonly shape: JsonShape) {
    const { time, value, quality, ignored } = shape;
    this.plain = plainOf(shape);
    this.known = new Set([...[time, value, quality].flatMap((place) => (place === null ? [] : [place.path[0]!])), ...ignored]);
  }

  decode(payload: Uint8Array): TagReading | Refusal {
    const { shape, known, plain } = this;
    if (plain?.reading.read(payload)) {
      const { time, value } = plain.reading;
      return { ok: true, value, measuredAtUs: Math.round(time * plain.usPerUnit), quality: 'good' };
    }
    const parsed = parseObject(payload, `an object with ${shape.time === null ? '' : `${shape.time.name} and `}${shape.value.name}`);
    if (!parsed.ok) return parsed;
    const { object } = parsed;
    for (const key in object) if (!known.has(key)) return refuse('bad-payload', `there is no field ${shown(key)} in such a reading`);
    const value = at(object, shape.value.path);
    if (value === undefined) return refuse('bad-payload', `${shape.value.name} is missing`);
    const time = timeIn(object, shape);
    return time.ok ? { ok: true, value, measuredAtUs: time.atUs, quality: qualityIn(object, shape) } : time;
  }
}

function plainOf({ time, value, quality }: JsonShape): { reading: PlainReading; usPerUnit: number } | null {
  if (time === null || quality !== null || time.format === 'iso') return null;
  const [names, [timeName], [valueName]] = [[...time.path, ...value.path], time.path, value.path];
  if (names.length !== 2 || timeName === valueName || !names.every(isPlainName)) return null;
  const key = `${timeName} ${valueName}`;
  const reading = plainReadings.get(key) ?? new PlainReading(timeName!, valueName!);
  plainReadings.set(key, reading);
  return { reading, usPerUnit: US_PER_UNIT[time.format ?? 'ms'] };
}

/** One for all sources that have the same names. */
const plainReadings = new Map<string, PlainReading>();

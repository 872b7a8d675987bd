import type { Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { at, parseObject } from './json-object.js';
import { qualityIn, timeIn, type JsonShape } from './json-shape.js';
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

  constructor(private readonly shape: JsonShape) {
    const { time, value, quality, ignored } = shape;
    this.known = new Set([...[time, value, quality].flatMap((place) => (place === null ? [] : [place.path[0]!])), ...ignored]);
  }

  decode(payload: Uint8Array): TagReading | Refusal {
    const { shape, known } = this;
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

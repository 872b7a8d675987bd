import type { Quality } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { at, isObject, parseObject } from './json-object.js';
import { qualityIn, timeIn, type JsonShape } from './json-shape.js';
import { refuse, type Refusal } from './refusal.js';

export interface Bundle {
  ok: true;
  /** Null: the message has no time. */
  measuredAtUs: Micros | null;
  quality: Quality;
  /** Name and value of each reading, in the order of the message. */
  values: [name: string, value: unknown][];
  /** The message of one reading alone. */
  alone: (name: string, value: unknown) => unknown;
}

/** More readings than any source has at an instant. */
const MAX_READINGS = 10_000;

/**
 * A JSON bundle, what a source says at an instant: `{"ts": "2026-01-05T08:00:00.000Z", "state": 6, "kW": 36.1}`. A value in an object
 * within has the name `drive/speed`, where the file maps such a name; other objects are values, and none that a signal can have.
 */
export class JsonBundle {
  /** Objects that are looked into. */
  private readonly groups: ReadonlySet<string>;
  /** Names that are no readings. */
  private readonly beside: ReadonlySet<string>;

  constructor(
    private readonly shape: JsonShape,
    names: Iterable<string>,
  ) {
    const { time, quality, ignored } = shape;
    const places = [time, quality].flatMap((place) => (place === null ? [] : [place.name]));
    this.beside = new Set([...places, ...ignored]);
    this.groups = new Set(
      [...names, ...this.beside].flatMap((name) => name.split('/').flatMap((_, i, levels) => (i === 0 ? [] : [levels.slice(0, i).join('/')]))),
    );
  }

  decode(payload: Uint8Array): Bundle | Refusal {
    const { shape } = this;
    const parsed = parseObject(payload, `an object with ${shape.time === null ? '' : `${shape.time.name} and `}values`);
    if (!parsed.ok) return parsed;
    const { object } = parsed;
    const time = timeIn(object, shape);
    if (!time.ok) return time;
    const values: [string, unknown][] = [];
    this.collect(object, '', values);
    if (values.length === 0 && shape.ignored.size === 0)
      return refuse('bad-payload', shape.time === null ? 'there is no value' : `there is no value beside ${shape.time.name}`);
    if (values.length > MAX_READINGS) return refuse('bad-payload', `${values.length} values; at most ${MAX_READINGS} are read of a message`);
    return { ok: true, measuredAtUs: time.atUs, quality: qualityIn(object, shape), values, alone: (name, value) => this.alone(object, name, value) };
  }

  private collect(object: Record<string, unknown>, above: string, values: [string, unknown][]): void {
    for (const [key, value] of Object.entries(object)) {
      const name = above === '' ? key : `${above}/${key}`;
      if (this.beside.has(name)) continue;
      if (this.groups.has(name) && isObject(value)) this.collect(value, name, values);
      else values.push([name, value]);
    }
  }

  private alone(object: Record<string, unknown>, name: string, value: unknown): unknown {
    const { time, quality } = this.shape;
    const message = empty();
    for (const place of [time, quality]) {
      const said = place === null ? undefined : at(object, place.path);
      if (place !== null && said !== undefined) put(message, place.path, said);
    }
    put(message, Object.hasOwn(object, name) ? [name] : name.split('/'), value);
    return message;
  }
}

/** Without prototype, so that every name is a name. */
const empty = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;

function put(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let within = object;
  for (const key of path.slice(0, -1)) within = (within[key] ??= empty()) as Record<string, unknown>;
  within[path.at(-1)!] = value;
}

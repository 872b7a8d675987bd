import type { Micros } from '../../contract/units.js';
import { isObject, parseJson } from './json-object.js';
import { refuse, shown, type Refusal } from './refusal.js';
import { mayBeCbor, parseSenmlCbor } from './senml-cbor.js';

/** What a record says, with all that the records before it gave. */
export interface SenmlReading {
  name: string;
  /** Its own unit; `baseUnit` is that of the pack, which means nothing to what has none. */
  unit: string | undefined;
  baseUnit: string | undefined;
  value: unknown;
  /** The value is the sum of what was measured over time, in the unit times seconds. */
  isSum: boolean;
  atUs: Micros;
  /** The time is absolute; else it counts from the arrival. */
  isTimed: boolean;
  /** The pack of it alone, resolved. */
  alone: () => unknown;
}

export interface SenmlPack {
  ok: true;
  readings: SenmlReading[];
  refused: (Refusal & { alone: unknown })[];
}

const MAX_RECORDS = 10_000;
const VERSION = 10;
const VALUES = ['v', 'vs', 'vb', 'vd'] as const;
/** Times below this count from now (RFC 8428, 4.5.3). */
const ABSOLUTE_FROM_S = 2 ** 28;
const NAME = /^[A-Za-z0-9][A-Za-z0-9\-:./_]*$/;

/** What records take over from those before them. A base field that cannot be used is kept as the reason. */
interface Base {
  bn: string | Refusal;
  bt: number | Refusal;
  bu: string | undefined | Refusal;
  bv: number | undefined | Refusal;
  bs: number | undefined | Refusal;
}

/**
 * SenML in JSON or CBOR (RFC 8428), told by the first byte: an array of records. A record that cannot be used is refused alone, with those that would have taken over what is wrong
 * with it; a pack of another version, or with a field that must be understood, is refused whole.
 */
export function decodeSenml(payload: Uint8Array, nowUs: Micros): SenmlPack | Refusal {
  const parsed = mayBeCbor(payload) ? parseSenmlCbor(payload) : parseJson(payload);
  if (!parsed.ok) return parsed;
  const { json: records } = parsed;
  if (!Array.isArray(records)) return refuse('bad-payload', `expected an array of SenML records, not ${shown(records)}`);
  if (records.length === 0) return refuse('bad-payload', 'there is no record');
  if (records.length > MAX_RECORDS) return refuse('bad-payload', `${records.length} records; at most ${MAX_RECORDS} are read of a message`);
  for (const record of records as unknown[]) {
    const unfit = unfitFor(record);
    if (unfit) return unfit;
  }
  const pack: SenmlPack = { ok: true, readings: [], refused: [] };
  const base: Base = { bn: '', bt: 0, bu: undefined, bv: undefined, bs: undefined };
  for (const record of records as unknown[]) {
    if (!isObject(record)) {
      pack.refused.push({ ...refuse('bad-payload', `expected a SenML record, not ${shown(record)}`), alone: [record] });
      continue;
    }
    takeOver(base, record);
    const refusal = resolve(base, record, nowUs, pack.readings);
    if (refusal) pack.refused.push({ ...refusal, alone: [record] });
  }
  return pack;
}

function unfitFor(record: unknown): Refusal | null {
  if (!isObject(record)) return null;
  const { bver } = record;
  if (bver !== undefined && !(Number.isInteger(bver) && (bver as number) >= 1 && (bver as number) <= VERSION))
    return refuse('bad-payload', `bver: version ${VERSION} of SenML is read, not ${shown(bver)}`);
  for (const key in record) if (key.endsWith('_')) return refuse('bad-payload', `the field ${shown(key)} would have to be understood`);
  return null;
}

function takeOver(base: Base, record: Record<string, unknown>): void {
  if ('bn' in record) base.bn = typeof record.bn === 'string' ? record.bn : wrong('bn', record.bn);
  if ('bt' in record) base.bt = numberOr(record.bt, 'bt');
  if ('bu' in record) base.bu = typeof record.bu === 'string' ? record.bu : wrong('bu', record.bu);
  if ('bv' in record) base.bv = numberOr(record.bv, 'bv');
  if ('bs' in record) base.bs = numberOr(record.bs, 'bs');
}

/** Adds the value of a record, its sum, or both; or says why there is none. A record with base fields alone says nothing. */
function resolve(base: Base, record: Record<string, unknown>, nowUs: Micros, readings: SenmlReading[]): Refusal | null {
  const fields = VALUES.filter((field) => record[field] !== undefined);
  if (fields.length > 1) return refuse('bad-payload', `a record has one value, not ${fields.join(' and ')}`);
  const [field] = fields;
  const { n = '', u, t = 0, s } = record;
  if (field === undefined && s === undefined && record.n === undefined && Object.keys(record).some((key) => key.startsWith('b'))) return null;
  const { bn, bt, bu, bv, bs } = base;
  const broken = brokenOf([bn, bt, bu, field === 'v' || field === undefined ? bv : undefined, s === undefined ? undefined : bs]);
  if (broken) return { ...broken, detail: `${broken.detail}, of this record or one before it` };
  if (typeof n !== 'string') return wrong('n', n);
  if (u !== undefined && typeof u !== 'string') return wrong('u', u);
  if (!isNumber(t)) return wrong('t', t);
  if (s !== undefined && !isNumber(s)) return wrong('s', s);
  const name = `${bn as string}${n}`;
  if (!NAME.test(name)) return refuse('bad-payload', `${shown(name)} is no name of SenML`);
  const value = valueOf(field, record, bv as number | undefined, s !== undefined);
  if (isRefusal(value)) return value;
  const seconds = (bt as number) + t;
  const isTimed = seconds >= ABSOLUTE_FROM_S;
  const atUs = Math.round(isTimed ? seconds * 1e6 : nowUs + seconds * 1e6);
  const baseUnit = bu as string | undefined;
  const alone = (said: string, given: unknown) => () => [{ bu, n: name, u, t: isTimed ? seconds : atUs / 1e6, [said]: given }];
  if (value !== undefined) readings.push({ name, unit: u, baseUnit, value, isSum: false, atUs, isTimed, alone: alone(field ?? 'v', value) });
  if (s === undefined) return null;
  const sum = ((bs as number | undefined) ?? 0) + s;
  readings.push({ name, unit: u, baseUnit, value: sum, isSum: true, atUs, isTimed, alone: alone('s', sum) });
  return null;
}

/** Undefined where a record has none, and need not. */
function valueOf(
  field: (typeof VALUES)[number] | undefined,
  { v, vs, vb }: Record<string, unknown>,
  bv: number | undefined,
  hasSum: boolean,
): number | string | boolean | undefined | Refusal {
  switch (field) {
    case 'v':
      return isNumber(v) ? (bv ?? 0) + v : wrong('v', v);
    case 'vs':
      return typeof vs === 'string' ? vs : wrong('vs', vs);
    case 'vb':
      return typeof vb === 'boolean' ? vb : wrong('vb', vb);
    case 'vd':
      return refuse('bad-value', 'vd: bytes are no value of a signal');
    default:
      if (hasSum) return undefined;
      return bv ?? refuse('bad-payload', 'a record without a value');
  }
}

const brokenOf = (parts: readonly unknown[]): Refusal | undefined => parts.find(isRefusal);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const wrong = (field: string, value: unknown): Refusal => refuse('bad-payload', `${field}: ${shown(value)} is not of its kind`);
const numberOr = (value: unknown, field: string): number | Refusal => (isNumber(value) ? value : wrong(field, value));
const isRefusal = (part: unknown): part is Refusal => typeof part === 'object' && part !== null && 'ok' in part && part.ok === false;

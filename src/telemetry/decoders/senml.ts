import type { Micros } from '../../contract/units.js';
import { isObject, parseJson } from './json-object.js';
import { refuse, shown, type Refusal } from './refusal.js';

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
  /** The record as it stands alone, resolved. */
  alone: unknown;
}

export interface SenmlPack {
  ok: true;
  readings: SenmlReading[];
  refused: (Refusal & { alone: unknown })[];
}

const MAX_RECORDS = 10_000;
const VERSION = 10;
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
 * SenML in JSON (RFC 8428): an array of records. A record that cannot be used is refused alone, with those that would have taken over what is wrong
 * with it; a pack of another version, or with a field that must be understood, is refused whole.
 */
export function decodeSenml(payload: Uint8Array, nowUs: Micros): SenmlPack | Refusal {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  const { json: records } = parsed;
  if (!Array.isArray(records)) return refuse('bad-payload', `expected an array of SenML records, not ${shown(records)}`);
  if (records.length === 0) return refuse('bad-payload', 'there is no record');
  if (records.length > MAX_RECORDS) return refuse('bad-payload', `${records.length} records; at most ${MAX_RECORDS} are read of a message`);
  const unfit = records.map(unfitFor).find((refusal) => refusal !== null);
  if (unfit) return unfit;
  const pack: SenmlPack = { ok: true, readings: [], refused: [] };
  const base: Base = { bn: '', bt: 0, bu: undefined, bv: undefined, bs: undefined };
  for (const record of records as unknown[]) {
    if (!isObject(record)) {
      pack.refused.push({ ...refuse('bad-payload', `expected a SenML record, not ${shown(record)}`), alone: [record] });
      continue;
    }
    takeOver(base, record);
    const read = resolve(base, record, nowUs);
    if (Array.isArray(read)) pack.readings.push(...read);
    else pack.refused.push({ ...read, alone: [record] });
  }
  return pack;
}

function unfitFor(record: unknown): Refusal | null {
  if (!isObject(record)) return null;
  const { bver } = record;
  if (bver !== undefined && !(Number.isInteger(bver) && (bver as number) >= 1 && (bver as number) <= VERSION))
    return refuse('bad-payload', `bver: version ${VERSION} of SenML is read, not ${shown(bver)}`);
  const must = Object.keys(record).find((key) => key.endsWith('_'));
  return must === undefined ? null : refuse('bad-payload', `the field ${shown(must)} would have to be understood`);
}

function takeOver(base: Base, record: Record<string, unknown>): void {
  if ('bn' in record) base.bn = typeof record.bn === 'string' ? record.bn : wrong('bn', record.bn);
  if ('bt' in record) base.bt = numberOr(record.bt, 'bt');
  if ('bu' in record) base.bu = typeof record.bu === 'string' ? record.bu : wrong('bu', record.bu);
  if ('bv' in record) base.bv = numberOr(record.bv, 'bv');
  if ('bs' in record) base.bs = numberOr(record.bs, 'bs');
}

/** The value of a record, its sum, or both. A record with base fields alone says nothing. */
function resolve(base: Base, record: Record<string, unknown>, nowUs: Micros): SenmlReading[] | Refusal {
  const values = ['v', 'vs', 'vb', 'vd'].filter((field) => field in record);
  if (values.length > 1) return refuse('bad-payload', `a record has one value, not ${values.join(' and ')}`);
  const [field] = values;
  if (field === undefined && !('s' in record) && !('n' in record) && Object.keys(record).some((key) => key.startsWith('b'))) return [];
  const own = ownFields(record);
  if (isRefusal(own)) return own;
  const { bn, bt, bu, bv, bs } = base;
  for (const part of [bn, bt, bu, ...(field === 'v' || field === undefined ? [bv] : []), ...('s' in record ? [bs] : [])])
    if (isRefusal(part)) return { ...part, detail: `${part.detail}, of this record or one before it` };
  const name = `${bn as string}${own.n}`;
  if (!NAME.test(name)) return refuse('bad-payload', `${shown(name)} is no name of SenML`);
  const units = { unit: own.u, baseUnit: bu as string | undefined };
  const seconds = (bt as number) + own.t;
  const isTimed = seconds >= ABSOLUTE_FROM_S;
  const atUs = Math.round(isTimed ? seconds * 1e6 : nowUs + seconds * 1e6);
  const head = { ...(bu === undefined ? {} : { bu }), n: name, ...(own.u === undefined ? {} : { u: own.u }), t: isTimed ? seconds : atUs / 1e6 };
  const given = valueOf(field, record, bv as number | undefined, 's' in record);
  if (isRefusal(given)) return given;
  const readings: SenmlReading[] = [];
  if (given !== undefined) readings.push({ name, ...units, atUs, isTimed, isSum: false, value: given.value, alone: [{ ...head, [given.field]: given.value }] });
  if ('s' in record) {
    const sum = ((bs as number | undefined) ?? 0) + (record.s as number);
    readings.push({ name, ...units, atUs, isTimed, isSum: true, value: sum, alone: [{ ...head, s: sum }] });
  }
  return readings;
}

function ownFields(record: Record<string, unknown>): { n: string; u: string | undefined; t: number } | Refusal {
  const { n = '', u, t = 0, s = 0 } = record;
  if (typeof n !== 'string') return wrong('n', n);
  if (u !== undefined && typeof u !== 'string') return wrong('u', u);
  const [time, sum] = [numberOr(t, 't'), numberOr(s, 's')];
  if (isRefusal(time)) return time;
  return isRefusal(sum) ? sum : { n, u, t: time };
}

function valueOf(
  field: string | undefined,
  record: Record<string, unknown>,
  bv: number | undefined,
  hasSum: boolean,
): { field: string; value: unknown } | undefined | Refusal {
  switch (field) {
    case 'v': {
      const number = numberOr(record.v, 'v');
      return isRefusal(number) ? number : { field: 'v', value: (bv ?? 0) + number };
    }
    case 'vs':
      return typeof record.vs === 'string' ? { field, value: record.vs } : wrong('vs', record.vs);
    case 'vb':
      return typeof record.vb === 'boolean' ? { field, value: record.vb } : wrong('vb', record.vb);
    case 'vd':
      return refuse('bad-value', 'vd: bytes are no value of a signal');
    default:
      if (bv !== undefined) return hasSum ? undefined : { field: 'v', value: bv };
      return hasSum ? undefined : refuse('bad-payload', 'a record without a value');
  }
}

const wrong = (field: string, value: unknown): Refusal => refuse('bad-payload', `${field}: ${shown(value)} is not of its kind`);
const numberOr = (value: unknown, field: string): number | Refusal => (typeof value === 'number' && Number.isFinite(value) ? value : wrong(field, value));
const isRefusal = (part: unknown): part is Refusal => typeof part === 'object' && part !== null && 'ok' in part && part.ok === false;

import { decode, type DecodeOptions } from 'cborg';
import { refuse, shown, type Refusal } from './refusal.js';

/** Integer labels of the fields of a record (RFC 8428, table 4). */
const LABELS: ReadonlyMap<unknown, string> = new Map([
  [-6, 'bs'],
  [-5, 'bv'],
  [-4, 'bu'],
  [-3, 'bt'],
  [-2, 'bn'],
  [-1, 'bver'],
  [0, 'n'],
  [1, 'u'],
  [2, 'v'],
  [3, 'vs'],
  [4, 'vb'],
  [5, 's'],
  [6, 't'],
  [7, 'ut'],
  [8, 'vd'],
]);

const DECIMAL_FRACTION = 4;
const SELF_DESCRIBED = 55_799;
/** First bytes of arrays, and of the tag that says that CBOR follows; no text in UTF-8 begins with one of 0x80 to 0xbf. */
const ARRAYS = { first: 0x80, last: 0x9f };
const TAGGED = 0xd9;

const OPTIONS: DecodeOptions = {
  useMaps: true,
  coerceUndefinedToNull: true,
  tags: {
    [DECIMAL_FRACTION]: (content) => decimalOf(content()),
    [SELF_DESCRIBED]: (content) => content(),
  },
};

/** Whether a payload can be CBOR with an array in it, as SenML in CBOR is; JSON never begins so. */
export const mayBeCbor = ([first = 0]: Uint8Array): boolean => (first >= ARRAYS.first && first <= ARRAYS.last) || first === TAGGED;

/**
 * What a payload of SenML in CBOR (RFC 8428, section 6) is as JSON: integer labels have their names, bytes are base64url, numbers that JSON cannot hold
 * stay what they are. Refused whole where it is not CBOR, has a tag other than that of decimal fractions, or a text that is not UTF-8.
 */
export function parseSenmlCbor(payload: Uint8Array): { ok: true; json: unknown } | Refusal {
  let decoded: unknown;
  try {
    decoded = decode(payload, OPTIONS);
  } catch (error) {
    return refuse('bad-payload', `the payload is not CBOR of SenML: ${shown((error as Error).message)}`);
  }
  if (!Array.isArray(decoded)) return { ok: true, json: decoded instanceof Map ? {} : decoded };
  const json = decoded.map(recordOf);
  return json.some(isSpoiled) ? refuse('not-utf8', 'a text of the payload is not UTF-8') : { ok: true, json };
}

function recordOf(record: unknown): unknown {
  if (!(record instanceof Map)) return plain(record);
  return Object.fromEntries([...record].map(([label, value]: [unknown, unknown]) => [LABELS.get(label) ?? nameOf(label), plain(value)]));
}

/** Labels that are not in the table are texts, or numbers that somebody will register. */
const nameOf = (label: unknown): string => (typeof label === 'string' ? label : shown(label));

/** A value of a record; what is within one means nothing. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64url');
  return value instanceof Map ? {} : Array.isArray(value) ? [] : value;
}

/** Bytes that are no UTF-8 are decoded to U+FFFD. */
const isSpoiled = (record: unknown): boolean =>
  typeof record === 'object' &&
  record !== null &&
  Object.entries(record).some((entry) => entry.some((part) => typeof part === 'string' && part.includes('\ufffd')));

/** Mantissa and exponent of ten (RFC 8949, 3.4.4), to the nearest double. Throws where it is none. */
function decimalOf(content: unknown): number {
  const [exponent, mantissa, ...more] = Array.isArray(content) ? (content as unknown[]) : [];
  const whole = (part: unknown) => typeof part === 'bigint' || (typeof part === 'number' && Number.isInteger(part));
  if (!whole(exponent) || !whole(mantissa) || more.length > 0) throw new Error('a decimal fraction is an exponent and a mantissa');
  return Number(`${String(mantissa)}e${String(exponent)}`);
}

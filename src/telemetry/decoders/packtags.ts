import { isUtf8 } from 'node:buffer';
import type { SignalName } from '../../contract/telemetry.js';
import { textOf } from './json-object.js';
import { refuse, shown, type Refusal } from './refusal.js';
import type { TagReading } from './uns-json.js';

/** A number as a PLC or a gateway writes it. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Signals of which 007 is another value than 7. */
const TEXTS: ReadonlySet<SignalName> = new Set([
  'batch',
  'product',
  'order',
  'step',
  'phase',
  'batchEvent',
  'orderEvent',
  'qcResult',
  'qcRelease',
  'alarmEvent',
]);

/** PackTags, a topic for each tag: the value alone, as plain text or as JSON: `6`, `true`, `L-19`, `"L-19"`. It has no time of its own. */
export function decodePackTag(payload: Uint8Array, signal: SignalName): TagReading | Refusal {
  if (!isUtf8(payload)) return refuse('not-utf8', 'the payload is not UTF-8');
  const text = textOf(payload).trim();
  const value = valueOf(text, TEXTS.has(signal));
  return value === undefined
    ? refuse('bad-payload', `expected a number, a flag or a text, not ${shown(text)}`)
    : { ok: true, value, measuredAtUs: null, quality: 'good' };
}

function valueOf(text: string, asText: boolean): unknown {
  if (text.startsWith('"')) return quoted(text);
  if (asText) return text;
  if (NUMBER.test(text)) return Number(text);
  switch (text) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'null':
      return null;
    default:
      return /^[[{]/.test(text) || text === '' ? undefined : text;
  }
}

/** Undefined where it is no JSON text. */
function quoted(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

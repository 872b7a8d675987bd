import { parse, stringify } from 'yaml';
import { isMap } from '../../../../src/contract/plain.js';
import { parseNumber } from '../../format/parse.js';
import type { Field } from './change-fields.js';

/** What stands in a field of the form: a text, what was chosen of several, or that it is so. */
export type FieldValue = string | readonly string[] | true;

/** Words that say null where null means something. */
const NONE = ['none', 'null', 'never', 'aucun', 'aucune', 'jamais'];

/** Where the value of a factor of a search stands, at the beginning of a text. */
const VARIED = /^\{\+?value\}/;

/** Keys with values, in one line. */
export const inOneLine = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();

/** Keys with values that were typed. A text that is none stays as it is: the contract says what is wrong with it. */
function structureOf(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A number that was typed; a percentage is a share. A text that is none stays as it is. */
function numberOf(text: string): unknown {
  const percent = /^(.*)%\s*$/.exec(text);
  const parsed = parseNumber(percent?.[1] ?? text);
  return parsed.ok ? (percent ? parsed.value / 100 : parsed.value) : text;
}

/** A quantity as contracts read it: a minus is a hyphen, French days are days. */
export const quantityOf = (text: string): string =>
  text
    .trim()
    .replace(/^[−–]/, '-')
    .replace(/(\d\s*)j(ours?)?$/, '$1d')
    .replace(/(\d\s*)sem(aines?)?$/, '$1wk');

/** A duration as the language of the reader has its unit: 7 j, 2 sem. */
export const durationShown = (text: string, language: string): string =>
  language === 'fr' ? text.replace(/(\d\s*)d$/, '$1j').replace(/(\d\s*)wk$/, '$1sem') : text;

/** What the document says where this stands in the form; undefined: nothing. */
export function valueOf({ control, nullable }: Field, filled: FieldValue | undefined): unknown {
  if (filled === undefined || filled === true) return filled;
  if (typeof filled !== 'string') return filled.length === 0 ? undefined : [...filled];
  const text = filled.trim();
  if (text === '') return undefined;
  if (nullable && NONE.includes(text.toLowerCase())) return null;
  if (VARIED.test(text) && control.is !== 'structure') return quantityOf(text);
  if (control.is === 'number') return numberOf(text);
  if (control.is === 'structure' || /^[[{]/.test(text)) return structureOf(text);
  return quantityOf(text);
}

/** What stands in the form where the document says this. */
export function filledOf({ control }: Field, value: unknown, none: string): FieldValue | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === null) return none;
  if (value === true) return true;
  if (control.is === 'several' && Array.isArray(value)) return value.map(String);
  if (Array.isArray(value) || isMap(value)) return inOneLine(value);
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
}

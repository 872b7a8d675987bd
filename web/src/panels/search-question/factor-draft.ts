import { parse } from 'yaml';
import { isMap } from '../../../../src/contract/plain.js';
import type { Factor, Level } from '../../../../src/contract/search-factor.js';
import { parseNumber } from '../../format/parse.js';
import type { ChangeKind } from '../site-question/change-document.js';
import { CHANGE_KINDS } from '../site-question/change-groups.js';
import { fieldsOfKind, readField } from '../site-question/change-fields.js';
import { inOneLine } from '../site-question/change-text.js';
import { TEMPLATES, waysOf } from './applied.js';
import { changeOf, draftOf, type DraftChange } from '../site-question/site-draft.js';

/** How the values of a factor are given: each, by a step, as many at even distances, or any number between two ends. */
export const GIVEN = ['values', 'step', 'steps', 'between'] as const;
export type Given = (typeof GIVEN)[number];

/** One thing that a search varies, as it stands in the form. */
export interface DraftFactor {
  id: string;
  name: string;
  /** null: what changes is written as a file has it */
  change: DraftChange | null;
  /** field of the change in which the value stands */
  varied: string;
  /** the same as a file has it, where the form has no fields for it */
  written: string;
  given: Given;
  /** with semicolons between them, or commas and spaces */
  values: string;
  from: string;
  to: string;
  /** step, or how many */
  by: string;
  low: string;
  high: string;
  base: string;
}

/** As a file has it. */
export type FactorDocument = Pick<Factor, 'id' | 'change'> & Partial<Factor>;

export const newFactor = (id: string, change: DraftChange): DraftFactor => {
  const varied = variableFields(change.kind).find(({ required }) => required) ?? variableFields(change.kind)[0];
  return {
    id,
    name: '',
    change: varied ? { ...change, fields: { ...change.fields, [varied.name]: firstTemplate(change.kind, varied.name) } } : change,
    varied: varied?.name ?? '',
    written: '',
    given: 'values',
    values: '',
    from: '',
    to: '',
    by: '',
    low: '',
    high: '',
    base: '',
  };
};

/** How a new factor writes its values: as they are where a bare number can stand there, else times what there is where that can be. */
export const firstTemplate = (kind: ChangeKind, field: string): string =>
  readField(kind, field, 1) === null ? TEMPLATES[waysOf(kind, field)[0] ?? 'set'] : TEMPLATES.set;

const HAS_PLACE = /\{\+?value\}/;

/** Fields that say of what a change is; they are not varied first. */
const NAMES: readonly string[] = ['unit', 'machine', 'product', 'step', 'phase', 'stop', 'task', 'store', 'team', 'release', 'test', 'zone', 'utility', 'carrier', 'calendar', 'demand', 'order', 'like', 'id', 'after', 'to', 'rule', 'state', 'of']; // prettier-ignore

/** Fields of a kind of change in which one value can stand: figures and texts first. */
export const variableFields = (kind: ChangeKind) =>
  fieldsOfKind(kind)
    .filter(({ control }) => control.is === 'text' || control.is === 'number' || control.is === 'choice')
    .sort((a, b) => Number(NAMES.includes(a.name)) - Number(NAMES.includes(b.name)));

/** A value as it was typed: a number, a text, or none. */
export function levelOf(text: string, none: string): Level {
  const trimmed = text.trim();
  if (trimmed === none || trimmed === 'null') return null;
  const number = parseNumber(trimmed);
  return number.ok ? number.value : trimmed;
}

export const levelText = (level: Level | undefined, none: string): string => (level === undefined ? '' : level === null ? none : String(level));

/** A number as it was typed; a text that is none stays as it is, so that the contract says what is wrong with it. */
export const numberOrText = (text: string): number | string | undefined => {
  const number = parseNumber(text);
  return text.trim() === '' ? undefined : number.ok ? number.value : text;
};

/** Texts of a list: between semicolons, or, where there is none, between commas that a space follows. */
const listOf = (text: string): string[] => text.split(text.includes(';') ? ';' : /,\s+/).filter((each) => each.trim() !== '');

/** The list as it is typed; one text that has a comma keeps a semicolon behind it. */
function listText(texts: readonly string[]): string {
  const text = texts.join('; ');
  return texts.length === 1 && listOf(text).length > 1 ? `${text};` : text;
}

const only = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

/** What the form means by a factor. Nothing is sure to be right about it. `ends`: of a tornado. */
export function factorDocument(factor: DraftFactor, ends: boolean, none: string): Record<string, unknown> {
  const level = (text: string) => (text.trim() === '' ? undefined : levelOf(text, none));
  const range = { from: numberOrText(factor.from), to: numberOrText(factor.to) };
  const levels = {
    values: { values: listOf(factor.values).map((text) => levelOf(text, none)) },
    step: { ...range, step: numberOrText(factor.by) },
    steps: { ...range, steps: numberOrText(factor.by) },
    between: range,
  }[factor.given];
  return {
    id: factor.id.trim(),
    ...only({ name: factor.name.trim() }),
    change: factor.change ? changeOf(factor.change) : parsed(factor.written),
    ...only(ends ? { low: level(factor.low), high: level(factor.high), base: level(factor.base) } : levels),
  };
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The form filled in with a factor. What it has no fields for stays as a file has it. */
export function draftFactor(factor: FactorDocument, none: string): DraftFactor {
  const { id, name = '', change, values, from, to, step, steps, low, high, base } = factor;
  const varied = variedField(change);
  const text = (level: Level | undefined) => levelText(level, none);
  return {
    id,
    name,
    ...(varied ? { change: varied.change, varied: varied.field, written: '' } : { change: null, varied: '', written: inOneLine(change) }),
    given: values ? 'values' : step !== undefined ? 'step' : steps !== undefined ? 'steps' : from !== undefined ? 'between' : 'values',
    values: listText((values ?? []).map(text)),
    from: text(from),
    to: text(to),
    by: text(step ?? steps),
    low: text(low),
    high: text(high),
    base: text(base),
  };

  /** The one field in which the value stands; null where the form could not say the change. */
  function variedField(document: unknown): { change: DraftChange; field: string } | null {
    if (!isMap(document) || typeof document['kind'] !== 'string') return null;
    const kind = CHANGE_KINDS.find((each) => each === document['kind']);
    if (kind === undefined) return null;
    const names = Object.entries(document).flatMap(([key, value]) => (HAS_PLACE.test(JSON.stringify(value)) ? [key] : []));
    const field = variableFields(kind).find(({ name }) => name === names[0]);
    if (names.length !== 1 || !field || typeof document[field.name] !== 'string') return null;
    const { [field.name]: place, ...others } = document;
    const drafted = draftOf(kind, others, none);
    return { field: field.name, change: { kind, fields: { ...drafted.fields, [field.name]: String(place) } } };
  }
}

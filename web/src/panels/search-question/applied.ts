import { readField } from '../site-question/change-fields.js';
import type { ChangeKind } from '../site-question/change-document.js';

/** How a value of a factor is applied to the field that varies, and how a change writes that. */
export const TEMPLATES = { times: 'x{value}', percent: '{+value} %', set: '{value}' } as const;
export type Applied = keyof typeof TEMPLATES | 'written';
const WAYS = ['times', 'percent', 'set'] as const;

/** Texts that only a field takes to which a value can be applied so. */
const TRIED = { times: 'x1.1', percent: '+5 %' } as const;

/** The ways that the contract knows for a field of a change. A factor and a share are of what there is, and come first. */
export const waysOf = (kind: ChangeKind, field: string): Exclude<Applied, 'written'>[] =>
  WAYS.filter((way) => way === 'set' || readField(kind, field, TRIED[way]) !== null);

/** Which way a text writes; `written`: another, such as `{value} min`. */
export const appliedOf = (text: unknown): Applied => WAYS.find((way) => TEMPLATES[way] === text) ?? 'written';

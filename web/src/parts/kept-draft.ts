import { isMap } from '../../../src/contract/plain.js';

/** Where drafts lie: the storage of a session, or what a test puts in its place. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface LeftDraft<Draft> {
  draft: Draft;
  /** entry of the history at which the form stood: going back to it and loading it again are the same visit */
  visit: string;
  /** whether what it asks was asked */
  sent: boolean;
}

const keyOf = (address: string) => `draft ${address}`;

/** The draft that was left at an address; null where there is none like this, and where it was sent and the form is opened anew. */
export function takeDraft<Draft extends object>(storage: DraftStorage, address: string, visit: string, like: Draft): Draft | null {
  const left = parsed(storage.getItem(keyOf(address)));
  if (!isMap(left)) return null;
  const { draft, visit: of, sent } = left;
  if (isLike(draft, like) && (sent !== true || of === visit)) return draft;
  storage.removeItem(keyOf(address));
  return null;
}

export const leaveDraft = <Draft>(storage: DraftStorage, address: string, left: LeftDraft<Draft>): void =>
  storage.setItem(keyOf(address), JSON.stringify(left));

export const forgetDraft = (storage: DraftStorage, address: string): void => storage.removeItem(keyOf(address));

/** The path with what of the search says what the form is about. */
export function draftAddress(pathname: string, search: Readonly<Record<string, unknown>>, version: string): string {
  const about = Object.entries(search).filter(([name, value]) => value !== undefined && !LOOKS.includes(name));
  return `${pathname} ${JSON.stringify(about.sort(([a], [b]) => (a < b ? -1 : 1)))} ${version}`;
}

/** Of a search what only says how a page looks. */
const LOOKS: readonly string[] = ['lang', 'theme', 'print'];

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

/** Whether it has the fields of a draft: one that an earlier version of the page has left may not. */
const isLike = <Draft extends object>(value: unknown, like: Draft): value is Draft =>
  isMap(value) && Object.entries(like).every(([name, own]) => own === undefined || own === null || (name in value && kindOf(value[name], own)));

const kindOf = (value: unknown, own: unknown) => value === null || (typeof value === typeof own && Array.isArray(value) === Array.isArray(own));

import type { Issue } from '../../../src/contract/problem.js';
import { refusalFr } from '../../../src/contract/refusal-fr.js';
import { readRefusal } from '../../../src/contract/refusal.js';

/** What the service says, in the language of the screen; `detail`: its own English words, where there are no others. */
export interface Told {
  says: string | null;
  detail: string | null;
}

/** The service speaks English. Where a sentence has a code it has other languages, too. */
export function told({ detail, refusal = readRefusal(detail) ?? undefined }: Pick<Issue, 'detail' | 'refusal'>, language: string): Told {
  if (language === 'en') return { says: detail, detail: null };
  return refusal === undefined ? { says: null, detail } : { says: refusalFr(refusal), detail: null };
}

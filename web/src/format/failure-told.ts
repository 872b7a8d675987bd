import type { TFunction } from 'i18next';
import { ServerFailure } from '../data/failure.js';
import { told, type Told } from './told.js';

/** Why something failed, in the language of the screen: its kind, then what the service says of it, as far as that has words of this language. */
export function failureTold(error: unknown, language: string, t: TFunction): Told & { says: string } {
  if (!(error instanceof ServerFailure)) return { says: error instanceof Error ? error.message : JSON.stringify(error), detail: null };
  const kind = t(`problems.${error.code}`);
  if (error.code === 'unreachable') return { says: kind, detail: null };
  const of = (error.refusal === undefined && language !== 'en' && error.issues.length > 0 ? error.issues : [error]).map((one) => told(one, language));
  const known = [...new Set(of.flatMap(({ says }) => says ?? []))];
  const unknown = [...new Set(of.flatMap(({ detail }) => detail ?? []))];
  return { says: [kind, ...known].join(' '), detail: unknown.length > 0 ? unknown.join('; ') : null };
}

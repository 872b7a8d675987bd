import type { Bilingual } from './units.js';
import type { Difference, Verdict } from './verdict.js';

export type VerdictWord = Verdict | 'slightly-better' | 'slightly-worse';

/** Verdicts as people read them, in tables of the command and on screens alike. */
export const VERDICT_WORDS: Record<keyof Bilingual, Record<VerdictWord, string>> = {
  en: {
    better: 'better',
    'slightly-better': 'slightly better',
    worse: 'worse',
    'slightly-worse': 'slightly worse',
    'no-detectable-difference': 'no detectable difference',
    'too-few-runs': 'too few runs',
  },
  fr: {
    better: 'mieux',
    'slightly-better': 'un peu mieux',
    worse: 'moins bien',
    'slightly-worse': 'un peu moins bien',
    'no-detectable-difference': 'pas de différence décelable',
    'too-few-runs': 'trop peu de simulations',
  },
};

/** The word for a verdict: of a difference that is sure and less than what matters, that it is slight. */
export function verdictWord({ verdict, slight }: Pick<Difference, 'verdict' | 'slight'>): VerdictWord {
  return slight && (verdict === 'better' || verdict === 'worse') ? `slightly-${verdict}` : verdict;
}

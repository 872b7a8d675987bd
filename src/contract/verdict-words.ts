import type { Bilingual } from './units.js';
import type { Verdict } from './verdict.js';

/** Verdicts as people read them, in tables of the command and on screens alike. */
export const VERDICT_WORDS: Record<keyof Bilingual, Record<Verdict, string>> = {
  en: { better: 'better', worse: 'worse', 'no-detectable-difference': 'no detectable difference', 'too-few-runs': 'too few runs' },
  fr: { better: 'mieux', worse: 'moins bien', 'no-detectable-difference': 'pas de différence décelable', 'too-few-runs': 'trop peu de simulations' },
};

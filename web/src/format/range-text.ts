import type { Language } from './language.js';

/** From one figure to another as they are written; once where both read the same. */
export const rangeText = (language: Language, low: string, high: string): string => (low === high ? low : `${low} ${language === 'fr' ? 'à' : 'to'} ${high}`);

/** A figure with the range around it: 42 (38 to 45); alone where the range has no width. */
export const aroundText = (language: Language, middle: string, low: string, high: string): string =>
  low === high ? middle : `${middle} (${rangeText(language, low, high)})`;

import type { Bilingual } from './units.js';

/** An interval by its bounds as they are written; French has a narrow space before the semicolon. */
export const boundsText = (low: string, high: string, language: keyof Bilingual): string => `[${low}${language === 'fr' ? '\u202f' : ''}; ${high}]`;

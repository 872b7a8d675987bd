import type { Level, NamedFactor } from './search-factor.js';
import { withSign } from './search-factor.js';
import type { Bilingual } from './units.js';

/** How a language writes the values of factors. */
export interface FactorVoice {
  language: keyof Bilingual;
  number: (value: number) => string;
}

/** What a factor is called: by its name where it has one. */
export const factorName = ({ id, name }: Pick<NamedFactor, 'id' | 'name'>): string => name ?? id;

/** A value of a factor as its change writes it: +20 %, 35 %, 120 /min; a dash for none. */
export function levelText(level: Level | undefined, factor: Pick<NamedFactor, 'form'> | undefined, { language, number }: FactorVoice): string {
  if (level === null || level === undefined) return '–';
  const text = withSign(factor?.form ?? '{value}', level, number);
  return language === 'fr' ? text.replace(/(\d) d$/, '$1 j') : text;
}

/** The values of a point with the names of their factors: Speed: +20 %; Wait: 5 min. */
export function valuesText(at: Readonly<Record<string, Level>>, factors: readonly NamedFactor[], voice: FactorVoice): string {
  const colon = voice.language === 'fr' ? '\u00a0: ' : ': ';
  return Object.entries(at)
    .map(([id, level]) => {
      const factor = factors.find((each) => each.id === id) ?? { id, name: null };
      return `${factorName(factor)}${colon}${levelText(level, factor, voice)}`;
    })
    .join('; ');
}

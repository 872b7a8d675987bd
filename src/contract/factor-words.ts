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

/** The values of several points: those of one factor are a list behind its name. */
export function valuesOfPoints(points: readonly { at: Readonly<Record<string, Level>> }[], factors: readonly NamedFactor[], voice: FactorVoice): string {
  const single = points.flatMap(({ at }) => {
    const [only, ...more] = Object.entries(at);
    return only && more.length === 0 ? [only] : [];
  });
  if (single.length < points.length) return points.map(({ at }) => valuesText(at, factors, voice)).join(' | ');
  return [...new Set(single.map(([id]) => id))]
    .map((id) => {
      const levels = single.flatMap(([of, level]) =>
        of === id
          ? [
              levelText(
                level,
                factors.find((each) => each.id === id),
                voice,
              ),
            ]
          : [],
      );
      return named(id, levels.join(', '), factors, voice);
    })
    .join('; ');
}

/** The name of a factor with what is said of it. */
function named(id: string, text: string, factors: readonly NamedFactor[], { language }: FactorVoice): string {
  return `${factorName(factors.find((each) => each.id === id) ?? { id, name: null })}${language === 'fr' ? '\u00a0: ' : ': '}${text}`;
}

/** The values of a point in the order of their factors, with the names of these: Speed: +20 %; Wait: 5 min. */
export function valuesText(at: Readonly<Record<string, Level>>, factors: readonly NamedFactor[], voice: FactorVoice): string {
  const factorOf = (id: string) => factors.find((each) => each.id === id);
  const place = (id: string) => factors.findIndex((each) => each.id === id);
  return Object.entries(at)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([id, level]) => named(id, levelText(level, factorOf(id), voice), factors, voice))
    .join('; ');
}

import { knownInEach, unknownOfLine, type KnownIn } from '../../../../src/contract/unknown-kpi.js';
import type { Language } from '../../format/language.js';
import { typeset } from '../../i18n/typeset.js';
import type { ShownKpi, ShownVariant } from './answer.js';
import { isLineKpi } from './kpi-format.js';

/** Of which variants an indicator is not known, and in how many of their replications it is. */
export const knownInShown = (kpi: string, variants: readonly ShownVariant[]): KnownIn[] =>
  knownInEach(
    kpi,
    variants.map((variant) => ({ name: variant.name, variant })),
  );

/** A sentence of a language as screens set it. */
export const setIn = (language: Language, text: string): string => (language === 'fr' ? typeset(text) : text);

/** Why an indicator of a line is not known of a variant; null: it is of all. */
export function whyOfLine({ id, name }: ShownKpi, variants: readonly ShownVariant[], replications: number, language: Language): string | null {
  const knownIn = knownInShown(id, variants);
  return knownIn.length === 0 || !isLineKpi(id) ? null : setIn(language, unknownOfLine({ id, name }, { knownIn, replications }, language));
}

import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import { unknownOfSite } from '../../../../src/contract/unknown-kpi.js';
import type { Language } from '../../format/language.js';
import type { ShownKpi, ShownVariant } from '../run/answer.js';
import { isSiteKpi } from './site-kpis.js';
import { knownInShown, setIn } from '../run/why-unknown.js';

/** Why an indicator of a site is not known of a variant, by the notes of the answer; null: it is of all. */
export function whyOfSite(
  { id, name }: ShownKpi,
  variants: readonly ShownVariant[],
  { notes, replications }: Pick<CellScenarioResult, 'notes' | 'replications'>,
  { lang, names }: { lang: Language; names: Pick<CellNames, 'carrier'> },
): string | null {
  const knownIn = knownInShown(id, variants);
  if (knownIn.length === 0 || !isSiteKpi(id)) return null;
  return setIn(lang, unknownOfSite({ id, name }, notes, { knownIn, replications }, { lang, names }));
}

import type { CellNames } from '../../../../src/contract/cell-names.js';
import { CellRunKpi, type CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import { unknownOfSite } from '../../../../src/contract/unknown-kpi.js';
import type { Language } from '../../format/language.js';
import type { ShownKpi, ShownVariant } from '../run/answer.js';
import { knownInShown, setIn } from '../run/why-unknown.js';

/** Why an indicator of a site is not known of a variant, by the notes of the answer; null: it is of all. */
export function whyOfSite(
  { id, name }: ShownKpi,
  variants: readonly ShownVariant[],
  { notes, replications }: Pick<CellScenarioResult, 'notes' | 'replications'>,
  { lang, names }: { lang: Language; names: Pick<CellNames, 'carrier'> },
): string | null {
  const knownIn = knownInShown(id, variants);
  const kpi = CellRunKpi.safeParse(id);
  if (knownIn.length === 0 || !kpi.success) return null;
  return setIn(lang, unknownOfSite({ id: kpi.data, name }, notes, { knownIn, replications }, { lang, names }));
}

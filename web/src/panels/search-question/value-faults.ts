import { useOf } from '../../../../src/contract/search-kind.js';
import { appliedOf } from './applied.js';
import type { DraftFactor } from './factor-draft.js';
import type { SearchDraft } from './search-draft.js';

/** What is wrong with a change once a value stands in it is told at the values: how they are written there is the form's own doing. */
export function atTheirValues<Fault extends { pointer: string }>(faults: readonly Fault[], { factors, kind }: Pick<SearchDraft, 'factors' | 'kind'>): Fault[] {
  const moved = new Map(factors.flatMap((factor, i) => placeOfValues(factor, i)));
  return faults.map((fault) => ({ ...fault, pointer: moved.get(fault.pointer) ?? fault.pointer }));

  function placeOfValues({ change, varied, given }: DraftFactor, i: number): [string, string][] {
    if (!change || appliedOf(change.fields[varied]) === 'written') return [];
    const field = useOf(kind) === 'ends' ? 'low' : given === 'values' ? 'values' : 'from';
    return [[`/over/${i}/change/${varied}`, `/over/${i}/${field}`]];
  }
}

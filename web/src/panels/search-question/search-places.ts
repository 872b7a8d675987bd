import type { TFunction } from 'i18next';
import { pathOf } from '../../../../src/contract/explain.js';
import { fieldWord } from '../site-question/change-words.js';
import { fieldsOfKind } from '../site-question/change-fields.js';
import { fieldPointers } from '../site-question/field-pointers.js';
import { placeWord } from '../site-question/place-word.js';
import type { SearchDraft } from './search-draft.js';

const OF_FACTOR = ['id', 'name', 'values', 'from', 'to', 'step', 'steps', 'low', 'high', 'base', 'change'] as const;

/** Places of the document at which the form of searches has a field. */
export function searchPointers({ common, factors, kind, goals, constraints }: SearchDraft): string[] {
  const [everywhere] = common.variants;
  const ofChanges = fieldPointers([{ id: 'a', name: '', changes: everywhere?.changes ?? [] }]).flatMap((pointer) =>
    pointer.startsWith('/variants/0/changes') ? [pointer.replace('/variants/0', '')] : pointer.startsWith('/variants') ? [] : [pointer],
  );
  const ofFactors = factors.flatMap(({ change }, i) => [
    ...OF_FACTOR.map((field) => `/over/${i}/${field}`),
    ...(change ? fieldsOfKind(change.kind).map(({ name }) => `/over/${i}/change/${name}`) : []),
  ]);
  const ofGoals = goals.flatMap((_, i) => (kind === 'optimise' ? ['kpi', 'better', 'indifference'].map((field) => `/optimise/goal/${field}`) : ['kpi', 'better', 'indifference'].map((field) => `/${kind}/goals/${i}/${field}`))); // prettier-ignore
  const ofConstraints = constraints.flatMap((_, i) => ['', '/kpi', '/atLeast', '/atMost', '/tolerance'].map((field) => `/${kind}/constraints/${i}${field}`));
  return [...ofChanges, '/over', ...ofFactors, `/${kind}`, ...['goals', 'budget', 'first', 'confidence'].map((field) => `/${kind}/${field}`), ...ofGoals, ...ofConstraints]; // prettier-ignore
}

/** A place of the document as people call it: Factor batches, Demand, batches. */
export function searchPlaceWord(pointer: string, { common, factors }: SearchDraft, t: TFunction): string {
  const [first = '', second, third, fourth] = pathOf(pointer).map(String);
  const everywhere = [{ id: 'a', name: t('searchAsk.everywhere'), changes: common.variants[0]?.changes ?? [] }];
  if (first === 'changes') return placeWord(`/variants/0${pointer}`, everywhere, t);
  if (first === 'over') {
    const factor = factors[Number(second)];
    if (!factor) return t('searchAsk.factors');
    const name = t('searchAsk.factor', { id: factor.id });
    const { change } = factor;
    if (third !== 'change' || !change) return isFactorField(third) ? `${name}, ${t(`searchAsk.fields.${third}`)}` : name;
    return [name, t(`changeKinds.${change.kind}`), ...(fourth === undefined ? [] : [fieldWord(change.kind, fourth, t)])].join(', ');
  }
  if (['sweep', 'tornado', 'optimise', 'pareto', 'schedule'].includes(first)) {
    const part = second === 'goal' ? 'goals' : second;
    return isAimPart(part) ? t(`searchAsk.parts.${part}`) : t('searchAsk.aim');
  }
  return placeWord(pointer, [], t);
}

const FIELDS = ['id', 'name', 'values', 'from', 'to', 'step', 'steps', 'low', 'high', 'base'] as const;
const isFactorField = (field: string | undefined): field is (typeof FIELDS)[number] => FIELDS.some((each) => each === field);
const PARTS = ['goals', 'constraints', 'budget', 'first', 'confidence', 'orders'] as const;
const isAimPart = (part: string | undefined): part is (typeof PARTS)[number] => PARTS.some((each) => each === part);

import { parse } from 'yaml';
import type { CellRunKpi } from '../../../../src/contract/cell-scenario.js';
import type { CellSearchDocument } from '../../../../src/contract/search.js';
import { SEARCH_KINDS, useOf, type SearchKind } from '../../../../src/contract/search-kind.js';
import { inOneLine } from '../site-question/change-text.js';
import { fromDocument, newSiteDraft, toDocument, type SiteDraft, type StartFrom } from '../site-question/site-draft.js';
import { draftFactor, factorDocument, numberOrText, type DraftFactor } from './factor-draft.js';

export interface DraftGoal {
  kpi: CellRunKpi;
  /** empty: as it is by its nature */
  better: '' | 'more' | 'less';
  indifference: string;
}

export interface DraftConstraint {
  kpi: CellRunKpi;
  side: 'atLeast' | 'atMost';
  bound: string;
  tolerance: string;
}

/** A search over what-ifs of a site as it stands in the form: everything as it was typed. */
export interface SearchDraft {
  /** the question; its one variant is what holds everywhere */
  common: SiteDraft;
  factors: readonly DraftFactor[];
  kind: SearchKind;
  goals: readonly DraftGoal[];
  constraints: readonly DraftConstraint[];
  budget: string;
  first: string;
  confidence: string;
  /** orders and releases of a schedule as a file has them */
  schedule: string;
}

export const MOST_GOALS = 3;
export const MOST_CONSTRAINTS = 5;

const everywhere = (changes: SiteDraft['variants'][number]['changes']): SiteDraft['variants'] => [{ id: 'a', name: '', changes }];

export const newSearchDraft = (from: StartFrom): SearchDraft => ({
  common: { ...newSiteDraft(from), variants: everywhere([]) },
  factors: [],
  kind: 'sweep',
  goals: [
    { kpi: 'costEur', better: '', indifference: '' },
    { kpi: 'leadTimeH', better: '', indifference: '' },
  ],
  constraints: [],
  budget: '',
  first: '',
  confidence: '95 %',
  schedule: '',
});

const only = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

/** How many goals a kind of search has. */
export const goalsOf = ({ kind, goals }: Pick<SearchDraft, 'kind' | 'goals'>): readonly DraftGoal[] =>
  kind === 'optimise' ? goals.slice(0, 1) : kind === 'pareto' || kind === 'schedule' ? goals : [];

/** The document that the form means. Nothing is sure to be right about it: the contract, and then the server, say so. */
export function toSearch(draft: SearchDraft, cell: string, none: string): Record<string, unknown> {
  const { variants: _, ...question } = toDocument(draft.common, cell);
  const { changes } = firstVariant(toDocument(draft.common, cell));
  const { kind, factors } = draft;
  return {
    ...question,
    ...(Array.isArray(changes) && changes.length > 0 && { changes }),
    ...(kind !== 'schedule' && { over: factors.map((factor) => factorDocument(factor, useOf(kind) === 'ends', none)) }),
    [kind]: aimOf(draft),
  };
}

function firstVariant({ variants }: Record<string, unknown>): { changes?: unknown } {
  const [first] = Array.isArray(variants) ? (variants as unknown[]) : [];
  return typeof first === 'object' && first !== null ? first : {};
}

function aimOf(draft: SearchDraft): Record<string, unknown> {
  const { kind, constraints, budget, first, confidence, schedule } = draft;
  if (kind === 'sweep' || kind === 'tornado') return {};
  const goals = goalsOf(draft).map(({ kpi, better, indifference }) => ({ kpi, ...only({ better, indifference: numberOrText(indifference) }) }));
  return {
    ...(kind === 'optimise' ? { goal: goals[0] } : { goals }),
    ...(constraints.length > 0 && {
      constraints: constraints.map(({ kpi, side, bound, tolerance }) => ({
        kpi,
        ...only({ [side]: numberOrText(bound), tolerance: numberOrText(tolerance) }),
      })),
    }),
    ...only({ budget: numberOrText(budget), first: numberOrText(first), confidence: confidence.trim() }),
    ...(kind === 'schedule' && scheduleOf(schedule)),
  };
}

function scheduleOf(text: string): object {
  try {
    const parsed: unknown = parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** The form filled in with a search that the contract accepts. `none`: the word for null. */
export function fromSearch(document: CellSearchDocument, none: string): SearchDraft {
  const { over = [], changes = [], sweep: _, tornado: __, optimise, pareto, schedule, ...question } = document;
  const fresh = newSearchDraft('steady');
  const common = fromDocument({ ...question, variants: [{ id: 'a', changes }] }, none);
  const sought = optimise ?? pareto ?? schedule;
  const goals = optimise ? [optimise.goal] : (pareto?.goals ?? schedule?.goals ?? []);
  const { orders, later } = schedule ?? {};
  return {
    common: { ...common, variants: everywhere(common.variants[0]?.changes ?? []) },
    factors: over.map((factor) => draftFactor(factor, none)),
    kind: SEARCH_KINDS.find((kind) => document[kind] !== undefined) ?? 'sweep',
    goals:
      goals.length > 0
        ? goals.map(({ kpi, better, indifference }): DraftGoal => ({ kpi, better: better ?? '', indifference: text(indifference) }))
        : fresh.goals,
    constraints: (sought?.constraints ?? []).map(({ kpi, atLeast, atMost, tolerance }) => ({
      kpi,
      side: atLeast === undefined ? ('atMost' as const) : ('atLeast' as const),
      bound: text(atLeast ?? atMost),
      tolerance: text(tolerance),
    })),
    budget: text(sought?.budget),
    first: text(sought?.first),
    confidence: sought?.confidence === undefined ? fresh.confidence : text(sought.confidence),
    schedule: orders ? inOneLine({ orders, ...(later && { later }) }) : '',
  };
}

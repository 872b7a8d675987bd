import { z } from 'zod';
import type { FactorUse } from './search-factor.js';

export const SEARCH_KINDS = ['sweep', 'tornado', 'optimise', 'pareto', 'schedule'] as const;
/** A line has no orders to be put in sequence. */
export const LINE_SEARCH_KINDS = ['sweep', 'tornado', 'optimise', 'pareto'] as const;
export const SearchKind = z.enum(SEARCH_KINDS);
export type SearchKind = z.infer<typeof SearchKind>;

/** Whether a document is a search: it says what it varies, or what is sought. */
export const isSearch = (document: unknown): boolean =>
  typeof document === 'object' && document !== null && ['over', ...SEARCH_KINDS].some((key) => key in document);

/** The kind of a right request. */
export const kindOf = (request: Partial<Record<SearchKind, unknown>>): SearchKind => SEARCH_KINDS.find((kind) => request[kind] !== undefined)!;

/** How a kind uses its factors. */
export const useOf = (kind: SearchKind): FactorUse => (kind === 'tornado' ? 'ends' : kind === 'sweep' ? 'grid' : 'range');

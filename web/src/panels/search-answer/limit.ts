import type { Holds, SearchAnswer } from '../../../../src/contract/search-result.js';
import type { Span } from '../../charts/scale.js';

/** A bound of one indicator, in the unit of the contract. */
export interface Limit {
  kpi: string;
  side: 'atLeast' | 'atMost';
  bound: number;
}

const SIGNS = { atLeast: '>', atMost: '<' } as const;

/** A limit as addresses have it: leadTimeH<530. */
export const limitText = ({ kpi, side, bound }: Limit): string => `${kpi}${SIGNS[side]}${bound}`;

/** The limit that a text means; null where it means none. */
export function parseLimit(text: string | undefined): Limit | null {
  const found = /^(\w+)([<>])(\S+)$/.exec(text ?? '');
  const bound = Number(found?.[3]);
  return found && Number.isFinite(bound) ? { kpi: found[1]!, side: found[2] === '>' ? 'atLeast' : 'atMost', bound } : null;
}

/** How a mean with its 95 % interval holds a limit: surely where all of the interval does, not where none of it does. */
export function holdsLimit({ low, high }: Span, { side, bound }: Limit): Holds {
  const [worst, best] = side === 'atLeast' ? [low, high] : [-high, -low];
  const least = side === 'atLeast' ? bound : -bound;
  return worst >= least ? 'surely' : best >= least ? 'possibly' : 'not';
}

/** How a point holds all of several constraints; null of none. */
export const holdsAll = (holds: readonly Holds[]): Holds | null =>
  holds.length === 0 ? null : ((['not', 'possibly'] as const).find((worse) => holds.includes(worse)) ?? 'surely');

/** How each point holds what is demanded: the constraints of the search, or a limit that is looked at. None where nothing is demanded or known. */
export function heldPoints({ optimum, front, points }: Pick<SearchAnswer, 'optimum' | 'front' | 'points'>, limit: Limit | null): Map<string, Holds> {
  const sought = optimum ?? front;
  const pairs = sought
    ? sought.candidates.map(({ point, holds }) => [point, holdsAll(holds)] as const)
    : points.map(({ id, kpis }) => [id, limit && kpis[limit.kpi] ? holdsLimit(kpis[limit.kpi]!, limit) : null] as const);
  return new Map(pairs.flatMap(([id, held]) => (held === null ? [] : [[id, held] as const])));
}

import type { LineDefinition } from '../../../../src/contract/line.js';
import type { LineStop } from '../../../../src/contract/line-oee.js';
import type { StopStatementsDocument } from '../../../../src/contract/stop-statement.js';

type Said = StopStatementsDocument['statements'][number];

/** What tells the stops of a line apart. */
export const stopKey = ({ unit, fromUs }: LineStop): string => `${unit} ${fromUs}`;

/** A stop is told of as a whole: one whose begin lies before the window cannot be. */
export const canBeTold = ({ began }: LineStop): boolean => began;

export const assigned = (stops: readonly LineStop[], reason: number, comment: string): Said[] =>
  stops.map(({ unit, fromUs, toUs }) => ({ what: 'assign', unit, fromUs, toUs, reason, comment: comment === '' ? null : comment }));

/** Two parts of a stop with a reason each; the parts meet so long after its begin [s]. */
export function split({ unit, fromUs, toUs }: LineStop, afterS: number, [first, second]: readonly [number, number]): Said[] {
  const cutUs = fromUs + Math.round(afterS * 1e6);
  return [
    { what: 'assign', unit, fromUs, toUs: cutUs, reason: first, comment: null },
    { what: 'assign', unit, fromUs: cutUs, toUs, reason: second, comment: null },
  ];
}

/** How long a stop is, with the planned rest in it; of one that goes on up to now [s]. */
export const lengthS = ({ fromUs, toUs }: LineStop, nowUs: number): number => ((toUs ?? nowUs) - fromUs) / 1e6;

/** Several stops of one machine as one; null where they are fewer, or of several machines. */
export function merged(stops: readonly LineStop[], nowUs: number): Said[] | null {
  const [first, ...others] = stops;
  if (first === undefined || others.length === 0 || others.some(({ unit }) => unit !== first.unit)) return null;
  const fromUs = Math.min(...stops.map((stop) => stop.fromUs));
  return [{ what: 'merge', unit: first.unit, fromUs, toUs: Math.max(...stops.map(({ toUs }) => toUs ?? nowUs)) }];
}

/** What of splitting and merging cannot be done with the stops that are chosen, as what is still missing. */
export function missing(stops: readonly LineStop[]): ('one' | 'another' | 'same')[] {
  const [first, ...others] = stops;
  if (first === undefined) return [];
  if (others.length === 0) return ['another'];
  return others.some(({ unit }) => unit !== first.unit) ? ['one', 'same'] : ['one'];
}

/** Takes back what was said of a stop. */
export const withdrawn = ({ said, merged: one }: LineStop): Said[] =>
  [...(said === null ? [] : [said.seq]), ...(one?.by ?? [])].map((of) => ({ what: 'withdraw', of }));

/** Codes that a person can choose, in the order of the plant file; of a range its first. */
export const reasonCodes = ({ reasons }: Pick<LineDefinition, 'reasons'>): number[] =>
  reasons.flatMap(({ code, from }) => (code !== undefined ? [code] : from !== undefined ? [from] : []));

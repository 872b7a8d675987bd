import type { z } from 'zod';
import { factorFaults, levelsOf, MOST_POINTS, type Factor } from './search-factor.js';
import { useOf, type SearchKind } from './search-kind.js';

/** What of a search is looked at together. */
export interface Looked {
  over: readonly Factor[];
  sweep?: object | undefined;
  tornado?: object | undefined;
  optimise?: { constraints: readonly Bound[] } | undefined;
  pareto?: { constraints: readonly Bound[] } | undefined;
  schedule?: { constraints: readonly Bound[]; orders: readonly { id: string }[] } | undefined;
}

interface Bound {
  atLeast?: number | undefined;
  atMost?: number | undefined;
}

type Told = { path: PropertyKey[]; message: string }[];

/** What is wrong with a search as a whole; `change`: what its factors may do; `allowed`: the kinds that there are. */
export function searchFaults(request: Looked, change: z.ZodType, allowed: readonly SearchKind[]): Told {
  const kinds = allowed.filter((kind) => request[kind] !== undefined);
  const kind = kinds[0];
  if (kind === undefined) return [{ path: [], message: `expected one of ${allowed.join(', ')}` }];
  if (kinds.length > 1) return kinds.slice(1).map((other) => ({ path: [other], message: `contradicts "${kind}": expected only one of ${allowed.join(', ')}` }));
  const { schedule } = request;
  const constraints = (request.optimise ?? request.pareto ?? schedule)?.constraints ?? [];
  return [
    ...(schedule ? scheduleFaults(request.over, schedule.orders) : overFaults(request.over, kind, change)),
    ...constraints.flatMap(({ atLeast, atMost }, i) =>
      (atLeast === undefined) === (atMost === undefined) ? [{ path: [kind, 'constraints', i], message: 'expected either "atLeast" or "atMost"' }] : [],
    ),
  ];
}

/** Those that are called as one before. */
const calledTwice = (ids: readonly string[], path: (index: number) => PropertyKey[], what: string): Told =>
  ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ path: path(i), message: `another ${what} is called "${id}"` }] : []));

const scheduleFaults = (over: readonly Factor[], orders: readonly { id: string }[]): Told => [
  ...(over.length > 0 ? [{ path: ['over'], message: 'a schedule varies the sequence of its orders alone' }] : []),
  ...calledTwice(
    orders.map(({ id }) => id),
    (i) => ['schedule', 'orders', i, 'id'],
    'order',
  ),
];

function overFaults(over: readonly Factor[], kind: SearchKind, change: z.ZodType): Told {
  if (over.length === 0) return [{ path: ['over'], message: 'expected at least 1 entry' }];
  const twice = calledTwice(
    over.map(({ id }) => id),
    (i) => ['over', i, 'id'],
    'factor',
  );
  const wrong = over.flatMap((factor, i) => factorFaults(factor, useOf(kind), change).map(({ path, message }) => ({ path: ['over', i, ...path], message })));
  if (kind !== 'sweep' || wrong.length > 0) return [...twice, ...wrong];
  const points = over.reduce((product, factor) => product * (levelsOf(factor)?.length ?? 1), 1);
  return [
    ...twice,
    ...(over.length > 2 ? [{ path: ['over', 2], message: 'a sweep is over one factor or two' }] : []),
    ...(points > MOST_POINTS ? [{ path: ['over'], message: `makes ${points} points: at most ${MOST_POINTS}` }] : []),
  ];
}

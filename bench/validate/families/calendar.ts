import { z } from 'zod';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, type Metric } from '../metric.js';
import { compiledParts } from '../models/simulate.js';
import { traced } from '../models/trace.js';
import { lineTimes } from './deterministic.js';

const Campaign = z.object({
  type: z.literal('campaign'),
  lots: z.array(z.object({ product: z.string(), qty: z.int().positive() })).min(1),
  cycle: z.record(z.string(), z.number()),
  changeover: z.record(z.string(), z.number()),
});
type Campaign = z.infer<typeof Campaign>;

/** One machine that makes lots in their order, with changeovers between products. */
function campaignSpec({ cycle, changeover }: Campaign): PartsSpec {
  const matrix: Record<string, Record<string, number>> = {};
  for (const [pair, time] of Object.entries(changeover)) {
    const [from, to] = pair.split('>') as [string, string];
    matrix[from] = { ...matrix[from], [to]: time };
  }
  return {
    classes: Object.keys(cycle).map((id) => ({ id })),
    stations: [
      {
        id: 'press',
        service: { byClass: Object.fromEntries(Object.entries(cycle).map(([id, value]) => [id, { dist: 'fixed' as const, value }])) },
        changeover: matrix,
      },
    ],
  };
}

/** Equal but for rounding: the order that was tried first stays. */
const NOTHING = 1e-9;

function campaign(c: ValidationCase): unknown {
  const parsed = Campaign.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const m = parsed.data;
  const model = compiledParts(campaignSpec(m));
  const completions = (order: readonly number[]) => {
    const lots = order.map((i) => m.lots[i]!);
    const parts = lots.flatMap(({ product, qty }) => Array.from({ length: qty }, () => product));
    const left = traced(model, 1e9, { press: { waiting: [parts] } }).times('leave', 0);
    let made = 0;
    return lots.map(({ qty }) => left[(made += qty) - 1]!);
  };
  const given = completions(m.lots.map((_, i) => i));
  const best = orders(m.lots.length).reduce<{ order: number[]; makespan: number } | null>((found, order) => {
    const makespan = completions(order).at(-1)!;
    return found === null || makespan < found.makespan - NOTHING ? { order, makespan } : found;
  }, null)!;
  return {
    lotCompletion: given,
    makespan: given.at(-1),
    bestMakespan: best.makespan,
    bestSequence: best.order.map((i) => `${m.lots[i]!.product}${m.lots[i]!.qty}`),
  };
}

/** All orders of the numbers below n, ascending as words. */
function orders(n: number, of = Array.from({ length: n }, (_, i) => i)): number[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) =>
    orders(
      n,
      of.filter((i) => i !== first),
    ).map((rest) => [first, ...rest]),
  );
}

/** Shifts, breaks, changeovers and campaigns. */
export function run(c: ValidationCase): Metric[] {
  const answer = { campaign, line: lineTimes }[c.model.type];
  if (answer === undefined) throw new NotSupported(`model ${c.model.type}`);
  return leaves('', c.expected, answer(c), relativeTolerance(c, ''));
}

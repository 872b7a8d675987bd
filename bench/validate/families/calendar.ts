import { z } from 'zod';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { compared, NotSupported, parsedAs, unknownModel, type Metric } from '../metric.js';
import { compiledParts } from '../models/simulate.js';
import { traced } from '../models/trace.js';
import { runLineTimes } from './deterministic.js';

const Times = z.record(z.string(), z.number().nonnegative());
/** Times to change between products: by `from>to`, or by the product before and the one after. */
const Changeover = z.union([Times, z.record(z.string(), Times)]).transform((given): Record<string, Record<string, number>> => {
  const matrix: Record<string, Record<string, number>> = {};
  for (const [key, time] of Object.entries(given)) {
    const [from, to] = key.split(/ *-?> */) as [string, string | undefined];
    matrix[from] = { ...matrix[from], ...(typeof time !== 'number' ? time : to === undefined ? {} : { [to]: time }) };
  }
  return matrix;
});

/** Orders of more lots than these are too many to try them all. */
const MOST_LOTS = 8;
const Campaign = z
  .strictObject({
    type: z.literal('campaign'),
    lots: z.array(z.strictObject({ product: z.string(), qty: z.int().positive() })).min(1),
    cycle: Times,
    changeover: Changeover,
    note: z.string().optional(),
  })
  .refine(({ lots, cycle }) => lots.every(({ product }) => Object.hasOwn(cycle, product)), { error: 'needs the cycle of every product', path: ['cycle'] });
type Campaign = z.infer<typeof Campaign>;

/** One machine that makes lots in their order, with changeovers between products. */
function campaignSpec({ cycle, changeover }: Campaign): PartsSpec {
  return {
    classes: Object.keys(cycle).map((id) => ({ id })),
    stations: [
      {
        id: 'press',
        service: { byClass: Object.fromEntries(Object.entries(cycle).map(([id, value]) => [id, { dist: 'fixed' as const, value }])) },
        changeover,
      },
    ],
  };
}

/** Equal but for rounding: the order that was tried first stays. */
const NOTHING = 1e-9;

function campaign(c: ValidationCase): Record<string, unknown> {
  const m = parsedAs(Campaign, c);
  const model = compiledParts(campaignSpec(m));
  const completions = (order: readonly number[]) => {
    const lots = order.map((i) => m.lots[i]!);
    const parts = lots.flatMap(({ product, qty }) => Array.from({ length: qty }, () => product));
    const left = traced(model, 1e9, { press: { waiting: [parts] } }).times('leave', 0);
    let made = 0;
    return lots.map(({ qty }) => left[(made += qty) - 1]!);
  };
  const given = completions(m.lots.map((_, i) => i));
  const answer = { lotCompletion: given, makespan: given.at(-1) };
  if (c.expected['bestMakespan'] === undefined && c.expected['bestSequence'] === undefined) return answer;
  if (m.lots.length > MOST_LOTS) throw new NotSupported(`${c.at}/model/lots: the best order of more than ${MOST_LOTS} lots is not looked for`);
  const best = orders(m.lots.length).reduce<{ order: number[]; makespan: number } | null>((found, order) => {
    const makespan = completions(order).at(-1)!;
    return found === null || makespan < found.makespan - NOTHING ? { order, makespan } : found;
  }, null)!;
  return {
    ...answer,
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
  if (c.model.type === 'campaign') return compared(c, campaign(c));
  if (c.model.type === 'line') return runLineTimes(c);
  throw unknownModel(c);
}

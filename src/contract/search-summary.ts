import { z } from 'zod';
import { UnitId } from './equipment.js';
import { Level, NamedFactor } from './search-factor.js';
import { SearchKind } from './search-kind.js';
import type { Optimum, ParetoFront, SearchAnswer } from './search-result.js';

/** What the answer of a search says in short. */
export const SearchSummary = z.strictObject({
  search: SearchKind,
  points: z.int(),
  factors: z.array(NamedFactor).describe('as the answer names them'),
  outcome: z
    .enum(['told', 'chosen', 'compromises', 'nothing', 'stopped'])
    .describe('told: nothing was sought. nothing: no point that was compared holds the constraints. stopped: before anything was compared'),
  decided: z.boolean().describe('whether all that was sought is known with the confidence that was asked for'),
  chosen: z.strictObject({ point: z.string(), at: z.record(UnitId, Level) }).nullable(),
  sure: z
    .strictObject({ value: z.number(), from: z.enum(['procedure', 'estimate']) })
    .nullable()
    .describe('that the chosen one is right; null: that cannot be said'),
  compromises: z.strictObject({ count: z.int(), sure: z.int(), confidence: z.number() }).nullable(),
  widest: z.strictObject({ kpi: z.string(), factor: UnitId }).nullable().describe('of a tornado: which factor does most to the first KPI that is judged'),
  found: z
    .array(z.strictObject({ kpi: z.string(), better: z.int(), worse: z.int(), tooFew: z.int() }))
    .describe('of a sweep: points by what may be said of their difference, of each KPI that is judged'),
});
export type SearchSummary = z.infer<typeof SearchSummary>;

/** An answer in short. */
export function summaryOf(answer: SearchAnswer): SearchSummary {
  const { search, points, factors, optimum, front, tornado, judged } = answer;
  const sought = optimum ?? front;
  const point = points.find(({ id }) => id === sought?.chosen);
  const bars = tornado?.find(({ kpi }) => kpi === judged[0]) ?? tornado?.[0];
  return {
    search,
    points: points.length,
    factors,
    outcome: outcomeOf(answer),
    decided: sought === null || sought.ended === 'decided',
    chosen: point ? { point: point.id, at: point.at } : null,
    sure: optimum ? optimum.confidence : front && point ? sureOf(front, point.id) : null,
    compromises: front && search === 'pareto' ? compromisesOf(front) : null,
    widest: bars?.bars[0] ? { kpi: bars.kpi, factor: bars.bars[0].factor } : null,
    found: search === 'sweep' ? judged.map((kpi) => foundOf(points, kpi)) : [],
  };
}

function outcomeOf({ search, optimum, front }: SearchAnswer): SearchSummary['outcome'] {
  const sought = optimum ?? front;
  if (!sought) return 'told';
  if (sought.chosen !== null) return 'chosen';
  if (sought.ended === 'stopped') return 'stopped';
  return search === 'pareto' && front?.candidates.some(({ place }) => place === 'front') ? 'compromises' : 'nothing';
}

const sureOf = ({ candidates, asked }: ParetoFront, chosen: string): Optimum['confidence'] =>
  candidates.some(({ point, sure }) => point === chosen && sure) ? { value: asked.confidence, from: 'procedure' } : null;

function compromisesOf({ candidates, asked }: ParetoFront): NonNullable<SearchSummary['compromises']> {
  const front = candidates.filter(({ place }) => place === 'front');
  return { count: front.length, sure: front.filter(({ sure }) => sure).length, confidence: asked.confidence };
}

/** Of how many of the points that were compared it is not decided, with the confidence that was asked for, whether they are compromises. */
export function openOf({ candidates }: Pick<ParetoFront, 'candidates'>): { undecided: number; compared: number } {
  const compared = candidates.filter(({ place }) => place !== 'left');
  const undecided = compared.filter(({ place, sure }) => place === 'behind' || place === 'unknown' || (place === 'front' && !sure));
  return { undecided: undecided.length, compared: compared.length };
}

function foundOf(points: SearchAnswer['points'], kpi: string): SearchSummary['found'][number] {
  const count = (verdict: string) => points.filter(({ difference }) => difference[kpi]?.verdict === verdict).length;
  return { kpi, better: count('better'), worse: count('worse'), tooFew: count('too-few-runs') };
}

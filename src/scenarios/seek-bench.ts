import { rowFor, type Aim } from '../model/search/aim.js';
import type { KpiRow } from '../model/search/rows.js';
import type { Candidate, Evaluated } from '../model/search/seek.js';
import type { RunQueue } from './run-job.js';
import { simulateRound, type Wanted } from './search-round.js';
import { interimOf, newBook, type BookedPoint, type Book } from './seek-book.js';
import type { Seeking } from './seek-simulation.js';
import type { SimulationOptions } from './simulation.js';

/** Where the points of a search are simulated, and written down. */
export interface Bench<Variant> {
  book: Book<Variant>;
  /** The baseline in `count` replications from `from` on; those known already are not simulated again. */
  baseline(from: number, count: number): Promise<void>;
  evaluate(candidates: readonly Candidate[], aim: Aim): Promise<Evaluated[]>;
}

export function benchOf<Variant>({ question, told, sought, request, plantsOf }: Seeking<Variant>, queue: RunQueue, options: SimulationOptions): Bench<Variant> {
  const book = newBook<Variant>();
  const beganMs = options.nowMs();
  const total = sought.effort.budget + request.replications;

  const simulate = async (wanted: readonly Wanted<Variant>[]): Promise<KpiRow[][]> => {
    if (wanted.length === 0) return [];
    const rows = await simulateRound(queue, wanted, plantsOf, {
      signal: options.signal,
      nowMs: options.nowMs,
      onProgress: ({ done: more }) => {
        const done = book.spent + more;
        options.onProgress({ done, total, etaS: (((options.nowMs() - beganMs) / done) * (total - done)) / 1000 }, () => interimOf(book, told));
      },
    });
    book.spent += wanted.reduce((sum, { count }) => sum + count, 0);
    return rows;
  };

  const pointOf = ({ id, point }: Candidate): BookedPoint<Variant> | null => {
    const known = book.points.get(id);
    if (known || book.refused.has(id)) return known ?? null;
    const { at, made } = sought.point(point);
    if (!made.ok) {
      book.refused.set(id, { at, detail: made.issues.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ') });
      return null;
    }
    const booked = { id, at, notes: made.point.notes, variant: made.point.variant, rows: new Map<number, KpiRow>() };
    book.points.set(id, booked);
    return booked;
  };

  return {
    book,
    baseline: async (from, count) => {
      const missing = Array.from({ length: count }, (_, i) => from + i).filter((n) => !book.baseline.has(n));
      const wanted = missing.length === 0 ? [] : [{ variant: question.baseline.variant, from: missing[0]!, count: missing.length }];
      const [rows = []] = await simulate(wanted);
      rows.forEach((row, i) => book.baseline.set(missing[i]!, row));
    },
    evaluate: async (candidates, aim) => {
      const asked = candidates.map((candidate) => ({ candidate, point: pointOf(candidate) }));
      const right = asked.flatMap(({ candidate: { replications }, point }) => (point === null ? [] : [{ point, ...replications, variant: point.variant }]));
      const rows = await simulate(right);
      right.forEach(({ point, from }, i) => rows[i]!.forEach((row, k) => point.rows.set(from + k, row)));
      return asked.map(({ candidate: { id, replications }, point }) => ({
        id,
        values: Array.from({ length: replications.count }, (_, k) => rowFor(aim, point?.rows.get(replications.from + k) ?? {})),
      }));
    },
  };
}

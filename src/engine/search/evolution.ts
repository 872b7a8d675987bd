import { exp, ln } from '../elementary.js';
import { nextUniform } from '../random.js';
import { normalUpper } from '../special.js';

/**
 * A cloud of normal numbers that moves towards better ones: matrix adaptation evolution strategy (Beyer and Sendhoff, IEEE Transactions on
 * Evolutionary Computation 21, 2017), which is CMA-ES (Hansen and Ostermeier 2001) without a covariance matrix. It sees ranks only.
 */
export interface Evolution {
  centre: number[];
  sigma: number;
  /** a step is sigma times this times standard normal numbers */
  matrix: number[][];
  path: number[];
  /** of the better half, best first; their sum is 1 */
  readonly weights: readonly number[];
  /** points of a generation */
  readonly lambda: number;
}

export interface Offspring {
  coordinates: number[];
  /** standard normal numbers it was made from */
  normals: number[];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const norm = (values: readonly number[]) => Math.sqrt(sum(values.map((value) => value * value)));

export function newEvolution(centre: readonly number[], sigma: number, lambda: number): Evolution {
  const raw = Array.from({ length: Math.floor(lambda / 2) }, (_, i) => ln((lambda + 1) / 2) - ln(i + 1));
  const total = sum(raw);
  return {
    centre: [...centre],
    sigma,
    matrix: centre.map((_, i) => centre.map((__, j) => (i === j ? 1 : 0))),
    path: centre.map(() => 0),
    weights: raw.map((weight) => weight / total),
    lambda,
  };
}

export function generation({ centre, sigma, matrix, lambda }: Evolution, words: Uint32Array): Offspring[] {
  return Array.from({ length: lambda }, () => {
    const normals = centre.map(() => normalUpper(nextUniform(words, 0)));
    return { coordinates: centre.map((at, i) => at + sigma * along(matrix[i]!, normals)), normals };
  });
}

const along = (row: readonly number[], normals: readonly number[]) => row.reduce((total, entry, j) => total + entry * normals[j]!, 0);

/** Moves the cloud. `ranked`: normal numbers of a generation, best first. */
export function advance(e: Evolution, ranked: readonly (readonly number[])[]): void {
  const n = e.centre.length;
  const { weights } = e;
  const effective = 1 / sum(weights.map((weight) => weight * weight));
  const cs = (effective + 2) / (effective + n + 5);
  const c1 = 2 / ((n + 1.3) ** 2 + effective);
  const cw = Math.min(1 - c1, (2 * (effective + 1 / effective - 2)) / ((n + 2) ** 2 + effective));
  const damping = 1 + cs + 2 * Math.max(0, Math.sqrt((effective - 1) / (n + 1)) - 1);
  const expectedNorm = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));

  const mean = e.centre.map((_, j) => sum(weights.map((weight, i) => weight * ranked[i]![j]!)));
  e.centre = e.centre.map((at, i) => at + e.sigma * along(e.matrix[i]!, mean));
  e.path = e.path.map((step, j) => (1 - cs) * step + Math.sqrt(effective * cs * (2 - cs)) * mean[j]!);
  const change = e.path.map((pi, i) =>
    e.path.map((pj, j) => {
      const spread = sum(weights.map((weight, k) => weight * ranked[k]![i]! * ranked[k]![j]!));
      const unit = i === j ? 1 : 0;
      return unit + (c1 / 2) * (pi * pj - unit) + (cw / 2) * (spread - unit);
    }),
  );
  e.matrix = e.matrix.map((row) => row.map((_, j) => sum(row.map((entry, k) => entry * change[k]![j]!))));
  e.sigma *= exp((cs / damping) * (norm(e.path) / expectedNorm - 1));
}

/** Standard deviation of the cloud along each coordinate. */
export const spreads = ({ sigma, matrix }: Evolution): number[] => matrix.map((row) => sigma * norm(row));

/** Keeps the cloud, along each coordinate, at least as wide as `least`, and nowhere wider than `most`. */
export function confine(e: Evolution, least: readonly number[], most: number): void {
  e.sigma *= Math.min(1, most / Math.max(...spreads(e)));
  const now = spreads(e);
  e.matrix = e.matrix.map((row, i) => (now[i]! < least[i]! ? row.map((entry) => (entry * least[i]!) / now[i]!) : row));
}

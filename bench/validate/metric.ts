import { moments } from '../../src/engine/statistics.js';
import type { ValidationCase } from './case-file.js';

/** One number of a case: what it must be, what it is. */
export interface Metric {
  metric: string;
  exact: number | string | null;
  got: number | string | null;
  /** (got - exact) / standard error; null where nothing was drawn */
  z: number | null;
  /** |got - exact| / |exact|; |got| where exact is 0; null where no number */
  relativeError: number | null;
  pass: boolean;
}

/** Runs one case through the public functions of engine and model. Throws NotSupported for a kind of model it does not know. */
export type FamilyRunner = (validationCase: ValidationCase) => Metric[];

export class NotSupported extends Error {}

/** The tolerance of a metric. A metric without one of its own has `otherwise`. */
export function relativeTolerance(c: ValidationCase, metric: string, otherwise = 1e-9): number {
  return typeof c.tolerance.rel === 'number' ? c.tolerance.rel : (c.tolerance.rel[metric] ?? otherwise);
}

/** A number that is right to `rel` of itself (of one, where the exact value is 0). */
export function within(metric: string, exact: number, got: number, rel: number): Metric {
  const relativeError = Math.abs(got - exact) / (exact === 0 ? 1 : Math.abs(exact));
  return { metric, exact, got, z: null, relativeError, pass: relativeError <= rel };
}

/** A word, or nothing, that is right or wrong. */
export function same(metric: string, exact: string | null, got: string | null): Metric {
  return { metric, exact, got, z: null, relativeError: null, pass: exact === got };
}

/**
 * Everything expected, leaf by leaf, against an answer of the same shape: numbers within `rel`, words equal. What is
 * missing in the answer, or of another kind, fails. What the answer has beyond is not looked at.
 */
export function leaves(name: string, exact: unknown, got: unknown, rel: number): Metric[] {
  if (typeof exact === 'number' && typeof got === 'number') return [within(name, exact, got, rel)];
  if (Array.isArray(exact)) {
    const answer: unknown[] = Array.isArray(got) ? got : [];
    const length = Array.isArray(got) && got.length !== exact.length ? [within(`${name}.length`, exact.length, answer.length, 0)] : [];
    return [...exact.flatMap((value, i) => leaves(`${name}[${i}]`, value, answer[i], rel)), ...length];
  }
  if (typeof exact === 'object' && exact !== null) {
    const answer = typeof got === 'object' && got !== null ? (got as Record<string, unknown>) : {};
    return Object.entries(exact).flatMap(([key, value]) => leaves(name === '' ? key : `${name}.${key}`, value, answer[key], rel));
  }
  const shown = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : value === null ? null : `(${typeof value})`);
  return [{ metric: name, exact: shown(exact), got: shown(got), z: null, relativeError: null, pass: exact === got }];
}

/** Standard errors within which a simulated mean must lie. */
const STANDARD_ERRORS = 4;

/**
 * A mean over independent replications, by the rule of the shared cases: |mean - exact| <= 4 SE, and the simulation was
 * long enough to tell: 4 SE <= 1.5 rel |exact|. `exactSe`: standard error of the reference, where it was simulated itself.
 */
export function simulated(metric: string, exact: number, replications: readonly number[], rel: number, exactSe = 0): Metric {
  const { n, mean, variance } = moments(replications);
  const se = Math.sqrt(variance / n + exactSe * exactSe);
  const off = Math.abs(mean - exact);
  const sharp = STANDARD_ERRORS * se <= 1.5 * rel * Math.abs(exact);
  return {
    metric,
    exact,
    got: mean,
    z: se > 0 ? (mean - exact) / se : null,
    relativeError: off / (exact === 0 ? 1 : Math.abs(exact)),
    pass: (off <= STANDARD_ERRORS * se || off <= 1e-9 * Math.abs(exact)) && sharp,
  };
}

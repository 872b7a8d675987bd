import type { z } from 'zod';
import { moments } from '../../src/engine/statistics.js';
import { issuesAt, type ValidationCase } from './case-file.js';

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
  /** what it was accepted by instead, where the number itself is off by more than the tolerance, and its relative error */
  acceptedBy?: { what: 'probability'; relativeError: number };
  /** how many times as many replications it would take to tell; not given where it can be told */
  blunt?: number;
}

/** Runs one case through the public functions of engine and model. Throws NotSupported for a kind of model it does not know. */
export type FamilyRunner = (validationCase: ValidationCase) => Metric[];

/** What of a case is not supported, with its pointer into the file where that is known. */
export class NotSupported extends Error {}

/** A part of the case's model by its schema. Throws NotSupported with the pointer of everything that is not so. */
export function parsedAs<T>(schema: z.ZodType<T>, c: ValidationCase, value: unknown = c.model, at = 'model'): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new NotSupported(issuesAt(`${c.at}/${at}`, parsed.error));
  return parsed.data;
}

/** Tells that the type of model, or a metric, is none that the family knows. */
export const unknownModel = (c: ValidationCase) => new NotSupported(`${c.at}/model/type: no model ${c.model.type} in family ${c.family}`);
export const unknownMetric = (c: ValidationCase, metric: string, known: readonly string[] = []) =>
  new NotSupported(`${c.at}/expected/${metric}: no metric ${metric} of this model${known.length > 0 ? `; it has ${known.join(', ')}` : ''}`);

/** The name of a list's element without its number. */
const bare = (metric: string) => metric.replace(/[[.].*$/, '');

/** The relative tolerance of a metric. A metric without one of its own has `otherwise`. */
export function relativeTolerance({ tolerance: { rel } }: ValidationCase, metric: string, otherwise = 1e-9): number {
  return typeof rel === 'number' ? rel : (rel?.[metric] ?? rel?.[bare(metric)] ?? otherwise);
}

/** The absolute tolerance of a metric, 0 where none is given. */
export function absoluteTolerance({ tolerance: { abs } }: ValidationCase, metric: string): number {
  return typeof abs === 'number' ? abs : (abs?.[metric] ?? abs?.[bare(metric)] ?? 0);
}

/** Digits from which on a number counts as rounded to the decimals it is written with. */
const ROUNDED = 6;

/** Whether a number is the exact one as it is written: rounded, where it has six decimals or more that tell as many digits. */
function isAsWritten(exact: number, got: number): boolean {
  const written = /^-?(\d+)\.(\d+)$/.exec(String(exact));
  if (written === null || written[2]!.length < ROUNDED || (written[1]! + written[2]!).replace(/^0+/, '').length < ROUNDED) return false;
  return Number(got.toFixed(Math.min(100, written[2]!.length))) === exact;
}

/** A number that is right to `rel` of itself (of one, where the exact value is 0), to `abs`, or as it is written. */
export function within(metric: string, exact: number, got: number, rel: number, abs = 0): Metric {
  const off = Math.abs(got - exact);
  const relativeError = off / (exact === 0 ? 1 : Math.abs(exact));
  return { metric, exact, got, z: null, relativeError, pass: relativeError <= rel || off <= abs || isAsWritten(exact, got) };
}

/** A word, or nothing, that is right or wrong. */
export function same(metric: string, exact: string | null, got: string | null): Metric {
  return { metric, exact, got, z: null, relativeError: null, pass: exact === got };
}

/**
 * Everything expected, leaf by leaf, against an answer of the same shape: numbers within `rel` or `abs`, words equal. What is
 * missing in the answer, or of another kind, fails. What the answer has beyond is not looked at.
 */
export function leaves(name: string, exact: unknown, got: unknown, rel: number, abs = 0): Metric[] {
  if (typeof exact === 'number' && typeof got === 'number') return [within(name, exact, got, rel, abs)];
  if (Array.isArray(exact)) {
    const answer: unknown[] = Array.isArray(got) ? got : [];
    const length = Array.isArray(got) && got.length !== exact.length ? [within(`${name}.length`, exact.length, answer.length, 0)] : [];
    return [...exact.flatMap((value, i) => leaves(`${name}[${i}]`, value, answer[i], rel, abs)), ...length];
  }
  if (typeof exact === 'object' && exact !== null) {
    const answer = typeof got === 'object' && got !== null ? (got as Record<string, unknown>) : {};
    return Object.entries(exact).flatMap(([key, value]) => leaves(name === '' ? key : `${name}.${key}`, value, answer[key], rel, abs));
  }
  const shown = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : value === null ? null : `(${typeof value})`);
  return [{ metric: name, exact: shown(exact), got: shown(got), z: null, relativeError: null, pass: exact === got }];
}

/** Every metric of a case without chance against an answer by name, each with its own tolerance. Throws for a metric that the answer lacks. */
export function compared(c: ValidationCase, answer: Readonly<Record<string, unknown>>, otherwise?: number): Metric[] {
  return Object.entries(c.expected).flatMap(([name, exact]) => {
    if (!Object.hasOwn(answer, name)) throw unknownMetric(c, name, Object.keys(answer));
    return leaves(name, exact, answer[name], relativeTolerance(c, name, otherwise), absoluteTolerance(c, name));
  });
}

/** Standard errors that a simulated mean may lie off; within which it passes at once; beyond which more runs cannot mend it. */
const STANDARD_ERRORS = { most: 4, near: 2.5, hopeless: 8 };
/** How much of the tolerance four standard errors may take: a value that is off by the tolerance lies four of them away. */
const SHARP = 1;

/** What a simulated mean asks for: no more runs, or more of them because it is too blunt, or because it is off. */
export type Look = 'passes' | 'blunt' | 'near' | 'off' | 'hopeless';

/**
 * A mean over independent replications, by a rule stricter than that of the shared cases (4 SE, and 4 SE <= 1.5 rel |exact|):
 * it lies within four standard errors, and these are small against the tolerance. `exactSe`: standard error of the reference,
 * where it was simulated itself.
 */
export function simulated(metric: string, exact: number, replications: readonly number[], rel: number, { exactSe = 0, abs = 0 } = {}): Metric & { look: Look } {
  const { n, mean, variance } = moments(replications);
  const se = Math.sqrt(variance / n + exactSe * exactSe);
  const off = Math.abs(mean - exact);
  const tolerance = Math.max(abs, rel * (exact === 0 ? 1 : Math.abs(exact)));
  const z = se > 0 ? (mean - exact) / se : null;
  // Without spread every replication is the same number: it is right to rounding, or wrong.
  const errors = z === null ? (off <= 1e-9 * Math.max(1, Math.abs(exact)) ? 0 : Infinity) : Math.abs(z);
  const sharp = STANDARD_ERRORS.most * Math.sqrt(variance / n) <= SHARP * tolerance;
  return {
    metric,
    exact,
    got: mean,
    z,
    relativeError: off / (exact === 0 ? 1 : Math.abs(exact)),
    pass: errors <= STANDARD_ERRORS.most && sharp,
    ...(sharp ? {} : { blunt: (STANDARD_ERRORS.most ** 2 * variance) / n / (SHARP * tolerance) ** 2 }),
    look: lookOf(errors, sharp),
  };
}

function lookOf(errors: number, sharp: boolean): Look {
  if (errors > STANDARD_ERRORS.hopeless) return 'hopeless';
  if (errors > STANDARD_ERRORS.most) return 'off';
  if (!sharp) return 'blunt';
  return errors > STANDARD_ERRORS.near ? 'near' : 'passes';
}

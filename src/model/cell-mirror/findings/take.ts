import { exp, ln } from '../../../engine/elementary.js';
import { type Book, enter, newBook, type Sample } from './book.js';
import type { Family } from './detector.js';
import { type Judged, LIMITS } from './limits.js';
import type { Moments } from './moments.js';
import type { Watch } from './watch.js';

/** What a sample of a parameter is about. The key of its book: judged, source and part, joined by bars. */
export interface Parameter {
  judged: Judged;
  source: string;
  of: string;
}

export const keyOf = ({ judged, source, of }: Parameter): string => `${judged}|${source}|${of}`;

export function parameterOf(key: string): Parameter {
  const [judged, source, of] = key.split('|') as [Judged, string, string];
  return { judged, source, of };
}

type Span = { fromUs: number; toUs: number };

/** So few parameters are taken for the share of false findings that each may have. */
const FEWEST_PARAMETERS = 20;

function enterIn(watch: Watch, parameter: Parameter, family: Family, sample: Sample): void {
  const key = keyOf(parameter);
  let book: Book | undefined = watch.books[key];
  if (book === undefined) {
    watch.books[key] = book = newBook(family, sample.fromUs);
    watch.parameters++;
  }
  enter(book, LIMITS[parameter.judged], sample, Math.max(FEWEST_PARAMETERS, watch.parameters));
}

/** Beyond this share of its law a single duration counts as at it: a pause that nobody noted must not decide. */
const LN_OUTLIER = ln(2);
const OUTLIER_SDS = 3;

/** Takes in a duration [s], `times` that of its law. It is judged by its logarithm. */
export function takeDuration(watch: Watch, parameter: Parameter, span: Span, seconds: number, law: Moments, times = 1): void {
  if (!(seconds > 0 && times > 0 && law.mean > 0)) return;
  const sd = Math.max(law.lnSd, LIMITS[parameter.judged].scatter);
  const most = OUTLIER_SDS * sd + LN_OUTLIER;
  const y = Math.min(most, Math.max(-most, ln(seconds / times) - law.lnMean));
  const b = 1 / (sd * sd);
  enterIn(watch, parameter, 'log', {
    fromUs: span.fromUs,
    toUs: span.toUs,
    a: b * y,
    b,
    seen: seconds,
    expected: exp(law.lnMean) * times,
    per: 1,
    effect: seconds - law.mean * times,
  });
}

export interface Amount extends Span {
  seen: number;
  expected: number;
  per: number;
  effect: number;
}

/** Takes in an amount (kWh, stops, rejects) whose variance is known where it is as expected. */
export function takeAmount(watch: Watch, parameter: Parameter, amount: Amount, variance: number): void {
  if (amount.expected > 0 && variance > 0) takeAgainst(watch, parameter, amount, amount.seen, amount.expected, variance);
}

/** So many standard deviations of itself a sample may always differ. */
const AMOUNT_SDS = 4;

/**
 * The same where the evidence is other numbers than those that are shown. A sample counts as no farther off than lets the fewest samples
 * of a finding just reach the tolerance by it alone: one that is wrong decides nothing.
 */
export function takeAgainst(watch: Watch, parameter: Parameter, amount: Amount, seen: number, expected: number, variance: number): void {
  const weight = expected / variance;
  const { tolerance, samples } = LIMITS[parameter.judged];
  const most = Math.max(samples * tolerance * expected, AMOUNT_SDS * Math.sqrt(variance));
  enterIn(watch, parameter, 'sum', {
    fromUs: amount.fromUs,
    toUs: amount.toUs,
    a: weight * Math.min(expected + most, Math.max(0, expected - most, seen)),
    b: weight * expected,
    seen: amount.seen,
    expected: amount.expected,
    per: amount.per,
    effect: amount.effect,
  });
}

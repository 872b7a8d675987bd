import { ln } from '../../../engine/elementary.js';
import { edge, type Evidence, type Family, forModel, mayBegin, newSums, type Side, strongest, SUM, type Sums } from './detector.js';
import { FALSE_PER_YEAR, FEWEST_EVENTS, type Limits } from './limits.js';

const YEAR_US = 365.25 * 86_400e6;
/** The number of samples in a year is not taken from less than this. */
const LEAST_SPAN_US = 30 * 86_400e6;
/** Samples that the scatter of the law counts as, beside what is seen. */
const TRUST = 10;
/** Farther apart two samples tell nothing of the scatter: something has changed between them. */
const MOST_APART = 10;

/** What was measured of one parameter. Plain JSON. */
export interface Book {
  family: Family;
  sums: Sums;
  /** instants at which it may have begun to be above, below its tolerance */
  above: Sums[];
  below: Sums[];
  /** standardised difference of the last sample, and the sum of half the squares of the steps between them (von Neumann 1941) */
  last: number | null;
  steps: number;
  firstUs: number;
  lastUs: number;
  found: Found | null;
}

export interface Found {
  side: Side;
  foundUs: number;
  /** sums when it began */
  corner: Sums;
  /** CUSUM of the evidence that it is over */
  over: number;
}

export const newBook = (family: Family, atUs: number): Book => ({
  family,
  sums: newSums(),
  above: [],
  below: [],
  last: null,
  steps: 0,
  firstUs: atUs,
  lastUs: atUs,
  found: null,
});

/** One measured value against its expectation. */
export interface Sample {
  fromUs: number;
  toUs: number;
  /** evidence of the family */
  a: number;
  b: number;
  seen: number;
  expected: number;
  per: number;
  /** seconds lost, kWh or items beyond what was expected */
  effect: number;
}

/** Takes in a sample; `among`: how many parameters of the cell are judged. */
export function enter(book: Book, limits: Limits, sample: Sample, among: number): void {
  const { sums, family } = book;
  if (!(sample.b > 0) || !Number.isFinite(sample.a)) return;
  mayBegin(book.above, sums, edge(family, 1, limits.tolerance), 1, sample.fromUs);
  mayBegin(book.below, sums, edge(family, -1, limits.tolerance), -1, sample.fromUs);
  sums[SUM.a]! += sample.a;
  sums[SUM.b]! += sample.b;
  sums[SUM.seen]! += sample.seen;
  sums[SUM.expected]! += sample.expected;
  sums[SUM.per]! += sample.per;
  sums[SUM.effect]! += sample.effect;
  sums[SUM.samples]!++;
  book.lastUs = Math.max(book.lastUs, sample.toUs);
  scatter(book, sample);
  if (book.found) goOn(book, limits, sample);
  else find(book, limits, among, sample.toUs);
}

function scatter(book: Book, { a, b }: Sample): void {
  const z = book.family === 'log' ? a / Math.sqrt(b) : (a - b) / Math.sqrt(b);
  if (book.last !== null) book.steps += Math.min(MOST_APART, Math.abs(z - book.last)) ** 2 / 2;
  book.last = z;
}

/** How many times the variance of the law the samples scatter, at least 1. A change of level adds no more than one step. */
export const dispersion = ({ steps, sums }: Book): number => Math.max(1, (TRUST + steps) / (TRUST + Math.max(0, sums[SUM.samples]! - 1)));

/**
 * Evidence that a parameter needs, so that all of a cell together are wrong no more often than stated: 1 in the number of looks
 * at both sides of every parameter in a year (Bonferroni). Among one: that a finding ends wrongly no more often.
 */
function threshold({ sums, firstUs, lastUs }: Book, among: number): number {
  const years = Math.max(LEAST_SPAN_US, lastUs - firstUs) / YEAR_US;
  return ln((2 * among * Math.max(1, sums[SUM.samples]! / years)) / FALSE_PER_YEAR);
}

function find(book: Book, limits: Limits, among: number, atUs: number): void {
  const { sums } = book;
  if (sums[SUM.samples]! < limits.samples) return;
  for (const side of [1, -1] as const) {
    const best = judge(book, limits, side);
    if (best === null || tooFew(book, best, limits) || best.score < threshold(book, among) * dispersion(book)) continue;
    book.found = { side, foundUs: atUs, corner: best.corner.slice(), over: 0 };
    return;
  }
}

const judge = (book: Book, { tolerance, samples }: Limits, side: Side): Evidence | null =>
  strongest(side > 0 ? book.above : book.below, book.sums, { family: book.family, limit: edge(book.family, side, tolerance), side, samples });

/** Rates of rare events: what has no scatter of its own is counted. */
const tooFew = ({ sums }: Book, { corner }: Evidence, { scatter }: Limits): boolean =>
  scatter === 0 && Math.max(sums[SUM.seen]! - corner[SUM.seen]!, sums[SUM.expected]! - corner[SUM.expected]!) < FEWEST_EVENTS;

/** A finding goes on: when it began is estimated anew, and it is over once recent samples speak for the model. */
function goOn(book: Book, limits: Limits, { a, b }: Sample): void {
  const found = book.found!;
  const best = judge(book, limits, found.side);
  if (best !== null) found.corner = best.corner.slice();
  found.over = Math.max(0, found.over + forModel(book.family, a, b, ratioSince(book, found.corner)) / dispersion(book));
  if (best !== null && found.over < threshold(book, 1)) return;
  book.found = null;
  book.above = [];
  book.below = [];
}

/** Measured over expected since a corner, in the scale of the family. */
const ratioSince = ({ sums }: Book, corner: Sums): number => (sums[SUM.a]! - corner[SUM.a]!) / (sums[SUM.b]! - corner[SUM.b]!);

import { tQuantile } from '../../engine/statistics.js';

const DAY_H = 24;
/** Standard score that 90 % do not exceed. */
const Z90 = 1.2815515655446004;
/** Fewer of the like tell no spread. */
const LEAST = 2;

/** Energy until an instant that a simulation does not know of: weather, loads that waver, parameters that are a little off. */
export interface Unforeseen {
  /** expected beside what is simulated [kWh] */
  kwh: number;
  /** what may come besides, each as likely as the other [kWh] */
  errors: number[];
  /** how much is known: whole days, hours only, or nothing */
  from: 'days' | 'hours' | 'nothing';
}

/**
 * What is to come beside the simulated energy in so many hours. It is taken to be as in the same hours of the day before; how far that is
 * off, as it would have been off in the past over as long a time, once there are two such times beside the first day. With less the last
 * hour goes on, and drifts in one direction as they do from one to the next. Errors are widened as a prediction from so few by Student's
 * t: with the 90 % quantile exact for errors that are normal. `past`: hours, the last one last, measured less modelled [kWh]; null: not known.
 */
export function unforeseen(past: readonly (number | null)[], hours: number): Unforeseen {
  const known = past.filter((kwh) => kwh !== null);
  if (known.length < LEAST || hours <= 0) return { kwh: 0, errors: [0], from: known.length < LEAST ? 'nothing' : 'days' };
  const shares = sharesOf(hours);
  const errors = errorsOf(past, shares);
  const times = Math.floor((known.length - DAY_H) / hours);
  if (times < LEAST || errors.length < LEAST) return byHours(past, known, hours);
  const wider = widening(times);
  return { kwh: forecast(past, past.length, shares), errors: errors.map((kwh) => kwh * wider), from: 'days' };
}

/** How much wider the range of a prediction from n of the like is than that of a known normal law. */
const widening = (n: number): number => (tQuantile(0.9, n - 1) / Z90) * Math.sqrt(1 + 1 / n);

/** Shares of the hours of a horizon: whole ones, and the last. */
const sharesOf = (hours: number): number[] => Array.from({ length: Math.ceil(hours) }, (_, k) => Math.min(1, hours - k));

/** What would have been expected of the hours from `end` on, by the day before; for an hour that is not known the mean of that day. */
function forecast(past: readonly (number | null)[], end: number, shares: readonly number[]): number {
  let known = 0;
  let sum = 0;
  for (let hour = end - DAY_H; hour < end; hour++) {
    const kwh = past[hour];
    if (kwh === null || kwh === undefined) continue;
    known++;
    sum += kwh;
  }
  const mean = known === 0 ? 0 : sum / known;
  return shares.reduce((kwh, share, k) => kwh + share * (past[end - DAY_H + (k % DAY_H)] ?? mean), 0);
}

/** By how much each earlier forecast over as long was off. */
function errorsOf(past: readonly (number | null)[], shares: readonly number[]): number[] {
  const errors: number[] = [];
  for (let end = DAY_H; end + shares.length <= past.length; end++) {
    let came = 0;
    for (let k = 0; k < shares.length; k++) came += shares[k]! * (past[end + k] ?? NaN);
    if (!Number.isNaN(came)) errors.push(came - forecast(past, end, shares));
  }
  return errors;
}

/** Shares at which a law is laid out as errors of the same chance. */
const CHANCES = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

function byHours(past: readonly (number | null)[], known: readonly number[], hours: number): Unforeseen {
  const changes = past.slice(1).flatMap((kwh, i) => (kwh === null || past[i] === null ? [] : [kwh - past[i]!]));
  const n = changes.length;
  if (n < LEAST) return { kwh: 0, errors: [0], from: 'nothing' };
  const change = Math.sqrt(changes.reduce((sum, one) => sum + one * one, 0) / n);
  const drifts = Math.min(hours, DAY_H);
  const kwh = change * (drifts * (hours - drifts / 2) + hours / 2) * Math.sqrt(1 + 1 / n);
  return { kwh: known.at(-1)! * hours, errors: CHANCES.map((chance) => kwh * tQuantile(chance, n)), from: 'hours' };
}

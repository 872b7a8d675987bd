import { rise, newCounter } from '../counter.js';

/** A reading of a cumulative counter. */
export interface CountReading {
  atUs: number;
  value: number;
}

/** A sum over time, known at some instants and even between them. */
export interface Cumulative {
  atUs: number[];
  sum: number[];
}

/** What a counter counted, as the books count it: resets begin anew, rises that no machine makes are left out. Null without a reading. */
export function cumulative(readings: readonly CountReading[], idealPerMin: number): Cumulative | null {
  if (readings.length === 0) return null;
  const counter = newCounter();
  const counted: Cumulative = { atUs: [], sum: [] };
  let sum = 0;
  for (const { atUs, value } of readings) {
    sum += rise(counter, { value, atUs, idealPerMin }) ?? 0;
    counted.atUs.push(atUs);
    counted.sum.push(sum);
  }
  return counted;
}

/** The sum at an instant: linear between readings, even before the first and after the last. */
export function sumAt({ atUs, sum }: Cumulative, at: number): number {
  let low = 0;
  let high = atUs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atUs[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return sum[0]!;
  if (low === atUs.length) return sum[low - 1]!;
  const share = (at - atUs[low - 1]!) / (atUs[low]! - atUs[low - 1]!);
  return sum[low - 1]! + share * (sum[low]! - sum[low - 1]!);
}

/** Readings of the counters of a unit; those that it does not report have none. */
export interface UnitCounts {
  good: readonly CountReading[];
  processed: readonly CountReading[];
  defective: readonly CountReading[];
}

/** Items of a unit up to an instant, since any other; null where its counters do not tell. A unit reports two of the three as a rule: each follows from the others. */
export interface UnitSums {
  processed: ((atUs: number) => number) | null;
  good: ((atUs: number) => number) | null;
  rejected: ((atUs: number) => number) | null;
}

export function sumsOf(counts: UnitCounts, idealPerMin: number): UnitSums {
  const [good, processed, defective] = [counts.good, counts.processed, counts.defective].map((readings) => {
    const sum = cumulative(readings, idealPerMin);
    return sum && ((atUs: number) => sumAt(sum, atUs));
  }) as [UnitSums['good'], UnitSums['good'], UnitSums['good']];
  const minus = (a: UnitSums['good'], b: UnitSums['good']) => a && b && ((atUs: number) => a(atUs) - b(atUs));
  const plus = (a: UnitSums['good'], b: UnitSums['good']) => a && b && ((atUs: number) => a(atUs) + b(atUs));
  return {
    processed: processed ?? plus(good, defective) ?? good,
    good: good ?? minus(processed, defective) ?? processed,
    rejected: defective ?? minus(processed, good),
  };
}

import type { SourceView } from '../../../../src/contract/cell-view.js';

type Remaining = NonNullable<SourceView['remainingS']>;

/** What is left by now of a time that a look ahead has told: never less than nothing [s]. */
export function remainingNow(remainingS: Remaining | null, madeUs: number | null, nowUs: number): Remaining | null {
  if (remainingS === null || madeUs === null) return null;
  const goneS = Math.max(0, (nowUs - madeUs) / 1e6);
  const left = (seconds: number) => Math.max(0, seconds - goneS);
  return { mean: left(remainingS.mean), low: left(remainingS.low), high: left(remainingS.high) };
}

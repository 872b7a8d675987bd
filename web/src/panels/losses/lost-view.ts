import type { LostCause, LostStretch } from '../../../../src/contract/lost-time.js';

type Named = Pick<LostCause, 'unit' | 'outside' | 'reason'>;

/** What lost time is put down to, in words. */
export interface LostWords {
  machine: (id: string) => string;
  reason: (code: number | null) => string;
  outside: string;
}

export const causeName = ({ unit, outside, reason }: Named, words: LostWords): string =>
  unit !== null ? words.machine(unit) : outside ? words.outside : words.reason(reason);

/** Names of the causes of a stretch, the longest first. */
export const causesName = ({ causes }: LostStretch, words: LostWords): string => [...new Set(causes.map((cause) => causeName(cause, words)))].join(', ');

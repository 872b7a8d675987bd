import type { Outcome } from './round.js';

const COUNTS = ['sent', 'stored', 'lost', 'lostInBroker', 'seenMissing', 'unborn', 'duplicated', 'repeated'] as const;
type Counts = Record<(typeof COUNTS)[number], number> & { injected: number; unbalanced: number };

export interface KindReport extends Counts {
  /** Of those after which everything got there; null where none did. */
  recoverS: { p50: number; max: number } | null;
}

export interface FaultReport extends Counts {
  seed: number;
  kinds: Record<string, KindReport>;
}

/** Sums over all faults, and by kind. */
export function report(outcomes: readonly Outcome[], seed: number): FaultReport {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const ofKind = (name: string): KindReport => {
    const own = outcomes.filter(({ kind }) => kind === name);
    return { ...sums(own), recoverS: times(own) };
  };
  return { seed, ...sums(outcomes), kinds: Object.fromEntries(kinds.map((kind) => [kind, ofKind(kind)])) };
}

function sums(outcomes: readonly Outcome[]): Counts {
  const sum = (key: (typeof COUNTS)[number]) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const counts = Object.fromEntries(COUNTS.map((key) => [key, sum(key)])) as Record<(typeof COUNTS)[number], number>;
  return { injected: outcomes.length, ...counts, unbalanced: outcomes.filter(({ balanced }) => !balanced).length };
}

function times(outcomes: readonly Outcome[]): KindReport['recoverS'] {
  const all = outcomes.flatMap(({ recoverS }) => (recoverS === null ? [] : [recoverS])).sort((a, b) => a - b);
  const round = (seconds: number) => Math.round(seconds * 100) / 100;
  return all.length === 0 ? null : { p50: round(all[Math.floor((all.length - 1) / 2)]!), max: round(all.at(-1)!) };
}

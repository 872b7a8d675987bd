import type { CaseEntry, ValidationCase } from './case-file.js';
import { FAMILIES } from './families.js';
import { NotSupported, type FamilyRunner, type Metric } from './metric.js';

export type Verdict = 'pass' | 'fail' | 'not-supported';

export interface CaseResult {
  id: string;
  family: string;
  verdict: Verdict;
  metrics: Metric[];
  /** why it is not supported, or could not be run */
  reason: string | null;
}

/** Runs one case. A case that throws fails with what it threw; a case that proves nothing (no metric) fails too. */
export function runCase(c: ValidationCase, families: Readonly<Record<string, FamilyRunner>> = FAMILIES): CaseResult {
  const result = (verdict: Verdict, metrics: Metric[], reason: string | null): CaseResult => ({ id: c.id, family: c.family, verdict, metrics, reason });
  const family = Object.hasOwn(families, c.family) ? families[c.family] : undefined;
  if (family === undefined) return result('not-supported', [], `${c.at}/family: no family ${c.family}`);
  try {
    const metrics = family(c);
    if (metrics.length === 0) return result('fail', [], 'nothing was compared');
    return result(metrics.every(({ pass }) => pass) ? 'pass' : 'fail', metrics, null);
  } catch (error) {
    return result(error instanceof NotSupported ? 'not-supported' : 'fail', [], error instanceof Error ? error.message : String(error));
  }
}

/** The result of what stands in a file as a case: one that cannot be read fails with the reason. */
export function runEntry(entry: CaseEntry): CaseResult {
  return entry.ok ? runCase(entry.case) : { id: entry.id, family: entry.family, verdict: 'fail', metrics: [], reason: entry.reason };
}

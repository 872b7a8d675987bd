import { compileParts } from '../../../src/model/parts/compile.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, relativeTolerance, simulated, type Metric } from '../metric.js';

/** The seed of every case: the verdict is the same on every run. */
export const SEED = 20_260_101;

/** Replications at first; with few of them a standard error is itself a matter of luck. */
const FIRST = 32;
/** Where a mean is off or not sharp, replications are doubled so often: luck fades, a wrong model does not. */
const DOUBLINGS = 7;
/** Of a metric that a case gives no tolerance for. */
const USUAL = 0.1;

export function compiledParts(spec: PartsSpec): PartsModel {
  const compiled = compileParts(spec);
  if (!compiled.ok) throw new NotSupported(compiled.issues.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '));
  return compiled.model;
}

/** The numbers expected of a case, by name; those of a list are numbered from one, as `name[1]`. */
export function numbersExpected(c: ValidationCase, leaveOut: readonly string[] = []): [name: string, exact: number][] {
  return Object.entries(c.expected).flatMap(([name, value]): [string, number][] => {
    if (leaveOut.includes(name)) return [];
    if (typeof value === 'number') return [[name, value]];
    if (Array.isArray(value)) return value.flatMap((one, i): [string, number][] => (typeof one === 'number' ? [[`${name}[${i + 1}]`, one]] : []));
    return [];
  });
}

/**
 * Replications until each mean is sharp enough for a verdict and none is off, or there are 128 times the first. The rule for
 * each is that of the shared cases.
 */
export function untilSharp(
  c: ValidationCase,
  wanted: readonly (readonly [name: string, exact: number])[],
  replicate: (replication: number) => Record<string, number | null>,
  first = FIRST,
): Metric[] {
  const values = wanted.map((): number[] => []);
  for (let doubling = 0, from = 0; ; doubling++) {
    const upTo = first * 2 ** doubling;
    for (; from < upTo; from++) {
      const got = replicate(from);
      wanted.forEach(([name], i) => {
        const value = got[name];
        if (value === undefined || value === null) throw new NotSupported(`no metric ${name} of this model`);
        values[i]!.push(value);
      });
    }
    const metrics = wanted.map(([name, exact], i) => simulated(name, exact, values[i]!, relativeTolerance(c, name.replace(/\[\d+\]$/, ''), USUAL)));
    if (doubling === DOUBLINGS || metrics.every(({ pass }) => pass)) return metrics;
  }
}

/** Warm-up and length of a replication in time. What is counted in customers takes the mean time between them. */
export function effort(c: ValidationCase, timePerCustomer: number, share = 0.5): { warmup: number; length: number } {
  const unit = String(c.simulate?.['unit'] ?? '').startsWith('customers') ? timePerCustomer : 1;
  return { warmup: (c.simulate?.warmup ?? 1000) * unit, length: (c.simulate?.length ?? 100_000) * unit * share };
}

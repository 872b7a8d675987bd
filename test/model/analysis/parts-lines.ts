import type { PartsSpec } from '../../../src/model/parts/spec.js';
import { exponential, serial } from '../parts/specs.js';

const machine = (service: number, meanToFailure: number, i: number) => ({
  law: exponential(service),
  ...(i > 0 ? { buffer: 3 } : {}),
  failures: [{ clock: 'operation' as const, after: exponential(meanToFailure), lasts: exponential(10) }],
});

/** Case B01 of the shared validation cases: four machines whose exact elasticities are known. */
export const B01: PartsSpec = serial([
  machine(1, 100, 0),
  machine(0.9523809523809523, 33.333333333333336, 1),
  machine(1, 100, 2),
  machine(0.9090909090909091, 100, 3),
]);

/** Machines that are all alike. */
export const balanced = (machines: number): PartsSpec => serial(Array.from({ length: machines }, (_, i) => machine(1, 100, i)));

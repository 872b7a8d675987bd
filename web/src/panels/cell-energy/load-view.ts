import type { EnergyLoad } from '../../../../src/contract/energy-load.js';

/** Begin of each step within the window, and its end [us]: the window may cut the first and the last. */
export const edgesOf = ({ stepUs, fromUs, toUs }: Pick<EnergyLoad, 'stepUs' | 'fromUs' | 'toUs'>): number[] => [
  ...stepUs.map((us) => Math.max(us, fromUs)),
  toUs,
];

/** Share of the steps in which somebody's load is not known: they are hatched. */
export function shareUnknown({ stepUs, kw, consumers }: Pick<EnergyLoad, 'stepUs' | 'kw' | 'consumers'>): number {
  const unknown = stepUs.filter((_, i) => kw[i] === null || consumers.some((consumer) => consumer.kw[i] === null));
  return stepUs.length === 0 ? 0 : unknown.length / stepUs.length;
}

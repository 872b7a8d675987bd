import type { EnergyLoad } from '../../../../src/contract/energy-load.js';

/** How many windows before the present one can be laid under it. */
export const BEFORE = [1, 2, 3] as const;
export type Before = (typeof BEFORE)[number];

const instant = (us: number) => new Date(Math.round(us / 1e3)).toISOString();

/** The windows of the same length just before one, the nearest first. */
export const windowsBefore = ({ fromUs, toUs }: Pick<EnergyLoad, 'fromUs' | 'toUs'>, count: number): { from: string; to: string }[] =>
  Array.from({ length: count }, (_, i) => {
    const shiftUs = (i + 1) * (toUs - fromUs);
    return { from: instant(fromUs - shiftUs), to: instant(toUs - shiftUs) };
  });

import type { Micros } from '../contract/units.js';

/** The wall clock as an argument. */
export interface Clock {
  nowUs(): Micros;
}

export const CLOCK = Symbol('clock');

export const wallClock: Clock = { nowUs: () => Date.now() * 1000 };

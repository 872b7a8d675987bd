import type { StateFamily } from '../../../src/contract/packml.js';

/** The fill of a state with its pattern, for SVG. */
export const stateFill = (family: StateFamily) => `url(#state-${family})`;
/** The colour of what stands on it. */
export const stateInk = (family: StateFamily) => `var(--state-${family}-ink)`;

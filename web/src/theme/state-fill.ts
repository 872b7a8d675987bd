import type { Sign } from './palette.js';

/** The fill of a state with its pattern, for SVG. */
export const stateFill = (family: Sign) => `url(#state-${family})`;
/** The colour of what stands on it. */
export const stateInk = (family: Sign) => `var(--state-${family}-ink)`;

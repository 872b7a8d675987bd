/** The least difference that matters to those who ask, as a share of the baseline's mean. */
export const MATTERS = 0.01;

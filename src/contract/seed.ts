/** Seed of a question that does not say one. */
export const SEED = 1;

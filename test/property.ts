import fc from 'fast-check';

/**
 * Properties draw the same examples in every run, so a failure is of the change under test; `PROPERTY_SEED=random npm test` looks for
 * new ones, and a number repeats a run.
 */
const seed = process.env['PROPERTY_SEED'] ?? '20261130';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

export { default } from 'fast-check';

import type { Sibling } from './case.js';
import { exact } from './exact.js';
import { lines } from './lines.js';
import { networks } from './networks.js';
import { queues } from './queues.js';

/**
 * Cases of every family in the format of the shared file, with other parameters, other metrics, other optional keys, and exact
 * answers found here: closed forms, Markov chains solved on their own, arithmetic by hand. None of it is the code that is tested.
 */
export const siblings = (): Sibling[] => [...queues(), ...networks(), ...lines(), ...exact()];

/** The text of a file of them. */
export const fileOf = (cases: readonly Sibling[]): string =>
  JSON.stringify({ meta: { title: 'siblings' }, cases: cases.map(({ quick: _, ...c }) => c) }, null, 1);

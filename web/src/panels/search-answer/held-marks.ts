import type { Holds } from '../../../../src/contract/search-result.js';

/** Signs of how surely limits hold. */
export const HELD_MARKS: Record<Holds, string> = { surely: '✓', possibly: '?', not: '✕' };

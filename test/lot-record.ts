import type { LotRecord } from '../src/contract/cell-view.js';

/** A lot of which nothing but its begin was told. */
export const lotRecord = (over: Partial<LotRecord> = {}): LotRecord => ({
  lot: 'L',
  product: 'gel',
  order: null,
  items: 1,
  begunUs: 0,
  endedUs: null,
  outcome: null,
  why: null,
  good: null,
  parents: [],
  children: [],
  steps: [],
  stays: [],
  tests: [],
  ...over,
});

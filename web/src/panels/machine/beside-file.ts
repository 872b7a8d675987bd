import type { MeanOf } from '../../../../src/contract/line-oee.js';

/** Where what the plant file says lies outside the 95 % interval of what was measured: above it, or below; null: within, or there is no interval. */
export function outside({ low, high }: MeanOf, fileS: number): 'above' | 'below' | null {
  if (low === null || high === null) return null;
  return fileS > high ? 'above' : fileS < low ? 'below' : null;
}

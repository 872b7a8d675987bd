import type { OeeStep } from '../../../../src/contract/line-oee.js';

export interface BridgeRow {
  step: OeeStep;
  /** where its bar begins and ends [s] */
  fromS: number;
  toS: number;
}

/** Steps as a waterfall: levels stand on zero, what is lost hangs from what was left before it, what is gained stands on it. */
export function bridgeRows(steps: readonly OeeStep[]): BridgeRow[] {
  let left = 0;
  return steps.map((step) => {
    const before = left;
    left = step.kind === 'level' ? step.s : left - step.s;
    return step.kind === 'level' ? { step, fromS: 0, toS: step.s } : { step, fromS: left, toS: before };
  });
}

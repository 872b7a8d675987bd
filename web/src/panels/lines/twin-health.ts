import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { LineView } from '../../../../src/contract/stream.js';

/** Whether a twin can be trusted just now. blind: nothing is heard; drifts: what is measured is confirmed to be other than what it expects. */
export type TwinHealth = 'follows' | 'drifts' | 'blind';

export const HEALTH_MARKS: Record<TwinHealth, string> = { follows: '=', drifts: '≠', blind: '?' };

export function healthOfLine({ freshness, deviations }: LineView): TwinHealth {
  if (freshness !== 'live') return 'blind';
  return deviations.length > 0 ? 'drifts' : 'follows';
}

export function healthOfCell({ freshness, findings }: CellLive): TwinHealth {
  if (freshness !== 'live') return 'blind';
  return Object.keys(findings).length > 0 ? 'drifts' : 'follows';
}

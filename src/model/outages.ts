import type { LineDefinition } from '../contract/line.js';
import { NEVER } from '../engine/calendar.js';
import { momentUs } from './zone.js';

/** Scheduled outages of each station [us], and every instant at which one begins or ends, in order. */
export interface Outages {
  spans: readonly (readonly { fromUs: number; toUs: number }[])[];
  turnsUs: readonly number[];
}

export function outagesOf({ stations, timezone }: LineDefinition): Outages {
  const spans = stations.map(({ outages }) => (outages ?? []).map(({ from, to }) => ({ fromUs: momentUs(timezone, from), toUs: momentUs(timezone, to) })));
  return { spans, turnsUs: [...new Set(spans.flat().flatMap(({ fromUs, toUs }) => [fromUs, toUs]))].sort((a, b) => a - b) };
}

/** Whether a station is scheduled not to produce. An outage ends at its last instant. */
export const isAway = ({ spans }: Outages, station: number, atUs: number): boolean => spans[station]!.some(({ fromUs, toUs }) => fromUs <= atUs && atUs < toUs);

/** When the next outage begins or ends, after an instant [us]. */
export const nextTurn = ({ turnsUs }: Outages, atUs: number): number => turnsUs.find((us) => us > atUs) ?? NEVER;

import type { CompiledLine } from './compile.js';
import { powerIn } from './energy.js';
import { US_PER_HOUR } from './meter.js';
import { LINE_AT, LINE_SETTLED, LINE_WORKING, PHASE, PHASES, type LineState } from './layout.js';

/** What a station drew of a carrier other than electricity since the start of the account [kWh]. */
export interface CarrierEnergy {
  station: string;
  carrier: string;
  kwh: number;
  /** what it drew in each phase, without that of its items */
  kwhIn: Record<keyof typeof PHASE, number>;
}

/**
 * Energy of every carrier of a line up to the present instant. The draw of a phase is constant, so it follows from the time
 * spent in each and from the items made: the state keeps nothing for it and is not changed.
 */
export function carrierEnergy({ stations }: CompiledLine, state: LineState): CarrierEnergy[] {
  const us = state.line[LINE_AT]! - state.line[LINE_SETTLED]!;
  return stations.flatMap(({ id, index: i, carriers }) => {
    const present = state.line[LINE_WORKING] === 1 ? state.phase[i] : PHASE.planned;
    const spentUs = (phase: number) => state.spent[PHASES * i + phase]! + (phase === present ? us : 0);
    const items = state.processed[i]! + state.rate[i]! * us;
    return carriers.map((carrier) => {
      const inPhase = Object.entries(PHASE).map(([name, phase]) => [name, (powerIn(carrier, phase) * spentUs(phase)) / US_PER_HOUR] as const);
      const kwh = inPhase.reduce((sum, [, value]) => sum + value, items * carrier.perItemKwh);
      return { station: id, carrier: carrier.id, kwh, kwhIn: Object.fromEntries(inPhase) as CarrierEnergy['kwhIn'] };
    });
  });
}

import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';

/** What an observation says about the line. Stations count from 0 in the order of the flow. */
export type Correction =
  | {
      kind: 'condition';
      station: number;
      /** up: able to produce (starving and blocking follow from the levels); off: not meant to produce */
      condition: 'up' | 'down' | 'standby' | 'off';
      /** of 'down': index within stations[station].laws of the stop law believed to be at work */
      law: number | null;
      sinceUs: number;
    }
  | { kind: 'level'; after: number; items: number }
  | { kind: 'speed'; station: number; ratePerMin: number | null };

/** Corrects the mirrored model at its present instant. */
export function correct(line: CompiledLine, state: LineState, correction: Correction): void {
  throw new Error(`not yet: ${line.layout} ${state.layout} ${correction.kind}`);
}

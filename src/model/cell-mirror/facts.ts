import type { MeasuredAccount } from '../../contract/cell-view.js';

/**
 * What was measured from a beginning to an end: the samples that findings judge. Seconds are those of the plant; `activeS` leaves out
 * the time in which the source was stopped, waited or rested.
 */
export type MeasuredFact =
  | {
      kind: 'phase';
      source: string;
      lot: string;
      product: string;
      step: string;
      phase: string;
      items: number | null;
      fromUs: number;
      toUs: number;
      activeS: number;
    }
  | { kind: 'activity'; source: string; activity: Activity; lot: string | null; fromUs: number; toUs: number; activeS: number }
  | { kind: 'stop'; source: string; reason: number; fromUs: number; toUs: number; runS: number }
  | { kind: 'step'; source: string; lot: string; product: string; step: string; itemsIn: number; good: number; rejected: number; fromUs: number; toUs: number }
  | { kind: 'ran'; source: string; lot: string | null; fromUs: number; toUs: number; runS: number; items: number; rejected: number; setPerMin: number | null }
  | { kind: 'energy'; source: string; account: MeasuredAccount; carrier: string; fromUs: number; toUs: number; seconds: number; kwh: number }
  | { kind: 'utility'; utility: string; fromUs: number; toUs: number; used: number; drawn: number }
  | {
      kind: 'zone';
      zone: string;
      setback: boolean;
      fromUs: number;
      toUs: number;
      seconds: number;
      fanKwh: number;
      meanFlow: number | null;
      outdoorC: number | null;
    }
  | { kind: 'test'; release: string; test: string; lot: string; fromUs: number; toUs: number }
  | { kind: 'release'; release: string; lot: string; decision: 'released' | 'rejected'; deviated: boolean; heldUs: number; atUs: number };

/** Work beside the phases of recipes. */
export type Activity = 'set-up' | 'start-up' | 'changeover' | 'cleaning' | 'clearance' | 'maintenance';

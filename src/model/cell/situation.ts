import type { STAGE } from './layout.js';

/**
 * What is known of a real cell at an instant: where a simulation begins that looks ahead from it. What is not known is null, and the
 * simulation draws it from what the model says. Places, steps, phases, stop laws and stores go by their ids in the cell file; lots
 * by the names that the plant gave them.
 */
export interface Situation {
  atUs: number;
  places: PlaceSituation[];
  lots: LotSituation[];
  orders: OrderSituation[];
  /** energy of each of the last whole hours, the last one last: measured less what the file says of what was done [kWh]; null: not known */
  energyPast?: (number | null)[];
  /** what steps without machines lost in the past */
  lossPast?: LossPast[];
}

/** Measured losses of a step, each as times that of the file. */
export interface LossPast {
  product: string;
  step: string;
  times: number[];
}

export interface PlaceSituation {
  /** unit, of several slots `unit.1` */
  place: string;
  lot: string | null;
  stage: keyof typeof STAGE;
  /** of the recipe, where the stage is phases */
  phase: string | null;
  /** active time of the activity or phase so far [s]; 0: it waits for its begin */
  activeS: number | null;
  down: DownSituation | null;
  /** since when it has had nothing to do; of a place that is idle */
  idleSinceUs?: number | null;
  /** of the last batch that it has finished */
  product: string | null;
  /** by a batch; it is soiled where this is later than the last cleaning */
  soiledSinceUs: number | null;
  cleanSinceUs: number | null;
  /** batches and beginning of the campaign, since the last major cleaning */
  campaign: { batches: number; sinceUs: number } | null;
  /** running time since the last stop of each law [s] */
  ranS: Record<string, number>;
  /** age of each maintenance on its clock [s] */
  maintenanceS: Record<string, number>;
  machines: MachineSituation[];
}

export interface MachineSituation {
  machine: string;
  /** of this lot */
  processed: number;
  rejected: number;
  down: DownSituation | null;
  ranS: Record<string, number>;
}

export interface DownSituation {
  /** stop law; null: one that the file does not know */
  law: string | null;
  /** since it stopped, call and way of those who repair it included [s] */
  forS: number;
}

export interface LotSituation {
  lot: string;
  product: string;
  order: string | null;
  /** where it is at, or which it waits for */
  step: string;
  status: 'placed' | 'waiting' | 'held';
  items: number;
  /** by the step before */
  rejected: number;
  store: string | null;
  /** when it entered the store, where that is before it began to wait for its step */
  storedUs?: number | null;
  /** since when it has been in this status */
  sinceUs: number;
  begunUs: number | null;
  /** of a lot that is held: the test that waits or is under way, null when all are done; the record or deviation under way */
  test: { test: string; doing: 'waits' | 'work' | 'incubation'; sinceUs: number } | null;
  record: {
    doing: 'review' | 'deviation' | 'done';
    sinceUs: number;
    /** nothing tells the end of a review that others wait beside */ mayBeDone?: boolean;
  } | null;
}

export interface OrderSituation {
  order: string;
  product: string;
  /** batches in all */
  batches: number;
  begun: number;
  ended: number;
  lost: number;
  releasedUs: number;
  dueUs: number | null;
}

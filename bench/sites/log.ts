import type { Batch, StepRecord } from '../../simulator/cell/state.js';

/** Lines of the simulator's log, as docs/simulator.md tells them. */
export interface BatchLine {
  kind: 'batch';
  lot: string;
  product: string;
  order: string;
  outcome: 'done' | 'lost' | 'merged';
  why?: string;
  begunS: number | null;
  endedS: number;
  items: number;
  parents: string[];
  steps: StepRecord[];
}

export interface OrderLine {
  kind: 'order';
  order: string;
  product: string;
  releasedS: number;
  dueS: number | null;
  endedS: number;
  lost: number;
}

interface Counts {
  processed: number;
  defective: number;
}
type Kwh = Record<string, number>;

/** Every counter and meter at an instant; units by their names in the log, slots with a slash. */
export interface MetersLine {
  kind: 'meters';
  atS: number;
  units: Record<string, Counts & { kwh: Kwh; machines?: Record<string, Counts & { kwh: Kwh }> }>;
  utilities: Record<string, { total: number; kwh: Kwh }>;
  zones: Record<string, { kwh: Kwh }>;
}

export type LogLine = BatchLine | OrderLine | MetersLine;

export const readLogLine = (text: string): LogLine => JSON.parse(text) as LogLine;

/** The log of truth of a simulated plant, taken in line by line. */
export class TruthLog {
  readonly batches: BatchLine[] = [];
  readonly orders: OrderLine[] = [];
  /** the last one */
  meters: MetersLine | null = null;

  write(text: string): void {
    const line = readLogLine(text);
    if (line.kind === 'batch') this.batches.push(line);
    else if (line.kind === 'order') this.orders.push(line);
    else this.meters = line;
  }
}

/** Parents by lot: of lots that have ended and of those under way. */
export function parentsOf(log: TruthLog, underWay: readonly Batch[]): Map<string, string[]> {
  return new Map([...log.batches, ...underWay].map(({ lot, parents }) => [lot, parents]));
}

/** Name of a place of the log as a source of the twin. */
export const sourceOf = (place: string): string => place.replaceAll('/', '.');

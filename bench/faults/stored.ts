import { dialectOf, type Dialect } from './plant.js';

/** What a history holds of some values, past our own code. */
export interface Stored {
  values: Set<number>;
  /** Rows of messages with a time of their own whose value is there already. Values of Sparkplug B may be told again as uncertain. */
  again: number;
}

/** A row with a number, where it is one of the values asked for. */
export interface ValueRow {
  value: number;
  quality: string;
}

/** Rows of each dialect so far, those without a number included. */
export type RowCounts = Readonly<Partial<Record<Dialect, number>>>;

/** A history that is asked behind the back of the service. */
export interface Store {
  /** Whether it can be asked while the service runs; where not, the service has to be stopped before. */
  readonly isShared: boolean;
  rows(): Promise<RowCounts>;
  /** Rows whose number is in the range. */
  values(from: number, to: number): Promise<ValueRow[]>;
}

export async function storedValues(store: Store, from: number, to: number): Promise<Stored> {
  const stored: Stored = { values: new Set(), again: 0 };
  const sure = new Set<number>();
  for (const { value, quality } of await store.values(from, to)) {
    const dialect = dialectOf(value);
    const before = dialect === 'sparkplug' ? sure : stored.values;
    if (before.has(value) && dialect !== 'tags' && quality === 'good') stored.again += 1;
    if (quality === 'good') sure.add(value);
    stored.values.add(value);
  }
  return stored;
}

import type { KpiAccount } from '../../../contract/cell-kpi.js';
import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { Entry } from './entries.js';
import type { Measure } from './measure.js';

/** Items of a source, product and step, and their planned run time per item [s]; null: not known. */
export interface Made {
  source: string;
  product: string | null;
  step: string | null;
  PRI: number | null;
  good: number;
  rejected: number;
}

export interface Used {
  source: string;
  kind: Entry['source']['kind'];
  carrier: string;
  allotted: boolean;
  kwh: number;
}

/** Sums over the rows of a group: what all its figures are made of. */
export interface Sums {
  accountsS: Partial<Record<KpiAccount, number>>;
  made: Made[];
  stops: { source: string; stops: number; minorStops: number }[];
  used: Used[];
  byAccountKwh: Partial<Record<MeasuredAccount, number>>;
  finished: { source: string; product: string | null; good: number }[];
  /** lots that were done */
  batches: { lot: string; batches: number }[];
  /** times of all units that worked on it */
  allUnitsS: Partial<Record<KpiAccount, number>>;
  fromUs: number;
  toUs: number;
}

/** Sums entries. `measure`: where times and counts are taken, null: nowhere; `counts`: whether the energy of an entry does. */
export function sumUp(entries: readonly Entry[], measure: Measure | null, counts: (entry: Entry) => boolean): Sums {
  const made = new Table<Made>();
  const stops = new Table<Sums['stops'][number]>();
  const used = new Table<Used>();
  const finished = new Table<Sums['finished'][number]>();
  const batches = new Table<Sums['batches'][number]>();
  const sums = { accountsS: {}, byAccountKwh: {}, allUnitsS: {}, fromUs: Infinity, toUs: -Infinity };
  for (const entry of entries) {
    const { source, row, product, share, allotted } = entry;
    sums.fromUs = Math.min(sums.fromUs, row.shiftFromUs);
    sums.toUs = Math.max(sums.toUs, entry.toUs);
    if (source.kind === 'place') addTimes(sums.allUnitsS, row.timeS, 1);
    if (entry.finished !== 0) finished.of([source.id, product], () => ({ source: source.id, product, good: 0 })).good += entry.finished;
    if (entry.batches > 0) batches.of([entry.lot], () => ({ lot: entry.lot!, batches: 0 })).batches += entry.batches;
    const reading = measure?.read(entry);
    if (reading) {
      const { weight, good, rejected, PRI } = reading;
      addTimes(sums.accountsS, reading.timeS, weight);
      const { step } = row;
      const items =
        good === 0 && rejected === 0 ? null : made.of([source.id, product, step, PRI], () => ({ source: source.id, product, step, PRI, good: 0, rejected: 0 }));
      if (items) Object.assign(items, { good: items.good + good, rejected: items.rejected + rejected });
      if (reading.stops + reading.minorStops > 0) {
        const sum = stops.of([source.id], () => ({ source: source.id, stops: 0, minorStops: 0 }));
        Object.assign(sum, { stops: sum.stops + reading.stops, minorStops: sum.minorStops + reading.minorStops });
      }
    }
    if (!counts(entry)) continue;
    for (const [account, carriers] of Object.entries(row.kwh) as [MeasuredAccount, Record<string, number>][]) {
      for (const [carrier, kwh] of Object.entries(carriers)) {
        used.of([source.id, carrier, allotted], () => ({ source: source.id, kind: source.kind, carrier, allotted, kwh: 0 })).kwh += kwh * share;
        if (source.place !== null) addTimes(sums.byAccountKwh, { [account]: kwh }, 1);
      }
    }
  }
  return { ...sums, made: made.list(), stops: stops.list(), used: used.list(), finished: finished.list(), batches: batches.list() };
}

function addTimes(sum: Partial<Record<MeasuredAccount, number>>, more: Partial<Record<MeasuredAccount, number>>, weight: number): void {
  if (weight === 0) return;
  for (const [account, value] of Object.entries(more) as [MeasuredAccount, number][]) sum[account] = (sum[account] ?? 0) + weight * value;
}

/** Rows by a key of several values, in the order in which they came. */
class Table<Row> {
  private readonly rows = new Map<string, Row>();

  of(key: readonly unknown[], make: () => Row): Row {
    const text = JSON.stringify(key);
    const found = this.rows.get(text) ?? make();
    this.rows.set(text, found);
    return found;
  }

  list(): Row[] {
    return [...this.rows.values()];
  }
}

import { DATABASE, type Stand } from './stand.js';
import { dialectOf } from './plant.js';

/** What InfluxDB holds of some values, past our own code. */
export interface Stored {
  values: Set<number>;
  /** Rows of values that are there already: of messages with a time of their own, and of those without. */
  again: { timed: number; timeless: number };
  rows: number;
}

export async function storedValues({ influxUrl }: Pick<Stand, 'influxUrl'>, from: number, to: number): Promise<Stored> {
  const query = new URLSearchParams({ db: DATABASE, epoch: 'u', q: `SELECT num FROM readings WHERE num >= ${from} AND num <= ${to}` });
  const answer = await fetch(`${influxUrl}/query?${query.toString()}`);
  const { results } = (await answer.json()) as { results: { error?: string; series?: { values: [number, number][] }[] }[] };
  if (results[0]?.error !== undefined) throw new Error(`InfluxDB: ${results[0].error}`);
  const rows = results[0]?.series?.[0]?.values ?? [];
  const stored: Stored = { values: new Set(), again: { timed: 0, timeless: 0 }, rows: rows.length };
  for (const [, value] of rows) {
    if (stored.values.has(value)) stored.again[dialectOf(value) === 'tags' ? 'timeless' : 'timed'] += 1;
    stored.values.add(value);
  }
  return stored;
}

/** The service's own account, on /metrics. */
export interface Account {
  received: number;
  stored: number;
  duplicate: number;
  deadLettered: number;
  inFlight: number;
  lagS: number;
  connected: boolean;
}

/** Null while it does not answer. */
export async function accountOf({ serviceUrl }: Pick<Stand, 'serviceUrl'>): Promise<Account | null> {
  const text = await fetch(`${serviceUrl}/metrics`).then(
    (answer) => answer.text(),
    () => null,
  );
  if (text === null) return null;
  const read = (metric: string) => Number(text.split('\n').find((line) => line.startsWith(`${metric} `))?.slice(metric.length + 1)); // prettier-ignore
  const result = (name: string) => read(`twin_ingest_readings_total{result="${name}"}`);
  return {
    received: result('received'),
    stored: result('stored'),
    duplicate: result('duplicate'),
    deadLettered: result('dead-lettered'),
    inFlight: read('twin_ingest_in_flight'),
    lagS: read('twin_ingest_lag_seconds'),
    connected: read('twin_broker_connected') === 1,
  };
}

import { DATABASE, type Stand } from './stand.js';
import { dialectOf } from './plant.js';

/** What InfluxDB holds of some values, past our own code. */
export interface Stored {
  values: Set<number>;
  /** Rows of messages with a time of their own whose value is there already. */
  again: number;
}

export async function storedValues(stand: Pick<Stand, 'influxUrl'>, from: number, to: number): Promise<Stored> {
  const stored: Stored = { values: new Set(), again: 0 };
  for (const [, value] of await ask(stand, `SELECT num FROM readings WHERE num >= ${from} AND num <= ${to}`)) {
    if (stored.values.has(value) && dialectOf(value) !== 'tags') stored.again += 1;
    stored.values.add(value);
  }
  return stored;
}

/** Rows of all values so far. */
export async function countRows(stand: Pick<Stand, 'influxUrl'>): Promise<number> {
  return (await ask(stand, 'SELECT count(num) FROM readings'))[0]?.[1] ?? 0;
}

async function ask({ influxUrl }: Pick<Stand, 'influxUrl'>, q: string): Promise<[number, number][]> {
  const answer = await fetch(`${influxUrl}/query?${new URLSearchParams({ db: DATABASE, epoch: 'u', q }).toString()}`);
  const { results } = (await answer.json()) as { results: { error?: string; series?: { values: [number, number][] }[] }[] };
  if (results[0]?.error !== undefined) throw new Error(`InfluxDB: ${results[0].error}`);
  return results[0]?.series?.[0]?.values ?? [];
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

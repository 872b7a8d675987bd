import type { Dialect } from './plant.js';
import type { RowCounts, Store, ValueRow } from './stored.js';

interface Result {
  error?: string;
  series?: { tags?: Record<string, string>; values: (string | number)[][] }[];
}

/** The readings in InfluxDB. Rejects while it is out of reach. */
export function influxStore(url: string, database: string): Store {
  const ask = async (q: string): Promise<NonNullable<Result['series']>> => {
    const answer = await fetch(`${url}/query?${new URLSearchParams({ db: database, epoch: 'u', q }).toString()}`);
    const { results } = (await answer.json()) as { results: Result[] };
    const [result] = results;
    if (result?.error !== undefined && !result.error.startsWith('database not found')) throw new Error(`InfluxDB: ${result.error}`);
    return result?.series ?? []; // the service makes the database with its first reading
  };
  return {
    isShared: true,
    rows: async (): Promise<RowCounts> =>
      Object.fromEntries((await ask('SELECT count(kind) FROM readings GROUP BY line')).map(({ tags, values }) => [tags!['line'] as Dialect, values[0]![1]])),
    values: async (from, to): Promise<ValueRow[]> => {
      const [found] = await ask(`SELECT num, quality FROM readings WHERE num >= ${from} AND num <= ${to}`);
      return (found?.values ?? []).map(([, value, quality]) => ({ value: value as number, quality: quality as string }));
    },
  };
}

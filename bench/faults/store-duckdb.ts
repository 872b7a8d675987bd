import { existsSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { Dialect } from './plant.js';
import type { RowCounts, Store, ValueRow } from './stored.js';

const QUALITIES = ['good', 'uncertain', 'bad'];

/** The readings in the embedded DuckDB of a service. One process has the file at a time: the service must not run. */
export function duckDbStore(data: string): Store {
  const file = path.join(data, 'history', 'history.duckdb');
  const ask = async (select: (readings: string) => string): Promise<DuckDBValue[][]> => {
    if (!existsSync(file)) return [];
    const instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
    const connection = await instance.connect();
    try {
      const months = (await connection.runAndReadAll(`SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'readings\\_%' ESCAPE '\\'`)).getRows();
      if (months.length === 0) return [];
      const readings = months.map(([month]) => `SELECT * FROM ${String(month)}`).join(' UNION ALL ');
      return (await connection.runAndReadAll(select(`(${readings}) r JOIN series s ON r.series = s.id`))).getRows();
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  };
  return {
    isShared: false,
    rows: async (): Promise<RowCounts> =>
      Object.fromEntries((await ask((readings) => `SELECT s.line, count(*)::INTEGER FROM ${readings} GROUP BY s.line`)).map(([line, rows]) => [line as Dialect, rows as number])), // prettier-ignore
    values: async (from, to): Promise<ValueRow[]> =>
      (await ask((readings) => `SELECT r.num, r.quality FROM ${readings} WHERE r.num BETWEEN ${from} AND ${to}`)).map(([value, quality]) => ({ value: value as number, quality: QUALITIES[Number(quality)]! })), // prettier-ignore
  };
}

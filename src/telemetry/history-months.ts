import type { Micros } from '../contract/units.js';
import type { Window } from './history.js';

/** Columns of the table of a month. */
export const READINGS = '(series INTEGER, at_us BIGINT, num DOUBLE, text VARCHAR, flag BOOLEAN, quality UTINYINT, received_us BIGINT)';
const NO_READINGS =
  'SELECT 0 AS series, 0::BIGINT AS at_us, NULL::DOUBLE AS num, NULL::VARCHAR AS text, NULL::BOOLEAN AS flag, 0::UTINYINT AS quality, 0::BIGINT AS received_us WHERE false';

/** Table of a month: readings_2026_01. Sorted by name is sorted by time. */
export function monthOf(atUs: Micros): string {
  const date = new Date(atUs / 1000);
  return `readings_${date.getUTCFullYear()}_${String(date.getUTCMonth() + 1).padStart(2, '0')}`;
}

export function startOf(month: string): Micros {
  const [, year, number] = month.split('_');
  return Date.UTC(Number(year), Number(number) - 1) * 1000;
}

export function endOf(month: string): Micros {
  const [, year, number] = month.split('_');
  return Date.UTC(Number(year), Number(number)) * 1000;
}

/** The tables that a window touches, as one, to select from. */
export function tablesOf(window: Window, months: Iterable<string>): string {
  const tables = [...months].filter((month) => startOf(month) < window.toUs && endOf(month) > window.fromUs).sort();
  return `(${tables.length > 0 ? tables.map((table) => `SELECT * FROM ${table}`).join(' UNION ALL ') : NO_READINGS})`;
}

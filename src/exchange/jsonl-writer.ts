import type { CellValue, Column, TableWriter } from './table.js';
import { utcTexts } from './time-text.js';

/** An object a line, keys in the order of the columns; times in RFC 3339, UTC. */
export const jsonlWriter: TableWriter = async function* write({ columns, rows }) {
  const utc = utcTexts();
  const textOf = ({ type }: Column, value: CellValue): string => (type === 'time' && value !== null ? `"${utc(value as number)}"` : JSON.stringify(value));
  const keys = columns.map(({ name }) => JSON.stringify(name));
  for await (const block of rows) {
    let text = '';
    for (const row of block) text += `{${columns.map((column, i) => `${keys[i]}:${textOf(column, row[i]!)}`).join(',')}}\n`;
    if (text !== '') yield Buffer.from(text);
  }
};

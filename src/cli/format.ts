import { CSV_PRESETS } from '../exchange/csv-writer.js';
import { isoTime } from '../platform/iso-time.js';
import type { Lang } from './io.js';

const GROUP = '\u00a0';
const MINUS = '\u2212';

/** A number for people: groups of three by a no-break space, the decimal mark of the language, a true minus. */
export function number(value: number, decimals: number, lang: Lang): string {
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split('.') as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUP);
  const negative = value < 0 && Number(value.toFixed(decimals)) !== 0;
  return `${negative ? MINUS : ''}${grouped}${fraction === undefined ? '' : `${lang === 'fr' ? ',' : '.'}${fraction}`}`;
}

/** As `number`, with a plus where it is above zero. */
export const signed = (value: number, decimals: number, lang: Lang): string =>
  `${Number(value.toFixed(decimals)) > 0 ? '+' : ''}${number(value, decimals, lang)}`;

/** A half-width below this is rounding. */
const ROUNDING = 1e-6;

/** Decimals that show two digits of a half-width, one where there is no width. */
export const decimalsFor = (halfWidth: number): number => (halfWidth > ROUNDING ? Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(halfWidth)))) : 1);

/** With the decimals that it has. */
export const plain = (value: number, lang: Lang): string => number(value, (String(value).split('.')[1] ?? '').length, lang);

/** Characters of a line of a head, where its words allow. */
const HEAD_WIDTH = 26;

/** A head of a column in lines: a long name takes several. */
export function headLines(name: string): string {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const joined = lines.length === 0 ? word : `${lines.at(-1)!} ${word}`;
    if (lines.length > 0 && joined.length <= HEAD_WIDTH) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** The head of a table as rows of one line each, those with fewer lines at the bottom. */
function headRows(head: readonly string[]): string[][] {
  const cells = head.map((cell) => cell.split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => cells.map((lines) => lines[row - (height - lines.length)] ?? ''));
}

/** Columns padded by spaces. The first column is left-aligned, and those listed. Cells of the head may have several lines. */
export function textTable(table: readonly (readonly string[])[], left: readonly number[] = []): string {
  const rows = [...headRows(table[0]!), ...table.slice(1)];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => [...row[column]!].length)));
  const cell = (text: string, column: number) => {
    const pad = ' '.repeat(widths[column]! - [...text].length);
    return column === 0 || left.includes(column) ? text + pad : pad + text;
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

export function markdownTable(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('\n', ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(rows[0]!), line(rows[0]!.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.slice(1).map(line)].join('\n');
}

/** A table as text or Markdown; `left`: columns of texts beside the first, `notes`: lines beneath it. */
export type Draw = (rows: readonly (readonly string[])[], left?: readonly number[], notes?: readonly string[]) => string;

export const drawing = (format: 'table' | 'md'): Draw =>
  format === 'md'
    ? (rows, _, notes = []) => [markdownTable(rows), ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : [])].join('\n\n')
    : (rows, left = [], notes = []) => [textTable(rows, left), ...notes].join('\n');

/** RFC 4180, lines end in CRLF; as spreadsheets of a language read it where one is given. */
export function csv(rows: readonly (readonly (string | number | null)[])[], lang: Lang = 'en'): string {
  const { delimiter, decimal, byteOrderMark } = CSV_PRESETS[`csv-${lang}`];
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : typeof value === 'number' ? String(value).replace('.', decimal) : value;
    return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${byteOrderMark ? '\uFEFF' : ''}${rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('')}`;
}

/** Seconds as people say them: 8 h, 90 min, 2 d. */
export function duration(seconds: number): string {
  for (const [unit, size] of [
    ['d', 86400],
    ['h', 3600],
    ['min', 60],
  ] as const)
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`;
  return `${seconds} s`;
}

/** As `number`; a dash where it is not known. */
export const figure = (value: number | null, decimals: number, lang: Lang): string => (value === null ? '–' : number(value, decimals, lang));

/** An age in at most two units: 42 s, 12 min, 5 h 7 min, 3 d 4 h. */
export function age(seconds: number, lang: Lang): string {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const day = lang === 'fr' ? 'j' : 'd';
  return hours % 24 === 0 ? `${hours / 24} ${day}` : `${Math.floor(hours / 24)} ${day} ${hours % 24} h`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** An instant [us] as ISO 8601 in a zone, with its offset, to the second; a dash where there is none. */
export function localMoment(us: number | null, zone: string): string {
  if (us === null) return '–';
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', calendar: 'gregory', ...digits, timeZoneName: 'longOffset' });
  clocks.set(zone, clock);
  const part = Object.fromEntries(clock.formatToParts(us / 1000).map(({ type, value }) => [type, value]));
  const offset = part['timeZoneName']!.replace(/^GMT(\+00:00)?/, '') || 'Z';
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}${offset}`;
}

/** An instant [us] as ISO 8601 in UTC; a dash where there is none. */
export const moment = (us: number | null): string => (us === null ? '–' : isoTime(us));

import type { DecimalMark } from './csv-number.js';

/** How a CSV file is written. */
export interface CsvDialect {
  delimiter: string;
  decimal: DecimalMark;
}

const DELIMITERS = [',', ';', '\t', '|'];
const LOOKED_AT = 50; // lines
const WITH_COMMA = /^[+-]?\d*,\d+([eE][+-]?\d+)?$/;
const WITH_POINT = /^[+-]?\d*\.\d+([eE][+-]?\d+)?$/;

/**
 * How the begin of a CSV file is written, as far as it is not given. The delimiter is the one under which the first line names
 * the wanted columns, else the one that cuts most lines into as many fields as the first. The decimal mark is the one that numbers
 * there have, and no comma where that is the delimiter.
 */
export function csvDialect(head: string, wanted: readonly string[], given: Partial<CsvDialect>): CsvDialect {
  const lines = linesOf(head);
  const delimiter = given.delimiter ?? delimiterOf(lines, wanted);
  return { delimiter, decimal: given.decimal ?? decimalOf(lines, delimiter) };
}

function delimiterOf(lines: readonly string[], wanted: readonly string[]): string {
  const scored = DELIMITERS.map((delimiter) => {
    const header = fieldsOf(lines[0] ?? '', delimiter);
    const named = wanted.filter((name) => header.includes(name)).length;
    const alike = lines.filter((line) => fieldsOf(line, delimiter).length === header.length).length;
    return { delimiter, named, fields: header.length > 1 ? alike : 0, width: header.length };
  });
  scored.sort((a, b) => b.named - a.named || b.fields - a.fields || b.width - a.width);
  return scored[0]!.delimiter;
}

function decimalOf(lines: readonly string[], delimiter: string): DecimalMark {
  const cells = lines.slice(1).flatMap((line) => fieldsOf(line, delimiter).map((cell) => cell.trim()));
  const point = cells.some((cell) => WITH_POINT.test(cell));
  if (delimiter === ',') return '.';
  return cells.some((cell) => WITH_COMMA.test(cell)) === point ? 'either' : point ? '.' : ',';
}

/** The first whole lines. Within quotes a line goes on. */
function linesOf(head: string): string[] {
  const lines: string[] = [];
  let begin = 0;
  let quoted = false;
  for (let i = 0; i < head.length && lines.length < LOOKED_AT; i++) {
    if (head[i] === '"') quoted = !quoted;
    if (head[i] !== '\n' || quoted) continue;
    if (i > begin) lines.push(head.slice(begin, i).replace(/\r$/, ''));
    begin = i + 1;
  }
  if (lines.length < LOOKED_AT && begin < head.length) lines.push(head.slice(begin).replace(/\r$/, ''));
  return lines.filter((line) => line !== '');
}

/** The fields of a line, without their quotes. */
function fieldsOf(line: string, delimiter: string): string[] {
  const fields: string[] = [];
  let begin = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i++) {
    if (line[i] === '"') quoted = !quoted;
    if (i < line.length && (line[i] !== delimiter || quoted)) continue;
    fields.push(
      line
        .slice(begin, i)
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"'),
    );
    begin = i + 1;
  }
  return fields;
}

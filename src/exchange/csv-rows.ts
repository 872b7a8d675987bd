import type { BadRow, Place } from './source-row.js';

/** A row as it stands in the text. */
export interface CsvRow {
  ok: true;
  /** From 1, of its first line. */
  line: number;
  /** The row without the end of its line. */
  text: string;
  fields: string[];
  /** Places of the fields that stand in quotes; null: none does. */
  quoted: ReadonlySet<number> | null;
}

/** A row with quotes as far as it was read. */
interface OpenRow {
  fields: string[];
  quoted: Set<number>;
  /** Begin of the present field. */
  at: number;
  /** Of a field in quotes: what was read of it, and up to where. */
  value: string;
  from: number;
}

const LONGEST_ROW = 1024 * 1024; // characters

/**
 * Cuts CSV (RFC 4180, any delimiter) into rows, piece by piece. Quotes count where a field begins with one. A row with a fault
 * of form is told with its place, and read on is with the line after its first. Empty lines are left out.
 */
export class CsvRows {
  private rest = '';
  private line = 1;
  private open: OpenRow | null = null;

  constructor(private readonly delimiter: string) {}

  *push(piece: string): Generator<CsvRow | BadRow> {
    this.rest = this.rest === '' ? piece : this.rest + piece;
    yield* this.rows(false);
  }

  /** The last row, where the text does not end with a line. */
  *end(): Generator<CsvRow | BadRow> {
    yield* this.rows(true);
  }

  private *rows(last: boolean): Generator<CsvRow | BadRow> {
    let begin = 0;
    let quote = -1; // the next one
    while (begin < this.rest.length) {
      const newline = this.open ? -1 : this.rest.indexOf('\n', begin);
      const end = newline < 0 ? this.rest.length : newline;
      if (quote < begin) quote = placeOrEnd(this.rest, this.rest.indexOf('"', begin));
      if (!this.open && quote >= end) {
        if (newline < 0 && !last) break;
        const text = this.rest.slice(begin, this.rest[end - 1] === '\r' && end > begin ? end - 1 : end);
        if (text !== '') yield { ok: true, line: this.line, text, fields: text.split(this.delimiter), quoted: null };
        this.line += 1;
        begin = end + 1;
        continue;
      }
      const found = this.rowWithQuotes(begin, last);
      if (found === null && this.rest.length - begin <= LONGEST_ROW) break;
      const read = found ?? { row: this.unclosed(begin), end: this.endOfLine(begin) };
      yield read.row;
      this.open = null;
      this.line += linesIn(this.rest, begin, read.end) + 1;
      begin = read.end + 1;
    }
    this.rest = this.rest.slice(begin);
    if (this.open === null && this.rest.length > LONGEST_ROW) {
      yield { ok: false, line: this.line, column: 1, problem: `this line is longer than ${LONGEST_ROW} characters` };
      this.rest = '';
    }
  }

  /** The row that begins at a place, and the end of its line. Null: it goes on beyond what is here. */
  private rowWithQuotes(begin: number, last: boolean): { row: CsvRow | BadRow; end: number } | null {
    const { rest, delimiter } = this;
    const open = (this.open ??= { fields: [], quoted: new Set(), at: 0, value: '', from: 1 });
    for (;;) {
      const at = begin + open.at;
      let end: number;
      if (rest[at] === '"') {
        const closed = this.closeQuote(begin, open, last);
        if (closed === null) return last ? { row: this.unclosed(begin), end: this.endOfLine(begin) } : null;
        end = closed;
        open.quoted.add(open.fields.length);
        open.fields.push(open.value);
        if (end < rest.length && rest[end] !== delimiter && !/^\r?\n|^\r$/.test(rest.slice(end, end + 2)))
          return { row: { ok: false, ...this.place(begin, end), problem: 'expected a delimiter after the closing quote' }, end: this.endOfLine(begin) };
      } else {
        const next = rest.indexOf(delimiter, at);
        const newline = rest.indexOf('\n', at);
        if (next < 0 && newline < 0 && !last) return null;
        end = Math.min(placeOrEnd(rest, next), placeOrEnd(rest, newline));
        open.fields.push(rest[end] === delimiter ? rest.slice(at, end) : rest.slice(at, end).replace(/\r$/, ''));
      }
      if (rest[end] === delimiter) {
        Object.assign(open, { at: end + 1 - begin, value: '', from: end + 2 - begin });
        continue;
      }
      const newline = rest[end] === '\r' ? end + 1 : end;
      const text = rest.slice(begin, newline).replace(/\r$/, '');
      return { row: { ok: true, line: this.line, text, fields: open.fields, quoted: open.quoted }, end: newline };
    }
  }

  /** The place after the closing quote of the present field. Null: it is not here, or what follows it is not. */
  private closeQuote(begin: number, open: OpenRow, last: boolean): number | null {
    for (;;) {
      const close = this.rest.indexOf('"', begin + open.from);
      if (close < 0 || (close + 2 >= this.rest.length && !last)) return null;
      open.value += this.rest.slice(begin + open.from, close);
      open.from = close + 1 - begin;
      if (this.rest[close + 1] !== '"') return close + 1;
      open.value += '"';
      open.from += 1;
    }
  }

  private unclosed(begin: number): BadRow {
    return { ok: false, ...this.place(begin, begin + (this.open?.at ?? 0)), problem: 'this quote is not closed' };
  }

  private place(begin: number, at: number): { line: number; column: number } {
    return { line: this.line + linesIn(this.rest, begin, at), column: at - Math.max(begin - 1, this.rest.lastIndexOf('\n', at - 1)) };
  }

  private endOfLine(at: number): number {
    return placeOrEnd(this.rest, this.rest.indexOf('\n', at));
  }
}

/** Where a field of a row begins, both from 1. */
export function fieldPlace({ text, line, quoted }: CsvRow, index: number, delimiter: string): Place {
  let at = 0;
  for (let i = 0; i < index; i++) at = (quoted?.has(i) ? afterQuotes(text, at) : at + text.slice(at).split(delimiter, 1)[0]!.length) + 1;
  return { line: line + linesIn(text, 0, at), column: at - text.lastIndexOf('\n', at - 1) };
}

function afterQuotes(text: string, at: number): number {
  let close = text.indexOf('"', at + 1);
  while (text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close + 1;
}

const placeOrEnd = (text: string, found: number): number => (found < 0 ? text.length : found);

function linesIn(text: string, begin: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', begin); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

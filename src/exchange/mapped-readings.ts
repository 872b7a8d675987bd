import type { CellMeaning, IngestMapping } from '../contract/ingest-mapping.js';
import { SourceId } from '../contract/equipment.js';
import { scaled } from '../contract/scaled.js';
import { Quality, SignalName, type SignalValue } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import { looksLikeName, textAsNumber, type DecimalMark } from './csv-number.js';
import type { BadRow, ReadRow, SourceRow, SourceValue } from './source-row.js';
import { FileTime, timeReader } from './time-stamp.js';

/** A reading of a file. */
export interface FileReading {
  /** null: the file does not tell. */
  line: string | null;
  unit: string;
  signal: string;
  value: SignalValue;
  measuredAtUs: Micros;
  quality: Quality;
  /** Where it stands, both from 1. */
  place: () => { line: number; column: number | null };
}

export type MappedReading = { ok: true; reading: FileReading } | BadRow;

const DAMAGED = '\uFFFD'; // what bytes of another encoding become
const TEXT_SIGNALS: ReadonlySet<string> = new Set<SignalName>(['batch', 'product', 'order', 'step', 'phase']);

type MapRow = (row: SourceRow) => MappedReading[];

/** What the rows of a file mean. */
export class RowMapper {
  /** Columns that rows must be given with, in this order. */
  readonly wanted: readonly string[];
  /** Rows that were left out since the mapping does not name their tag. */
  readonly leftOut = new LeftOut();
  private readonly map: MapRow;

  constructor(mapping: IngestMapping) {
    const { timestamp, columns, long } = mapping;
    const names = new Names();
    const time = names.index(timestamp.column);
    const readTime = timeReader(timestamp.format, timestamp.timezone);
    const missing = new Set(mapping.missing);
    const expected = `expected a time (${timestamp.format})`;
    const timed =
      (then: (row: SourceRow, atUs: Micros) => MappedReading[]): MapRow =>
      (row) => {
        const atUs = readTime(row.values[time]);
        return atUs === null ? [wrong(row, time, expected)] : then(row, atUs);
      };
    this.map = timed(columns ? wide(columns, names, missing) : longForm(long!, names, missing, mapping.exact, this.leftOut));
    this.wanted = names.all;
  }

  /** The readings of a row, and what of it is none. */
  readings(row: ReadRow): MappedReading[] {
    return row.ok ? this.map(row) : [row];
  }
}

const MOST_TAGS = 1000;

/** What of a file the mapping does not name. */
export class LeftOut {
  rows = 0;
  /** The first of them. */
  readonly tags = new Set<string>();

  add(tag: string): void {
    this.rows++;
    if (this.tags.size < MOST_TAGS) this.tags.add(tag);
  }
}

class Names {
  readonly all: string[] = [];

  index(name: string): number {
    const known = this.all.indexOf(name);
    return known >= 0 ? known : this.all.push(name) - 1;
  }
}

type ReadingsAt = (row: SourceRow, atUs: Micros) => MappedReading[];

function wide(columns: NonNullable<IngestMapping['columns']>, names: Names, missing: ReadonlySet<string>): ReadingsAt {
  const cells = columns.map((column) => ({ ...column, index: names.index(column.column) }));
  return (row, measuredAtUs) => {
    const readings: MappedReading[] = [];
    for (const cell of cells) {
      const value = row.values[cell.index]!;
      if (value === null || missing.has(String(value))) continue;
      readings.push(readingOf(row, cell.index, cell, { line: null, measuredAtUs, quality: 'good', value }));
    }
    return readings;
  };
}

function longForm(long: NonNullable<IngestMapping['long']>, names: Names, missing: ReadonlySet<string>, exact: boolean, leftOut: LeftOut): ReadingsAt {
  const optional = (name: string | undefined) => (name === undefined ? null : names.index(name));
  const [line, unit, signal, tag, text, flag, quality] = [long.line, long.unit, long.signal, long.tag, long.text, long.flag, long.quality].map(optional);
  const valueAt = names.index(long.value);
  const typed = [valueAt, text, flag].filter((index): index is number => index !== null && index !== undefined);
  const named = nameCheck();
  const textAt = (row: SourceRow, index: number | null | undefined) => (index === null || index === undefined ? null : row.values[index]!);
  return (row, measuredAtUs) => {
    const at = typed.find((index) => row.values[index] !== null) ?? valueAt;
    const value = row.values[at]!;
    if (value !== null && missing.has(String(value))) return [];
    const graded = Quality.safeParse(textAt(row, quality) ?? 'good');
    if (!graded.success) return [wrong(row, quality!, 'expected good, uncertain or bad')];
    const about = { line: textOrNull(textAt(row, line)), measuredAtUs, quality: graded.data, value };
    if (tag !== null && tag !== undefined) {
      const name = String(textAt(row, tag));
      const meaning = Object.hasOwn(long.tags!, name) ? long.tags![name] : undefined;
      if (meaning === undefined) leftOut.add(name);
      return meaning === undefined || value === null ? [] : [readingOf(row, at, meaning, about)];
    }
    const [ofUnit, ofSignal] = [textAt(row, unit), textAt(row, signal)];
    if (ofUnit === null) return [wrong(row, unit!, 'expected a unit')];
    if (ofSignal === null) return [wrong(row, signal!, 'expected a signal')];
    if (value === null && !exact) return [];
    const { meaning, problem } = named(String(ofUnit), String(ofSignal));
    return [problem === null ? readingOf(row, at, meaning, about) : wrong(row, problem === NO_UNIT ? unit! : signal!, problem)];
  };
}

const NO_UNIT = 'expected a unit such as press or packaging.blister';
const NO_SIGNAL = 'expected a signal such as speed or process.sealTemp';
const MOST_NAMES = 10_000;

/** Checks each pair of names once. */
function nameCheck(): (unit: string, signal: string) => { meaning: CellMeaning; problem: string | null } {
  const known = new Map<string, { meaning: CellMeaning; problem: string | null }>();
  return (unit, signal) => {
    const key = `${unit}\0${signal}`;
    let checked = known.get(key);
    if (checked === undefined) {
      const problem = !SourceId.safeParse(unit).success ? NO_UNIT : SignalName.safeParse(signal).success ? null : NO_SIGNAL;
      checked = { meaning: { unit, signal: signal as SignalName }, problem };
      if (known.size < MOST_NAMES) known.set(key, checked);
    }
    return checked;
  };
}

const textOrNull = (value: SourceValue): string | null => (value === null ? null : String(value));

type About = Pick<FileReading, 'line' | 'measuredAtUs' | 'quality'> & { value: SourceValue };

function readingOf(row: SourceRow, index: number, meaning: CellMeaning, { value, ...about }: About): MappedReading {
  const meant = valueOf(value, meaning, row.decimal);
  if (!meant.ok) return wrong(row, index, meant.expected);
  return { ok: true, reading: { ...about, unit: meaning.unit, signal: meaning.signal, value: meant.value, place: () => row.placeOf(index) } };
}

type Meant = { ok: true; value: SignalValue } | { ok: false; expected: string };
const NO_NUMBER: Meant = { ok: false, expected: 'expected a number' };
const INFINITE: Meant = { ok: false, expected: 'expected a finite number' };
const is = (value: SignalValue): Meant => ({ ok: true, value });

function valueOf(found: SourceValue, { signal, type, scale = 1, offset = 0, values }: CellMeaning, decimal: DecimalMark | null): Meant {
  const named = values?.[String(found)];
  if (named !== undefined) return is(named);
  if (found === null) return is(null);
  const value = found instanceof FileTime ? String(found) : found;
  if (typeof value === 'string' && value.includes(DAMAGED)) return { ok: false, expected: 'expected text in the encoding of the mapping' };
  if (type === 'flag') return flagOf(value);
  if (type === 'text' || (type === undefined && TEXT_SIGNALS.has(signal))) return is(String(value));
  const number = typeof value === 'string' ? numberIn(value, type === 'number', decimal) : value;
  if (typeof number === 'number') return Number.isFinite(number) ? is(scaled(number, scale, offset)) : INFINITE;
  return type === 'number' ? NO_NUMBER : is(value);
}

/** The number that a text stands for. Where none is asked for, what looks like a name is none. */
function numberIn(text: string, asked: boolean, decimal: DecimalMark | null): number | null {
  if (decimal === null && !asked) return null;
  const number = textAsNumber(text.trim(), decimal ?? '.');
  return number !== null && (asked || !looksLikeName(text, number)) ? number : null;
}

function flagOf(value: string | number | boolean): Meant {
  if (value === true || value === 1 || /^(true|1)$/i.test(String(value))) return is(true);
  return value === false || value === 0 || /^(false|0)$/i.test(String(value)) ? is(false) : { ok: false, expected: 'expected true or false' };
}

function wrong(row: SourceRow, index: number, expected: string): BadRow {
  const value = row.values[index];
  const plain = value instanceof FileTime ? value.atUs : value;
  const shown = typeof plain === 'number' ? String(plain) : JSON.stringify(plain ?? null);
  return { ok: false, ...row.placeOf(index), problem: `${expected}, found ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}` };
}

import { textAsNumber } from './csv-number.js';
import { csvDialect, type CsvDialect } from './csv-dialect.js';
import { CsvRows, fieldPlace, type CsvRow } from './csv-rows.js';
import { unguarded } from './safe-text.js';
import { SourceFault, type BadRow, type ReadRow, type SourceValue } from './source-row.js';

export interface CsvOptions extends Partial<CsvDialect> {
  /** Columns that must be there, by name. */
  wanted: readonly string[];
  /** As `exact` of a mapping. */
  exact: boolean;
}

const HEAD = 65_536; // characters looked at for the dialect

/** Rows of a CSV file with a row of column names. Values are texts, of an exact file what they are. Throws SourceFault. */
export async function* csvSource(pieces: AsyncIterable<string>, options: CsvOptions): AsyncGenerator<ReadRow[], void> {
  let head = '';
  let cut: { rows: CsvRows; read: Reader } | null = null;
  for await (const piece of pieces) {
    if (cut === null) head = head === '' ? piece.replace(/^\uFEFF/, '') : head + piece;
    if (cut === null && head.length < HEAD) continue;
    const text: string = cut === null ? head : piece;
    cut ??= beginOf(head, options);
    yield readBlock(cut.rows.push(text), cut.read);
  }
  const { rows, read } = cut ?? beginOf(head, options);
  if (cut === null) yield readBlock(rows.push(head), read);
  yield readBlock(rows.end(), read);
  read.finish();
}

function beginOf(head: string, options: CsvOptions): { rows: CsvRows; read: Reader } {
  const found = csvDialect(head, options.wanted, options);
  // What the service exports has a comma beside semicolons, however few numbers tell it.
  const dialect = options.exact ? { ...found, decimal: found.delimiter === ';' ? (',' as const) : ('.' as const) } : found;
  return { rows: new CsvRows(dialect.delimiter), read: new Reader(dialect, options) };
}

function readBlock(rows: Iterable<CsvRow | BadRow>, reader: Reader): ReadRow[] {
  const block: ReadRow[] = [];
  for (const row of rows) {
    const read = row.ok ? reader.read(row) : row;
    if (read !== null) block.push(read);
  }
  return block;
}

/** Makes rows of what was cut; the first names the columns. */
class Reader {
  private indexes: number[] | null = null;
  private width = 0;

  constructor(
    private readonly dialect: CsvDialect,
    private readonly options: CsvOptions,
  ) {}

  read(row: CsvRow): ReadRow | null {
    const { indexes } = this;
    if (indexes === null) return this.takeHeader(row);
    const { fields } = row;
    if (fields.length < this.width || fields.slice(this.width).some((field) => field.trim() !== ''))
      return { ok: false, line: row.line, column: 1, problem: `expected ${this.width} fields as in the first line, found ${fields.length}` };
    const values = indexes.map((index) => (index < 0 ? null : this.valueOf(row, index)));
    const decimal = this.options.exact ? null : this.dialect.decimal;
    return { ok: true, line: row.line, values, decimal, placeOf: (index) => fieldPlace(row, Math.max(indexes[index]!, 0), this.dialect.delimiter) };
  }

  finish(): void {
    if (this.indexes === null) throw new SourceFault('expected a row of column names', 1, 1);
  }

  private takeHeader({ fields }: CsvRow): null {
    const names = fields.map((field) => field.trim());
    const { wanted } = this.options;
    const missing = wanted.find((name) => !names.includes(name));
    if (missing !== undefined) throw new SourceFault(`expected a column "${missing}", found ${names.join(', ')}`, 1, 1);
    this.indexes = wanted.map((name) => names.indexOf(name));
    this.width = names.length;
    return null;
  }

  private valueOf({ fields, quoted }: CsvRow, index: number): SourceValue {
    const text = fields[index]!;
    const inQuotes = quoted?.has(index) ?? false;
    if (this.options.exact && inQuotes) return unguarded(text);
    const trimmed = text.trim();
    if (trimmed === '') return null;
    if (!this.options.exact) return trimmed;
    if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
    return textAsNumber(trimmed, this.dialect.decimal) ?? trimmed;
  }
}

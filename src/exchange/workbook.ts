import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { About, CellValue, Column, Table, TableRow } from './table.js';
import { localTimes, utcText } from './time-text.js';

const LONGEST_TEXT = 32_767; // characters that Excel takes in a cell
const TIME_FORMAT = 'yyyy-mm-dd hh:mm:ss.000';
const NO_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g; // eslint-disable-line no-control-regex

const WORDS = {
  en: {
    sheet: 'About',
    ...{ of: 'Line or cell', from: 'From', to: 'To', all: 'all that is kept', zone: 'Time zone of local times', model: 'Model version' },
    ...{ made: 'Generated at', origin: 'Origin of the numbers', rows: 'Rows' },
  },
  fr: {
    sheet: 'À propos',
    ...{ of: 'Ligne ou cellule', from: 'Du', to: 'Au', all: 'tout ce qui est conservé', zone: 'Fuseau des heures locales', model: 'Version du modèle' },
    ...{ made: 'Généré le', origin: 'Origine des nombres', rows: 'Lignes' },
  },
} as const;

/** What a workbook is made of, beside its rows. */
export type WorkbookFrame = Pick<Table, 'columns' | 'timezone' | 'about'>;

/** A workbook with a sheet about it and one of the rows, filled block by block and made at once. */
export class Workbook {
  private readonly cells: Cells;
  private readonly header: string[];
  private readonly data: SheetData;

  constructor(private readonly frame: WorkbookFrame) {
    this.cells = cellsOf(frame.timezone);
    this.header = headerOf(frame.columns);
    this.data = [this.header.map((value) => ({ value, fontWeight: 'bold' }))];
  }

  add(rows: readonly TableRow[]): void {
    const { columns } = this.frame;
    for (const row of rows) this.data.push(columns.flatMap((column, i) => this.cells(column, row[i]!)));
  }

  toBytes(): Promise<Uint8Array> {
    const { about, timezone } = this.frame;
    const { data, header } = this;
    return writeXlsxFile([
      { data: cover(about, timezone, data.length - 1), sheet: WORDS[about.lang].sheet, columns: [{ width: 30 }, { width: 60 }] },
      { data, sheet: about.name.slice(0, 31), stickyRowsCount: 1, columns: header.map((name) => ({ width: Math.max(name.length + 2, 14) })) },
    ]).toBuffer();
  }
}

/** Of a time there are two columns. */
export const headerOf = (columns: readonly Column[]): string[] => columns.flatMap(({ name, type }) => (type === 'time' ? [name, `${name}_local`] : [name]));

type Cells = (column: Column, value: CellValue) => Cell[];

function cellsOf(timezone: string): Cells {
  const local = localTimes(timezone);
  return ({ type }, value) => {
    if (type === 'time')
      return value === null ? [null, null] : [utcText(value as number), { value: new Date(local.ms(value as number)), type: Date, format: TIME_FORMAT }];
    return [typeof value === 'string' ? { value: textOf(value), type: String } : value];
  };
}

/** Without what XML cannot hold. */
const textOf = (text: string): string => text.slice(0, LONGEST_TEXT).replace(NO_XML, '\uFFFD');

function cover({ lang, title, of, period, modelVersion, generatedAtUs, origin }: About, timezone: string, rows: number): SheetData {
  const words = WORDS[lang];
  const line = (label: string, value: string | number): Cell[] => [
    { value: label, fontWeight: 'bold' },
    typeof value === 'string' ? { value, type: String } : value,
  ];
  const local = localTimes(timezone);
  const instant = (us: number | undefined) => (us === undefined ? words.all : `${local.text(us)} (${utcText(us)})`);
  return [
    [{ value: title, fontWeight: 'bold', fontSize: 14 }],
    line(words.of, of),
    line(words.from, instant(period?.fromUs)),
    line(words.to, instant(period?.toUs)),
    line(words.zone, timezone),
    line(words.model, modelVersion),
    line(words.made, utcText(generatedAtUs)),
    line(words.origin, origin),
    line(words.rows, rows),
  ];
}

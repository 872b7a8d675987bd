import { parse } from 'csv-parse/sync';
import fc from '../property.js';
import { CsvRows, fieldPlace, type CsvRow } from '../../src/exchange/csv-rows.js';
import type { BadRow } from '../../src/exchange/source-row.js';

function cut(text: string, delimiter = ',', pieces = 1): (CsvRow | BadRow)[] {
  const rows = new CsvRows(delimiter);
  const size = Math.ceil(text.length / pieces) || 1;
  const found: (CsvRow | BadRow)[] = [];
  for (let at = 0; at < text.length; at += size) for (const row of rows.push(text.slice(at, at + size))) found.push(row);
  return found.concat(...rows.end());
}
const fields = (rows: readonly (CsvRow | BadRow)[]) => rows.map((row) => (row.ok ? row.fields : row));

const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', ',', ';', '"', '\n', '\r\n', ' ', 'é', '5') }), fc.string());
const quote = (text: string) => (/[",;\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text);

describe('CSV', () => {
  it('is cut into the fields that another reader finds, however it comes in pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (table, end, pieces) => {
          const text = table.map((row) => row.map(quote).join(',')).join(end);
          const expected: string[][] = parse(text, { relax_column_count: true, record_delimiter: [end], skip_empty_lines: true });
          expect(fields(cut(text, ',', pieces))).toEqual(expected);
          expect(expected).toEqual(table);
        },
      ),
    );
  });

  it('says where each row and each field stands', () => {
    const text = 'a;b\n"x\ny";"2\n";3\n\n4;5\n';
    const rows = cut(text, ';').filter((row) => row.ok);
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 6]);
    expect([0, 1, 2].map((index) => fieldPlace(rows[1]!, index, ';'))).toEqual([
      { line: 2, column: 1 },
      { line: 3, column: 4 },
      { line: 4, column: 3 },
    ]);
    expect(fieldPlace(rows[2]!, 1, ';')).toEqual({ line: 6, column: 3 });
  });

  it('tells a fault of form with its place, and reads on in the next line', () => {
    expect(fields(cut('a,b\n1,"2"3\n4,5'))).toEqual([
      ['a', 'b'],
      { ok: false, line: 2, column: 6, problem: 'expected a delimiter after the closing quote' },
      ['4', '5'],
    ]);
    expect(fields(cut('a,b\n1,"2\n4,5\n6,7'))).toEqual([
      ['a', 'b'],
      { ok: false, line: 2, column: 3, problem: 'this quote is not closed' },
      ['4', '5'],
      ['6', '7'],
    ]);
  });

  it('takes a quote within a field as it stands', () => {
    expect(fields(cut('5" pipe,it"s\n'))).toEqual([['5" pipe', 'it"s']]);
  });

  it('gives up a quote that is open for a million characters, and goes on after its line, in little time', () => {
    const text = `a,"b\n${'1,2\n'.repeat(600_000)}`;
    const began = performance.now();
    const rows = cut(text, ',', 40);
    expect(rows[0]).toEqual({ ok: false, line: 1, column: 3, problem: 'this quote is not closed' });
    expect(rows).toHaveLength(600_001);
    expect(rows.at(-1)).toMatchObject({ line: 600_001, fields: ['1', '2'] });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('takes no line longer than a million characters', () => {
    expect(fields(cut(`a\n${'x'.repeat(1_500_000)}`, ',', 4))[1]).toMatchObject({ ok: false, line: 2, problem: expect.stringMatching(/longer than/) });
  });
});

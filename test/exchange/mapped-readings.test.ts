import { IngestMapping } from '../../src/contract/ingest-mapping.js';
import { explain } from '../../src/contract/explain.js';
import { RowMapper } from '../../src/exchange/mapped-readings.js';
import { openSource } from '../../src/exchange/open-source.js';
import { SourceFault } from '../../src/exchange/source-row.js';
import { timeReader } from '../../src/exchange/time-stamp.js';

const utc = (text: string) => Date.parse(text) * 1000;

async function* once(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === 'string' ? Buffer.from(text) : text;
}

/** Readings as `unit signal value time`, bad rows as `line:column problem`. */
async function read(text: string | Uint8Array, document: object, format: 'csv' | 'jsonl' = 'csv'): Promise<string[]> {
  const mapping = IngestMapping.parse({ kind: 'IngestMapping', ...document });
  const mapper = new RowMapper(mapping);
  const told: string[] = [];
  for await (const block of openSource({ bytes: once(text) }, format, mapper.wanted, mapping)) {
    for (const found of block.flatMap((row) => mapper.readings(row))) {
      if (!found.ok) told.push(`${found.line}:${found.column} ${found.problem}`);
      else {
        const { unit, signal, value, measuredAtUs, quality } = found.reading;
        told.push(`${unit} ${signal} ${JSON.stringify(value)} ${new Date(measuredAtUs / 1000).toISOString()}${quality === 'good' ? '' : ` ${quality}`}`);
      }
    }
  }
  return told;
}

const WIDE = {
  timestamp: { column: 'heure', format: 'dd/MM/yyyy HH:mm:ss', timezone: 'Europe/Paris' },
  missing: ['No Data'],
  columns: [
    { column: 'etat', unit: 'press', signal: 'state', values: { MARCHE: 'Execute' } },
    { column: 'force', unit: 'press', signal: 'process.force', scale: 0.5, offset: 1 },
    { column: 'lot', unit: 'press', signal: 'batch' },
  ],
};

describe('a file with a column for each signal', () => {
  it('is read with the delimiter and the decimal mark that it has, cell by cell', async () => {
    const text = '\uFEFFheure;lot;force;etat;autre\r\n05/01/2026 08:00:00;0012;10,5;MARCHE;x\r\n05/01/2026 08:00:01;;No Data;11;\r\n';
    expect(await read(text, WIDE)).toEqual([
      'press state "Execute" 2026-01-05T07:00:00.000Z',
      'press process.force 6.25 2026-01-05T07:00:00.000Z',
      'press batch "0012" 2026-01-05T07:00:00.000Z',
      'press state 11 2026-01-05T07:00:01.000Z',
    ]);
    expect(await read(text.replaceAll(';', '\t').replace('10,5', '10.5'), WIDE)).toHaveLength(4);
    expect((await read('heure,lot,force,etat\n05/01/2026 08:00:00,1,10.5,6\n', WIDE))[1]).toBe('press process.force 6.25 2026-01-05T07:00:00.000Z');
    expect((await read('heure,lot,force,etat\n05/01/2026 08:00:00,1,"10,5",6\n', { ...WIDE, decimal: ',' }))[1]).toMatch(/ 6.25 /);
  });

  it('tells a number beyond what a double holds as it is', async () => {
    const document = { timestamp: { column: 't', format: 'ms' }, columns: [{ column: 'v', unit: 'press', signal: 'power' }] };
    expect(await read('{"t":1767600000000,"v":1e999}\n', document, 'jsonl')).toEqual(['1:20 expected a finite number, found Infinity']);
  });

  it('tells each wrong cell and row with its place, and goes on', async () => {
    const typed = { ...WIDE, columns: [{ ...WIDE.columns[1], type: 'number' }, WIDE.columns[2]] };
    const text =
      'heure;force;lot\n05/01/2026 08:00:00;abc;A\n31/02/2026 08:00:00;1;A\n05/01/2026 08:00:02;1\n05/01/2026 08:00:03;"1\n05/01/2026 08:00:04;1;"x\ny"\n';
    expect(await read(text, typed)).toEqual([
      '2:21 expected a number, found "abc"',
      'press batch "A" 2026-01-05T07:00:00.000Z',
      '3:1 expected a time (dd/MM/yyyy HH:mm:ss), found "31/02/2026 08:00:00"',
      '4:1 expected 3 fields as in the first line, found 2',
      '6:24 expected a delimiter after the closing quote',
      'press process.force 1.5 2026-01-05T07:00:04.000Z',
      'press batch "x\\ny" 2026-01-05T07:00:04.000Z',
    ]); // prettier-ignore
  });

  it('without one of its columns, or empty, is refused as a whole', async () => {
    await expect(read('heure;force\n', WIDE)).rejects.toThrow(new SourceFault('expected a column "etat", found heure, force'));
    await expect(read('', WIDE)).rejects.toThrow(SourceFault);
    await expect(read('\n\n', WIDE)).rejects.toThrow('expected a row of column names');
  });

  it('may be in an encoding of its own, and says where it is in another than told', async () => {
    const text = Buffer.from('heure;force;etat;lot\n05/01/2026 08:00:00;1;6;été\n', 'latin1');
    expect((await read(text, { ...WIDE, encoding: 'windows-1252' }))[2]).toContain('"été"');
    expect((await read(text, WIDE))[2]).toBe('2:25 expected text in the encoding of the mapping, found "\uFFFDt\uFFFD"');
  });
});

describe('a file with a row for each reading', () => {
  it('names unit and signal, or a tag of a table', async () => {
    const long = { timestamp: { column: 't', format: 'ms' }, long: { unit: 'u', signal: 's', value: 'v', quality: 'q' } };
    expect(await read('t,u,s,v,q\n1767600000000,press,speed,1.5,good\n1767600000000,press,spede,1,good\n1767600000000,Press 1,speed,1,good\n1767600000000,press,speed,2,192\n1767600000001,press,power,,\n1767600000001,press,power,3,bad\n', long)).toEqual([
      'press speed 1.5 2026-01-05T08:00:00.000Z',
      '3:21 expected a signal such as speed or process.sealTemp, found "spede"',
      '4:15 expected a unit such as press or packaging.blister, found "Press 1"',
      '5:29 expected good, uncertain or bad, found "192"',
      'press power 3 2026-01-05T08:00:00.001Z bad',
    ]); // prettier-ignore
    const tags = { timestamp: { column: 't' }, long: { tag: 'tag', value: 'v', tags: { 'PT-1': { unit: 'press', signal: 'power', scale: 0.001 } } } };
    expect(await read('t,tag,v\n2026-01-05T08:00:00Z,PT-1,1500\n2026-01-05T08:00:00Z,PT-2,7\n', tags)).toEqual(['press power 1.5 2026-01-05T08:00:00.000Z']);
  });

  it('may be JSON lines, whose keys may lie within others', async () => {
    const long = { timestamp: { column: 'at.ms', format: 'ms' }, long: { unit: 'u', signal: 's', value: 'v' } };
    const lines = [
      '{"at":{"ms":1767600000000},"u":"press","s":"process.note","v":"12"}',
      '',
      '{"at":{"ms":1767600000000},"u":"press","s":"speed","v":{"x":1}}',
      '{"u":"press"',
      '[1]',
      '{"at":{"ms":"soon"},"u":"press","s":"speed","v":1}',
    ];
    expect(await read(lines.join('\n'), long, 'jsonl')).toEqual([
      'press process.note "12" 2026-01-05T08:00:00.000Z',
      '3:52 expected a single value in "v"',
      expect.stringMatching(/^4:\d+ expected a JSON object$/),
      '5:1 expected a JSON object',
      '6:8 expected a time (ms), found "soon"',
    ]);
  });
});

describe('a time of a file', () => {
  it.each([
    ['iso', 'UTC', '2026-01-05T08:00:00.123456Z', utc('2026-01-05T08:00:00.123Z') + 456],
    ['iso', 'Europe/Paris', '2026-07-05 08:00:00', utc('2026-07-05T06:00:00Z')],
    ['iso', 'Europe/Paris', '2026-07-05 08:00:00 +00', utc('2026-07-05T08:00:00Z')],
    ['iso', 'UTC', '2026-02-29T00:00:00Z', null],
    ['s', 'UTC', '1767600000.5', 1767600000500000],
    ['ns', 'UTC', '1767600000000123456', 1767600000000123],
    ['ms', 'UTC', 'x', null],
    ['d/M/yyyy H:mm', 'Europe/Paris', '5/1/2026 8:00', utc('2026-01-05T07:00:00Z')],
  ])('%s in %s: %s', (format, zone, text, expected) => {
    expect(timeReader(format, zone)(text)).toBe(expected);
  });

  it('in the hour that comes twice follows the row above, and begins anew with another record', () => {
    const read = timeReader('yyyy-MM-dd HH:mm', 'Europe/Paris');
    const times = ['2026-10-25 02:30', '2026-10-25 02:00', '2026-10-25 02:10', '2026-10-25 03:00', '2026-10-24 12:00', '2026-10-25 02:00'];
    expect(times.map((text) => new Date(read(text)! / 1000).toISOString().slice(8, 16))).toEqual([
      '25T00:30',
      '25T01:00',
      '25T01:10',
      '25T02:00',
      '24T10:00',
      '25T00:00',
    ]);
  });
});

describe('a mapping', () => {
  it('says either columns or long, and of long the columns of names or a table of tags', () => {
    const faults = (document: object) => {
      const explained = explain(IngestMapping, { kind: 'IngestMapping', timestamp: { column: 't' }, ...document });
      return explained.ok ? [] : explained.faults.map(({ message }) => message);
    };
    expect(faults({})).toEqual(['expected either columns or long']);
    expect(faults({ long: { tag: 't', value: 'v' } })).toEqual(['expected the columns unit and signal, or the column tag with tags']);
    expect(faults({ long: { unit: 'u', signal: 's', value: 'v' } })).toEqual([]);
    expect(faults({ timestamp: { column: 't', timezone: 'Mars' }, long: { unit: 'u', signal: 's', value: 'v' } })).toEqual([expect.stringContaining('IANA')]);
  });
});

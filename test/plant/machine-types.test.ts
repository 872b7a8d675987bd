import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { loadPlant } from '../../simulator/plant-file.js';
import { LineDefinition } from '../../src/contract/line.js';
import { plantPaths, readPlantFiles } from '../../src/plant/files.js';
import { readTypes } from '../../src/plant/machine-types.js';
import { formatIssues, readLine } from '../../src/plant/read.js';
import { readCell } from '../../src/plant/read-cell.js';
import { lineSchema, machineTypesSchema } from '../../src/plant/schema.js';
import { versionOf } from '../../src/plant/version.js';
import { LINE, broken } from './line.js';

const TYPES = `apiVersion: twin/v1
kind: MachineTypes
types:
  - id: filler
    for: station
    name: { en: Filler, fr: Remplisseuse }
    item: bottle
    rate: 200 /min
    rejects: 0.01
    stops:
      - id: jam
        name: { en: Jam, fr: Bourrage }
        class: micro-stop
        every: { dist: exponential, mean: 20 min }
        lasts: { dist: lognormal, mean: 90 s, sigma: 1 }
    power: { standby: 1 kW, idle: '2,5 kW', execute: 8 kW }
`;
const FILLER = LINE.slice(LINE.indexOf('    name: { en: Filler'), LINE.indexOf('  - id: packer'));
const BUFFER = '    buffer: { capacity: 400 }\n';
/** The line with what its filler has from its type left to that. */
const SHORT = LINE.replace(FILLER, BUFFER);
const withFiller = (more: string) => LINE.replace(FILLER, BUFFER + more);

function types(text = TYPES) {
  const read = readTypes([{ text, file: 'types.yaml' }]);
  if (read.issues.length > 0) throw new Error(formatIssues(read.issues));
  return read.types;
}
const faults = (line: string, typesText = TYPES) => {
  const read = readLine(line, 'line.yaml', types(typesText));
  return read.ok ? [] : formatIssues(read.issues).split('\n');
};
const definitionOf = (line: string, known = types()) => {
  const read = readLine(line, 'line.yaml', known);
  if (!read.ok) throw new Error(formatIssues(read.issues));
  return read.definition;
};

describe('a station of a type', () => {
  it('is as if all stood in its own file', () => {
    const { inherited, ...rest } = definitionOf(SHORT);
    const whole = readLine(LINE, 'line.yaml');
    expect(rest).toEqual(whole.ok && whole.definition);
    expect(inherited).toEqual([{ at: '/stations/filler', type: 'filler', gives: ['/name', '/item', '/rate', '/rejects', '/stops', '/power'], origins: [] }]);
  });

  it('has what it gives itself', () => {
    const [filler] = definitionOf(withFiller('    rate: 120 /min\n    power: { execute: 9 kW }\n    stops: [{ id: jam, every: 1 h }]\n')).stations;
    expect(filler).toMatchObject({
      rate: 120,
      power: { standby: 1, idle: 2.5, execute: 9 },
      stops: [{ id: 'jam', class: 'micro-stop', every: { value: 3600 } }],
    });
  });

  it('of a type that nobody defines, or that gives nothing more, is what its file says, and the version stays', () => {
    const plain = readLine(LINE, 'line.yaml');
    expect(versionOf(definitionOf(LINE))).toBe(versionOf(plain.ok ? plain.definition : definitionOf(SHORT)));
    expect(versionOf(definitionOf(SHORT))).not.toBe(versionOf(definitionOf(LINE)));
  });

  it('is told where the wrong text stands: in its own file', () => {
    expect(faults(withFiller('    stops: [{ id: new }, { id: jam, class: jam }]\n'))[0]).toMatch(/^line\.yaml:14:13 \/stations\/0\/stops\/0\/name missing: /);
    expect(faults(withFiller('    stops: [{ id: jam, class: jam }]\n'))).toEqual([
      'line.yaml:14:31 /stations/0/stops/0/class expected one of micro-stop, failure, material, found "jam"',
    ]);
    expect(faults(withFiller('    stops: [{ id: jma, omit: true }]\n'))).toEqual([
      'line.yaml:14:13 /stations/0/stops/0 there is no "jma" in the type that could be left out',
    ]);
  });

  it('is told where the wrong text stands: in the file of the type', () => {
    const wrong = TYPES.replace('{ dist: lognormal, mean: 90 s, sigma: 1 }', '{ dist: triangular, min: 3 min, mode: 2 min, max: 4 min }');
    expect(faults(SHORT, wrong)).toEqual(['types.yaml:15:16 /types/0/stops/0/lasts expected min <= mode <= max, and min below max']);
  });

  it('that lacks fields, of a type that was not read, is told so once', () => {
    const read = readLine(SHORT, 'line.yaml');
    expect(read.ok ? [] : read.issues.filter(({ pointer }) => pointer === '/stations/0/type').map(({ line, message }) => [line, message])).toEqual([
      [12, 'no file of machine types that was read defines "filler": what the machine does not say itself is missing'],
    ]);
  });

  it('may not write what the twin writes', () => {
    expect(faults(`${LINE}inherited: []\n`)).toEqual(['line.yaml:46:1 /inherited unknown key "inherited"']);
  });
});

describe('a unit of a process cell', () => {
  const CELL_TYPES = `${TYPES}  - id: packing-line
    for: unit
    name: { en: Packing, fr: Conditionnement }
    flow:
      stations: [{ id: filler, type: filler, rate: 100 /min }]
    power: { standby: 1 kW, idle: 2 kW, execute: 9 kW }
`;
  const CELL = `apiVersion: twin/v1
kind: Cell
id: cell
name: { en: Cell, fr: Atelier }
equipment: { enterprise: demo, site: north, area: packing }
timezone: Europe/Paris
units:
  - id: line-1
    type: packing-line
    flow: { stations: [{ id: filler, rejects: 0.02, stops: [{ id: jam, omit: true }] }] }
products:
  - { id: a, name: { en: A, fr: A }, item: bottle, batchSize: 100, route: [{ id: pack, units: [line-1] }] }
`;

  it('has what its type gives, and the stations of that what theirs give', () => {
    const read = readCell(CELL, 'cell.yaml', types(CELL_TYPES));
    if (!read.ok) throw new Error(formatIssues(read.issues));
    expect(read.definition.units[0]!.flow!.stations[0]).toMatchObject({ item: 'bottle', rate: 100, rejects: 0.02, stops: [], power: { execute: 8 } });
    expect(read.definition.inherited!.map(({ at, type }) => [at, type])).toEqual([
      ['/units/line-1', 'packing-line'],
      ['/units/line-1/flow/stations/filler', 'filler'],
    ]);
  });

  it('is told in the right one of three places', () => {
    const places = (cell: string, typesText: string) => {
      const read = readCell(cell, 'cell.yaml', types(typesText));
      return read.ok ? [] : read.issues.map(({ file, line, pointer }) => `${file}:${line} ${pointer}`);
    };
    expect(places(CELL.replace('rejects: 0.02', 'rejects: 2'), CELL_TYPES)).toEqual(['cell.yaml:10 /units/0/flow/stations/0/rejects']);
    expect(places(CELL.replace('stops: [{ id: jam, omit: true }]', 'stops: [{ id: jam, lasts: 0 s }]'), CELL_TYPES)).toEqual([
      'cell.yaml:10 /units/0/flow/stations/0/stops/0/lasts',
    ]);
    const zoned = CELL_TYPES.replace('execute: 9 kW }', 'execute: 9 kW }\n    zone: nowhere');
    expect(places(CELL, zoned)).toEqual(['types.yaml:23 /types/1/zone']);
  });
});

describe('files of machine types', () => {
  const issues = (...texts: string[]) => formatIssues(readTypes(texts.map((text, index) => ({ text, file: `${'ab'[index]!}.yaml` }))).issues).split('\n');

  it('are checked though no machine is of their types', () => {
    expect(issues(TYPES.replace('rate: 200 /min', 'ratte: 200 /min').replace('idle: ', 'idel: '))).toEqual([
      'a.yaml:8:5 /types/0/ratte unknown key "ratte", did you mean "rate"?',
      'a.yaml:16:29 /types/0/power/idel unknown key "idel", did you mean "idle"?',
    ]);
    expect(issues(TYPES.replace('for: station', 'for: line'))).toEqual(['a.yaml:5:10 /types/0/for expected one of station, unit, found "line"']);
    expect(issues('kind: MachineTypes\n')[0]).toBe('a.yaml:1:1 /apiVersion missing: expected "twin/v1"');
  });

  it('define each type once, of a station and of a unit apart', () => {
    expect(issues(TYPES, TYPES)).toEqual(['b.yaml:4:9 /types/0/id type "filler" for: station is already defined by a.yaml at /types/0']);
    expect(issues(TYPES, 'apiVersion: twin/v1\nkind: MachineTypes\ntypes: [{ id: filler, for: unit }]\n')).toEqual(['']);
  });

  it('are described for editors, as are lines that leave the rest to them', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const check = (schema: Record<string, unknown>, text: string) => {
      const validate = ajv.compile(schema);
      validate(parse(text));
      return validate.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`) ?? [];
    };
    expect(check(machineTypesSchema(), TYPES)).toEqual([]);
    expect(check(machineTypesSchema(), TYPES.replace('rate:', 'ratte:'))).toContain('/types/0 additionalProperties');
    expect(check(lineSchema(), withFiller('    standby: null\n    stops: [{ id: jam, omit: true }, { id: x, every: { mean: 3 h } }]\n'))).toEqual([]);
    expect(check(lineSchema(), broken('    type: filler\n', ''))).toEqual(['/stations/0 required']);
  });
});

describe('machine types on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'types-'));
    mkdirSync(path.join(folder, 'site'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const lines = (paths: string[], given: string[] = []) => {
    const { files, issues } = readPlantFiles(paths, given);
    return issues.length > 0 ? formatIssues(issues) : files.map(({ definition }) => definition.id);
  };

  it('are those in the folder of a line, or where there are none in the folder above, and those that are named', () => {
    const line = write('site/line.yaml', SHORT);
    expect(lines([line])).toContain('defines "filler"');
    const above = write('types.yaml', TYPES);
    expect(lines([line])).toEqual(['pack-1']);
    expect(plantPaths([line], [])).toEqual([line, above]);
    const beside = write('site/machines.json', JSON.stringify(parse(TYPES.replace('rate: 200', 'rate: 300'))));
    expect(readPlantFiles([line]).files[0]!.definition.stations[0]!.rate).toBe(300);
    expect(lines([path.join(folder, 'site')])).toEqual(['pack-1']);
    expect(lines([line], [beside])).toEqual(['pack-1']);
    expect(lines([line, above])).toContain('is already defined by');
    rmSync(beside);
    rmSync(above);
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'types-'));
    writeFileSync(path.join(elsewhere, 'any.yaml'), TYPES);
    expect(lines([line], [path.join(elsewhere, 'any.yaml')])).toEqual(['pack-1']);
    expect(lines([line, path.join(elsewhere, 'any.yaml')])).toEqual(['pack-1']);
    expect(lines([line, elsewhere])).toContain('defines "filler"');
    rmSync(elsewhere, { recursive: true });
  });

  it('are read by the simulator as by the service', () => {
    const line = write('site/line.yaml', SHORT);
    expect(loadPlant(line, LineDefinition).ok).toBe(false);
    write('types.yaml', TYPES);
    expect(loadPlant(line, LineDefinition)).toEqual({ ok: true, value: readPlantFiles([line]).files[0]!.definition });
    write('site/types.yaml', TYPES.replace('rate: 200', 'rate: 300'));
    expect(loadPlant(line, LineDefinition)).toEqual({ ok: true, value: readPlantFiles([line]).files[0]!.definition });
    expect(loadPlant(line, LineDefinition, [path.join(folder, 'none.yaml')])).toMatchObject({ ok: false });
  });

  it('are told alone where they are wrong, without what follows from it', () => {
    const line = write('site/line.yaml', SHORT);
    const wrong = write('types.yaml', TYPES.replace('rate: 200 /min', 'rate: 200'));
    expect(lines([line])).toBe(`${wrong}:8:11 /types/0/rate expected a number with its unit (/s, /min, /h), for example "120 /min", found 200`);
  });

  it('are not taken from a line that happens to be called types.yaml', () => {
    const line = write('site/line.yaml', LINE);
    write('types.yaml', broken('id: pack-1', 'id: pack-2'));
    expect(lines([line])).toEqual(['pack-1']);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse, stringify } from 'yaml';
import { readConfig } from '../../src/config.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { PlantService } from '../../src/plant/plant.service.js';
import { formatIssues } from '../../src/plant/read.js';
import { lineSchema } from '../../src/plant/schema.js';
import { versionOf as versionOfDefinition } from '../../src/plant/version.js';
import { repositoryRoot } from '../shared.js';
import { exampleDocument } from '../simulator/cell/plant.js';
import { LINE, broken } from './line.js';

const plants = path.join(repositoryRoot, 'plants');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plants-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('plant files', () => {
  it('of the demonstration are right', () => {
    const { files, issues } = readPlantFiles([plants]);
    expect(formatIssues(issues)).toBe('');
    expect(files.map(({ definition }) => definition.id)).toEqual(['osd-1', 'press-replay']);
  });

  it('of a folder are read in the order of their names, other files left alone', () => {
    write('b.yaml', broken('id: pack-1', 'id: pack-2').replace('packing/pack-1', 'packing/pack-2'));
    write('a.yml', LINE);
    write('notes.txt', 'no plant file');
    expect(readPlantFiles([folder]).files.map(({ definition }) => definition.id)).toEqual(['pack-1', 'pack-2']);
  });

  it('that are not there, or a folder without any, are named', () => {
    const missing = path.join(folder, 'none.yaml');
    expect(formatIssues(readPlantFiles([missing, folder]).issues)).toBe(
      `${missing}:1:1 there is no such file\n${folder}:1:1 there is no plant file in this folder`,
    );
  });

  it('may not describe one line twice', () => {
    const a = write('a.yaml', LINE);
    const b = write('b.yaml', LINE);
    expect(formatIssues(readPlantFiles([folder]).issues)).toBe(`${b}:1:1 line "pack-1" is already described by ${a}`);
  });

  it('may not read the same topics', () => {
    const a = write('a.yaml', LINE);
    const b = write('b.yaml', broken('id: pack-1', 'id: pack-2').replace('prefix: umh/v1/demo/north/packing/pack-1', 'prefix: umh/v1/demo/north'));
    expect(formatIssues(readPlantFiles([folder]).issues)).toBe(
      `${b}:1:1 the topics of line "pack-2" (umh/v1/demo/north) overlap those of line "pack-1" (umh/v1/demo/north/packing/pack-1) in ${a}`,
    );
  });

  it('of a line and of cells may not have one id, nor read the same topics', () => {
    const line = write('a.yaml', LINE);
    const named = (id: string, mqtt?: object) => stringify({ ...exampleDocument(), id, ...(mqtt && { mqtt }) });
    write('b.yaml', named('pack-1'));
    const cell = write('c.yaml', named('cell-1'));
    write('d.yaml', named('cell-2', { prefix: 'umh/v1/demo/valclair/solids/cell-1/part' }));
    write('e.yaml', named('cell-3', { dialect: 'sparkplug-b', prefix: 'group/node' }));
    write('f.yaml', named('cell-4', { dialect: 'sparkplug-b', prefix: 'group/node' }));
    write('g.yaml', named('cell-5', { dialect: 'sparkplug-b', prefix: 'group/other' }));
    const node = write(
      'e-line.yaml',
      broken('id: pack-1', 'id: pack-2').replace('dialect: uns-json\n  prefix: umh/v1/demo/north/packing/pack-1', 'dialect: sparkplug-b\n  prefix: group/node'),
    );
    expect(readPlantFiles([folder]).issues.map(({ file, message }) => `${path.basename(file)} ${message}`)).toEqual([
      `b.yaml cell "pack-1" is already described by ${line}`,
      `d.yaml the topics of cell "cell-2" (umh/v1/demo/valclair/solids/cell-1/part) overlap those of cell "cell-1" (umh/v1/demo/valclair/solids/cell-1) in ${cell}`,
      `e.yaml the topics of cell "cell-3" (spBv1.0/group/+/node) overlap those of line "pack-2" (spBv1.0/group/+/node) in ${node}`,
      `f.yaml the topics of cell "cell-4" (spBv1.0/group/+/node) overlap those of line "pack-2" (spBv1.0/group/+/node) in ${node}`,
    ]);
  });

  it('of cells are mirrored beside the lines', () => {
    write('a.yaml', LINE);
    const text = stringify(exampleDocument());
    write('b.yaml', text);
    const plant = new PlantService({ plants: [folder] });
    expect([plant.lines().map(({ definition }) => definition.id), plant.cells().map(({ definition }) => definition.id)]).toEqual([['pack-1'], ['solid-dose']]);
    const cell = plant.cell('solid-dose');
    expect(cell).toMatchObject({ file: 'b.yaml', source: text, version: versionOfDefinition(cell!.definition) });
    expect(cell!.compiled.definition).toBe(cell!.definition);
    expect([plant.cell('pack-1'), plant.line('solid-dose')]).toEqual([null, null]);
  });

  it.each([
    [{ prefix: 'a/+/b' }, '/mqtt/prefix expected topic levels such as acme/valclair/solids'],
    [{ prefix: '/a' }, '/mqtt/prefix expected topic levels such as acme/valclair/solids'],
    [{ prefix: '$SYS/a' }, '/mqtt/prefix expected topic levels such as acme/valclair/solids'],
    [{ prefix: 'spBv1.0/g/x' }, '/mqtt/prefix spBv1.0 belongs to Sparkplug B'],
    [{ dialect: 'sparkplug-b', prefix: 'group' }, '/mqtt/prefix expected the group and the edge node of Sparkplug B'],
    [{ dialect: 'modbus' }, '/mqtt/dialect expected one of uns-json, packtags, json-bundle, senml, opcua-json, sparkplug-b'],
  ])('of a cell with mqtt %j are refused', (mqtt, message) => {
    write('cell.yaml', stringify({ ...exampleDocument(), mqtt }));
    const [issue, ...more] = readPlantFiles([folder]).issues;
    expect([`${issue!.pointer} ${issue!.message}`.slice(0, message.length), more]).toEqual([message, []]);
  });

  it('of a cell keep the names of its sources beside units', () => {
    const document = exampleDocument();
    write('cell.yaml', stringify({ ...document, units: document.units.map((unit, i) => (i === 0 ? { ...unit, id: 'weather' } : unit)) }));
    expect(readPlantFiles([folder]).issues).toMatchObject([
      { pointer: '/units/0/id', message: expect.stringMatching(/^weather is not a name for a unit/) as string },
    ]);
  });

  it('that nothing else is asked for are those of plants, and of plants/sites where it has any', () => {
    const plantsOf = () => {
      const read = readConfig({}, folder);
      return read.ok ? read.config.plants.map((place) => path.relative(folder, place)) : read.errors;
    };
    expect(plantsOf()).toEqual(['plants']);
    mkdirSync(path.join(folder, 'plants', 'sites'), { recursive: true });
    expect(plantsOf()).toEqual(['plants']);
    write('plants/sites/cell.yaml', '');
    expect(plantsOf()).toEqual(['plants', path.join('plants', 'sites')]);
  });

  it('that are wrong stop the start with the issues of all of them', () => {
    const a = write('a.yaml', broken('rate: 200 /min', 'rate: 200'));
    const b = write('b.yaml', broken('kind: Line', 'kind: Lime'));
    expect(() => new PlantService({ plants: [folder] })).toThrow(
      [
        'the plant files (TWIN_PLANTS) are not right:',
        `${a}:15:11 /stations/0/rate expected a number with its unit (/s, /min, /h), for example "120 /min", found 200`,
        `${b}:2:7 /kind expected "Line", found "Lime", did you mean "Line"?`,
      ].join('\n'),
    );
  });
});

describe('the version of a line', () => {
  const versionOf = (text: string) => {
    write('line.yaml', text);
    return new PlantService({ plants: [folder] }).line('pack-1')?.version;
  };

  it('does not change with comments, layout, order of keys or the unit a quantity is written in', () => {
    const rewritten = `# a comment\n${broken('rate: 200 /min', 'rate: 12 000 /h # as the maker says')}`.replace(
      '{ en: Box, fr: Boîte }',
      '{ fr: Boîte, en: Box }',
    );
    expect(versionOf(rewritten)).toBe(versionOf(LINE));
  });

  it('changes with a number', () => {
    expect(versionOf(broken('rate: 200 /min', 'rate: 201 /min'))).not.toBe(versionOf(LINE));
  });
});

describe('the JSON Schema of a plant file', () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const check = ajv.compile(lineSchema());

  it('is draft 7 and accepts the plant files as they are written', () => {
    expect(lineSchema().$schema).toBe('http://json-schema.org/draft-07/schema#');
    for (const name of ['osd-1.yaml', 'press-replay.yaml']) {
      check(parse(readFileSync(path.join(plants, name), 'utf8')));
      expect(check.errors ?? []).toEqual([]);
    }
  });

  it('refuses unknown keys and numbers without a unit', () => {
    check(parse(broken('rate: 200 /min', 'rate: 200').replace('takes: 10', 'take: 10')));
    expect(check.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toEqual([
      '/stations/0/rate type',
      '/stations/1 additionalProperties',
    ]);
  });
});

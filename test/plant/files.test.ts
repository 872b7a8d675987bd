import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { readPlantFiles } from '../../src/plant/files.js';
import { PlantService } from '../../src/plant/plant.service.js';
import { formatIssues } from '../../src/plant/read.js';
import { lineSchema } from '../../src/plant/schema.js';
import { repositoryRoot } from '../shared.js';
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

import path from 'node:path';
import fc from '../property.js';
import type { CellDefinition } from '../../src/contract/cell.js';
import type { LineDefinition } from '../../src/contract/line.js';
import { LineParameters } from '../../src/contract/parameter.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { readTypes } from '../../src/plant/machine-types.js';
import { originOf } from '../../src/plant/origin.js';
import { reportOrigins } from '../../src/plant/origin-report.js';
import { parametersOf } from '../../src/plant/parameters.js';
import { formatIssues, readLine } from '../../src/plant/read.js';
import { versionOf } from '../../src/plant/version.js';
import { repositoryRoot } from '../shared.js';
import { LINE, broken } from './line.js';

const lineWith = (text: string, types = '') => {
  const known = readTypes(types === '' ? [] : [{ text: types, file: 'types.yaml' }]);
  const read = readLine(text, 'line.yaml', known.types);
  if (!read.ok) throw new Error(formatIssues(read.issues));
  return read.definition;
};
const withOrigins = (...origins: string[]) => lineWith(`${LINE}origins:\n${origins.map((origin) => `  - ${origin}\n`).join('')}`);
const isAt = (definition: LineDefinition | CellDefinition, pointer: string) => originOf(definition, pointer).origin?.is ?? null;

describe('where a number comes from', () => {
  it.each([
    ['/stations/filler/power/execute', 'measured'],
    ['/stations/0/power/execute', 'measured'],
    ['/stations/filler/power/idle', 'estimated'],
    ['/stations/packer/power/idle', 'estimated'],
    ['/stations/filler/stops/jam/every', 'sourced'],
    ['/stations/filler/stops/jam/lasts', null],
    ['/stations/packer/rate', 'estimated'],
    ['/stations/filler/rate', null],
  ])('at %s is %s by the most specific pattern', (pointer, is) => {
    const definition = withOrigins(
      '{ at: /stations/filler/power/execute, is: measured }',
      '{ at: /stations/*/power, is: estimated }',
      '{ at: /stations/packer/**, is: estimated }',
      '{ at: /stations/filler/stops/jam/every, is: sourced, source: a book }',
    );
    expect(isAt(definition, pointer)).toBe(is);
  });

  it('is the last of equally specific ones', () => {
    expect(isAt(withOrigins('{ at: /stations/*/rate, is: measured }', '{ at: /stations/*/rate, is: estimated }'), '/stations/filler/rate')).toBe('estimated');
    expect(isAt(withOrigins('{ at: /stations/filler/rate, is: measured }', '{ at: /stations/*/rate, is: estimated }'), '/stations/filler/rate')).toBe(
      'measured',
    );
  });

  it('is what tariffs and emission factors say, but where more is said', () => {
    expect(originOf(withOrigins("{ at: '/**', is: estimated }"), '/tariff/periods/high/price').origin).toMatchObject({ is: 'sourced', source: 'an example' });
    expect(isAt(withOrigins('{ at: /tariff, is: estimated }'), '/tariff/periods/high/price')).toBe('estimated');
  });

  it.each([
    [
      '{ at: stations, is: measured }',
      '47:11 /origins/0/at expected places such as /stations/press/rate or /stations/*/power, ** only at the end, found "stations"',
    ],
    [
      '{ at: "/**/rate", is: measured }',
      '47:11 /origins/0/at expected places such as /stations/press/rate or /stations/*/power, ** only at the end, found "/**/rate"',
    ],
    ['{ at: /stations, is: guessed }', '47:26 /origins/0/is expected one of measured, sourced, estimated, found "guessed"'],
    ['{ at: /stations, is: sourced }', '47:5 /origins/0 sourced needs a source: say which'],
    ['{ at: /stations, is: measured, from: 2026-02-01, to: 2026-01-01 }', '47:5 /origins/0 from must not be after to'],
  ])('written as %s is refused', (origin, issue) => {
    const read = readLine(`${LINE}origins:\n  - ${origin}\n`, 'line.yaml');
    expect(read.ok ? '' : formatIssues(read.issues).replace('line.yaml:', '')).toBe(issue);
  });
});

describe('a number of a machine type', () => {
  const TYPES = `apiVersion: twin/v1
kind: MachineTypes
origins: [{ at: '/**', is: estimated }]
types:
  - id: filler
    for: station
    rate: 200 /min
    rejects: 0.01
    ramp: 20 s
    stops: [{ id: jam, name: { en: Jam, fr: Bourrage }, class: failure, every: { dist: lognormal, mean: 1 h, sigma: 1 }, lasts: 3 min }]
    origins: [{ at: /rate, is: measured, source: a test bench }, { at: /stops, is: sourced, source: a book }]
`;
  const fillerOf = (origins = '') => {
    const text = broken('    rejects: 0.01\n', '    stops: [{ id: jam, every: { mean: 2 h } }]\n').replace(/ {4}stops:\n {6}- id: jam\n(?: {8}.*\n)+/, '');
    return lineWith(text.replace('    rate: 200 /min\n', '') + origins, TYPES);
  };

  it('has the origin that the type says, one of its own only that of its file', () => {
    const said = Object.fromEntries(parametersOf(fillerOf()).map(({ pointer, origin, type }) => [pointer, [origin, type]]));
    expect(said).toMatchObject({
      '/stations/filler/rate': ['measured', 'filler'],
      '/stations/filler/ramp': ['estimated', 'filler'],
      '/stations/filler/rejects': ['estimated', 'filler'],
      '/stations/filler/stops/jam/lasts': ['sourced', 'filler'],
      '/stations/filler/stops/jam/every': [null, null],
      '/stations/filler/power/idle': [null, null],
      '/stations/filler/takes': ['default', null],
    });
  });

  it('has that of the file where it says something as specific', () => {
    const definition = fillerOf("origins: [{ at: '/stations/**', is: estimated }, { at: /stations/filler/rate, is: estimated }]\n");
    expect([isAt(definition, '/stations/filler/rate'), isAt(definition, '/stations/filler/stops/jam/lasts')]).toEqual(['estimated', 'sourced']);
    expect(isAt(definition, '/stations/filler/stops/jam/every')).toBe('estimated');
  });
});

describe('the parameters of a line', () => {
  it('are its numbers with their units, without what describes no machine', () => {
    const definition = lineWith(broken('rejects: 0.01', 'rejects: 0.01\n    mqtt: { signals: { a: { signal: process.a, high: 7 } } }'));
    const items = parametersOf(definition);
    expect(items.filter(({ pointer }) => pointer.startsWith('/stations/filler')).map(({ pointer, value, unit }) => [pointer.slice(17), value, unit])).toEqual([
      ['takes', 1, null],
      ['rate', 200, '/min'],
      ['rejects', 0.01, null],
      ['buffer/capacity', 400, null],
      ['stops/jam/every', { dist: 'exponential', mean: 1200 }, 's'],
      ['stops/jam/lasts', { dist: 'lognormal', mean: 90, sigma: 1 }, 's'],
      ['power/off', 0, 'kW'],
      ['power/standby', 1, 'kW'],
      ['power/idle', 2.5, 'kW'],
      ['power/execute', 8, 'kW'],
    ]);
    expect(items.filter(({ pointer }) => !pointer.startsWith('/stations')).map(({ pointer, unit }) => [pointer, unit])).toEqual([
      ['/microStop', 's'],
      ['/tariff/periods/high/price', 'EUR/kWh'],
      ['/tariff/periods/low/price', 'EUR/kWh'],
      ['/carbon/factor', 'kgCO2e/kWh'],
    ]);
    expect(() => LineParameters.parse({ line: definition.id, version: versionOf(definition), items })).not.toThrow();
  });

  it('are reported by origin; what says nothing as wide as can be, and what is said of nothing', () => {
    const definition = withOrigins(
      '{ at: /stations/packer/**, is: measured }',
      '{ at: /stations/*/speed, is: estimated }',
      '{ at: /stations/filler/power/idle, is: measured }',
    );
    expect(reportOrigins(definition)).toEqual({
      parameters: 21,
      counts: { measured: 6, sourced: 3, estimated: 0, default: 5 },
      unsaid: [
        { pointer: '/stations/0/rate', parameters: 1 },
        { pointer: '/stations/0/rejects', parameters: 1 },
        { pointer: '/stations/0/buffer', parameters: 1 },
        { pointer: '/stations/0/stops', parameters: 2 },
        { pointer: '/stations/0/power/standby', parameters: 1 },
        { pointer: '/stations/0/power/execute', parameters: 1 },
      ],
      idle: ['/origins/1/at'],
    });
  });

  it('have the origin that is asked for at their pointer, whatever is said', () => {
    const steps = fc.array(fc.constantFrom('stations', 'filler', 'packer', '*', 'power', 'rate', 'stops', 'jam', 'every', 'idle'), {
      minLength: 1,
      maxLength: 5,
    });
    const origin = fc.record({ at: steps.map((path) => `/${path.join('/')}`), is: fc.constantFrom('measured' as const, 'estimated' as const) });
    const plain = lineWith(LINE);
    fc.assert(
      fc.property(fc.array(origin, { maxLength: 6 }), (origins) => {
        const definition = { ...plain, origins };
        for (const { pointer, origin } of parametersOf(definition))
          if (origin !== 'default') expect([pointer, origin]).toEqual([pointer, isAt(definition, pointer)]);
        const { parameters, counts, unsaid } = reportOrigins(definition);
        const said = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(said + unsaid.reduce((sum, place) => sum + place.parameters, 0)).toBe(parameters);
      }),
    );
  });
});

function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, part]) => (key === 'name' ? [] : [[key, withoutNames(part)]])));
}

describe('the plant files that come with the product', () => {
  const { files, cells, issues } = readPlantFiles([path.join(repositoryRoot, 'plants'), path.join(repositoryRoot, 'docs/examples/solid-dose-cell.yaml')]);
  const shipped: [string, LineDefinition | CellDefinition][] = [...files, ...cells].map(({ definition }) => [definition.id, definition]);
  const definitionOf = (id: string) => shipped.find(([each]) => each === id)![1];

  it.each(['osd-1', 'press-replay', 'solid-dose'])('say of every number of %s where it comes from', (id) => {
    expect(formatIssues(issues)).toBe('');
    const { unsaid, idle } = reportOrigins(definitionOf(id));
    expect({ unsaid, idle }).toEqual({ unsaid: [], idle: [] });
  });

  // Versions, names left out, from before types, origins and the names of steps: the model of each stayed the same.
  it.each([
    ['osd-1', '490f866a7e554a9d4dd273334b5151685c10576de78ef01e6d93bc048bf7a49b'],
    ['press-replay', 'ec693d419da897843edf7730591b9b173c06b40b00cf37a657f670c8135cc19a'],
    ['solid-dose', 'b84e32b16912000f68c7c441d4af3b04dc7c06242fbda28067fdf73ad762d6f0'],
  ])('describe %s as they did when all stood in its own file', (id, version) => {
    const { origins: _origins, inherited: _inherited, ...model } = definitionOf(id);
    expect(versionOf(withoutNames(model) as LineDefinition)).toBe(version);
  });

  it('take the measured numbers of the press for measured, its power for estimated', () => {
    const press = (pointer: string) => isAt(definitionOf('press-replay'), `/stations/press${pointer}`);
    expect(['/rate', '/stops/failure/every', '/power/execute'].map(press)).toEqual(['measured', 'measured', 'estimated']);
  });
});

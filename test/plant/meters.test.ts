import { formatIssues, readLine } from '../../src/plant/read.js';
import { LINE, broken } from './line.js';

const faults = (more: string, line = LINE) => {
  const read = readLine(line + more, 'line.yaml');
  return read.ok
    ? []
    : formatIssues(read.issues)
        .split('\n')
        .map((issue) => issue.replace(/^line\.yaml:\d+:\d+ /, ''));
};
const meter = (id: string, measures: string, more = '') =>
  `  - { id: ${id}, name: { en: ${id}, fr: ${id} }, carrier: electricity, measures: [${measures}]${more} }\n`;

describe('meters', () => {
  it('may be a tree, by what measures what or by parents, for each carrier', () => {
    expect(faults(`meters:\n${meter('main', 'hall, aside')}${meter('hall', 'filler')}${meter('aside', 'packer', ', parent: main')}`)).toEqual([]);
    const steam = broken(
      "    power: { standby: 1 kW, idle: '2,5 kW', execute: 8 kW }",
      '    power: { standby: 1 kW, idle: 2 kW, execute: 8 kW }\n    carriers: { steam: { standby: 1 kW, idle: 1 kW, execute: 3 kW } }',
    );
    expect(faults(`meters:\n${meter('main', 'filler')}${meter('steam-1', 'filler').replace('electricity', 'steam')}`, steam)).toEqual([]);
  });

  it.each([
    ['name what is not there', meter('main', 'fillr'), ['/meters/0/measures/0 there is no "fillr" to be measured, did you mean "filler"?']],
    [
      'be of a carrier that nothing uses',
      meter('main', 'filler').replace('electricity', 'steam'),
      ['/meters/0/carrier there is no carrier "steam"; expected one of electricity'],
    ],
    ['measure one thing twice', meter('a', 'filler') + meter('b', 'packer, filler'), ['/meters/1/measures/1 "filler" is already measured by meter "a"']],
    ['be called like a machine', meter('filler', 'packer'), ['/meters/0/id "filler" is the name of what can be measured: name the meter otherwise']],
    ['stand twice', meter('a', 'filler') + meter('a', 'packer'), ['/meters/1/id meter "a" is already used by /meters/0']],
    ['hang on one that is not there', meter('a', 'filler', ', parent: b'), ['/meters/0/parent there is no meter "b", did you mean "a"?']],
    [
      'go round',
      meter('a', 'filler', ', parent: b') + meter('b', 'packer', ', parent: a'),
      ['/meters/0/parent hangs on itself by way of the meters above it', '/meters/1/parent hangs on itself by way of the meters above it'],
    ],
    [
      'say two things of where they hang',
      meter('a', 'filler, c') + meter('b', 'packer') + '  - { id: c, name: { en: c, fr: c }, carrier: electricity, measures: [filler], parent: b }\n',
      ['/meters/0/measures/1 meter "c" says that it hangs on "b"', '/meters/2/measures/0 "filler" is already measured by meter "a"'],
    ],
  ])('may not %s', (_, meters, issues) => {
    expect(faults(`meters:\n${meters}`)).toEqual(issues);
  });
});

describe('stop reasons', () => {
  const reason = (fields: string) => `  - { ${fields}, name: { en: x, fr: x } }\n`;
  it.each([
    ['a code that stands twice', reason('code: 7') + reason('code: 7'), ['/reasons/1/code stop reason "7" is already used by /reasons/0']],
    ['an id that stands twice', reason('id: a, code: 7') + reason('id: a, code: 8'), ['/reasons/1/id stop reason "a" is already used by /reasons/0']],
    ['a parent that is not there', reason('code: 7, parent: a'), ['/reasons/0/parent there is no stop reason with the id "a"']],
    [
      'parents that go round',
      reason('id: a, parent: b') + reason('id: b, parent: a'),
      ['/reasons/0/parent belongs to itself by way of its parents', '/reasons/1/parent belongs to itself by way of its parents'],
    ],
    [
      'ranges that overlap',
      reason('from: 1, to: 10') + reason('from: 5, to: 20'),
      ['/reasons/1/from overlaps the range of /reasons/0: one must lie in the other'],
    ],
    [
      'two equal ranges',
      reason('from: 1, to: 10') + reason('from: 1, to: 10'),
      ['/reasons/1/from overlaps the range of /reasons/0: one must lie in the other'],
    ],
  ])('with %s are refused', (_, reasons, issues) => {
    expect(faults(`reasons:\n${reasons}`)).toEqual(issues);
  });

  it('may lie in ranges, and those in each other', () => {
    expect(faults(`reasons:\n${reason('code: 7')}${reason('from: 1, to: 10')}${reason('from: 5, to: 10')}${reason('from: 11, to: 12')}`)).toEqual([]);
  });
});

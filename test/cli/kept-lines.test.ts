import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse, parseDocument } from 'yaml';
import { withLinesOf } from '../../src/cli/kept-lines.js';
import { lineDiff } from '../../src/cli/line-diff.js';
import { repositoryRoot } from '../shared.js';

const line = fc.constantFrom('a', 'b', 'c', 'd');
const lines = fc.array(line, { maxLength: 12 });

describe('a difference of lines', () => {
  it('is the one text or the other, by the side that is taken, and as short as can be where one line was put in', () => {
    fc.assert(
      fc.property(lines, lines, (a, b) => {
        const hunks = lineDiff(a, b);
        expect(hunks.flatMap(({ old }) => old)).toEqual(a);
        expect(hunks.flatMap(({ new: next }) => next)).toEqual(b);
      }),
    );
    expect(lineDiff(['a', 'b'], ['a', 'x', 'b']).filter((hunk) => hunk.old !== hunk.new)).toEqual([{ old: [], new: ['x'] }]);
  });
});

describe('a plant file that is written back', () => {
  const text = [
    '# a line',
    'units:',
    '  - { id: a,   rate: 3 } # the first',
    '  - {',
    '      id: b,',
    '      rate: 4,',
    '    }',
    '  - id: c',
    '    phases: &phases # shared',
    '      - { lasts: 4 min }',
    '    again: *phases',
    '',
  ].join('\n');
  const reflowed = (change: (doc: ReturnType<typeof parseDocument>) => void) => {
    const doc = parseDocument(text);
    change(doc);
    return doc.toString({ lineWidth: 0 });
  };

  it('keeps every line that says the same, also beside one that does not', () => {
    const written = reflowed((doc) => doc.setIn(['units', 0, 'rate'], 5));
    expect(written.split('\n').length).toBeLessThan(text.split('\n').length);
    expect(withLinesOf(text, written)).toBe(text.replace('{ id: a,   rate: 3 }', '{ id: a, rate: 5 }'));
    const last = withLinesOf(
      text,
      reflowed((doc) => doc.setIn(['units', 1, 'rate'], 5)),
    );
    expect(last.split('\n').slice(0, 3)).toEqual(text.split('\n').slice(0, 3));
    expect(last.split('\n').slice(-5)).toEqual(text.split('\n').slice(-5));
    expect(parse(last)).toEqual(parse(reflowed((doc) => doc.setIn(['units', 1, 'rate'], 5))));
  });

  it('keeps the ends of lines of its system', () => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(
      withLinesOf(
        windows,
        reflowed((doc) => doc.setIn(['units', 0, 'rate'], 5)),
      ),
    ).toBe(windows.replace('{ id: a,   rate: 3 }', '{ id: a, rate: 5 }'));
  });

  it.each(['aubremont', 'kerlanoux', 'valclair'])('of %s is itself where nothing is changed', (site) => {
    const file = readFileSync(path.join(repositoryRoot, 'plants/sites', `${site}.yaml`), 'utf8');
    const written = parseDocument(file).toString({ lineWidth: 0 });
    expect(withLinesOf(file, written)).toBe(file);
  });
});

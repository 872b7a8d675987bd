import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { cellNames } from '../../src/contract/cell-names.js';
import { isSearch } from '../../src/contract/search-kind.js';
import { CellSearchRequest } from '../../src/contract/search.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { draftFactor, factorDocument, newFactor } from '../../web/src/panels/search-question/factor-draft.js';
import { appliedOf, waysOf } from '../../web/src/panels/search-question/applied.js';
import { atTheirValues } from '../../web/src/panels/search-question/value-faults.js';
import { factorSentence } from '../../web/src/panels/search-question/factor-sentence.js';
import { fromSearch, newSearchDraft, toSearch } from '../../web/src/panels/search-question/search-draft.js';
import { searchPlaceWord, searchPointers } from '../../web/src/panels/search-question/search-places.js';
import { searchReview } from '../../web/src/panels/search-question/search-review.js';
import { questionFaults } from '../../web/src/panels/site-question/question-faults.js';
import { fileText, isSiteSearch, SEARCH, takeFile } from '../../web/src/panels/site-question/question-file.js';
import { repositoryRoot } from '../shared.js';
import { plainSpaces, wordsOf } from './words.js';

const NONE = 'none';
const folder = path.join(repositoryRoot, 'docs/examples/what-if');
const examples = readdirSync(folder)
  .map((name) => ({ name, document: parse(readFileSync(path.join(folder, name), 'utf8')) as unknown }))
  .filter(({ document }) => isSearch(document));
const head = { cell: 'site', question: 'Why?', start: { from: 'steady' }, horizon: '7 d', replications: 20 };

/** A document as it comes back from the form. */
function throughForm(document: unknown): unknown {
  if (!isSiteSearch(document)) throw new Error(`the contract does not accept ${JSON.stringify(document)}`);
  return toSearch(fromSearch(document, NONE), document.cell, NONE);
}

describe('a search in the form', () => {
  it.each(examples.map(({ name, document }) => [name, document] as const))('of %s means the same as its file', (_, document) => {
    expect(CellSearchRequest.parse(throughForm(document))).toEqual(CellSearchRequest.parse(document));
  });

  it.each([
    ['values of every kind', { over: [{ id: 'a', change: { kind: 'standby', unit: 'u', after: '{value}' }, values: ['5 min', null] }], sweep: {} }],
    [
      'a change without fields here',
      {
        over: [
          {
            id: 'a',
            change: [
              { kind: 'slots', unit: 'u', slots: '{value}' },
              { kind: 'slots', unit: 'v', slots: '{value}' },
            ],
            values: [1, 2],
          },
        ],
        sweep: {},
      },
    ],
    ['ends and a base', { over: [{ id: 'a', change: { kind: 'rate', unit: 'u', rate: '{+value} %' }, low: -20, high: 20, base: 0 }], tornado: {} }],
    [
      'any number between two',
      {
        over: [{ id: 'a', change: { kind: 'rate', unit: 'u', rate: '{value} /min' }, from: 80.5, to: 120 }],
        optimise: {
          goal: { kpi: 'costEur', better: 'less', indifference: 5 },
          constraints: [{ kpi: 'leadTimeH', atMost: 40, tolerance: 1 }],
          budget: 500,
          first: 10,
          confidence: '90 %',
        },
      },
    ],
    [
      'changes that hold everywhere',
      {
        changes: [{ kind: 'slots', unit: 'w', slots: 3 }],
        over: [{ id: 'a', change: { kind: 'slots', unit: 'u', slots: '{value}' }, from: 1, to: 4, steps: 4 }],
        sweep: {},
      },
    ],
    ['the place in a name', { over: [{ id: 'a', change: { kind: 'window', unit: '{value}', from: '08:00', to: '20:00' }, values: ['u', 'v'] }], sweep: {} }],
  ])('with %s comes back as it was', (_, part) => {
    const document = { ...head, ...part };
    expect(CellSearchRequest.parse(throughForm(document))).toEqual(CellSearchRequest.parse(document));
  });

  it('is refused with what is missing at its field, and says so in words', () => {
    const draft = newSearchDraft('steady');
    const faults = questionFaults(toSearch(draft, 'site', NONE), CellSearchRequest);
    expect(faults.map(({ pointer, missing }) => [pointer, missing])).toEqual([['/question', true], ['/over', true]]); // prettier-ignore
    const factor = newFactor('booths', { kind: 'slots', fields: { unit: 'u' } });
    const asked = { ...draft, common: { ...draft.common, question: 'Why?' }, factors: [factor] };
    const more = questionFaults(toSearch(asked, 'site', NONE), CellSearchRequest);
    expect(more.map(({ pointer, missing }) => [pointer, missing])).toEqual([['/over/0/values', true]]);
    expect(searchPointers(asked)).toEqual(expect.arrayContaining(['/question', '/over', '/over/0/values', '/over/0/change/slots', '/changes', '/sweep']));
    const place = (pointer: string) => searchPlaceWord(pointer, asked, wordsOf('en'));
    expect([place('/over/0/values'), place('/over/0/change/unit'), place('/question'), place('/over')]).toEqual([
      'Factor booths, values',
      'Factor booths, Equal places of a unit, unit',
      'Question',
      'What is varied',
    ]);
    const sought = { ...asked, kind: 'optimise' as const, constraints: [{ kpi: 'leadTimeH' as const, side: 'atMost' as const, bound: '', tolerance: '' }] };
    expect(questionFaults(toSearch(sought, 'site', NONE), CellSearchRequest).map(({ pointer }) => pointer)).toContain('/over/0/values');
    expect(searchPlaceWord('/optimise/constraints/0', sought, wordsOf('fr'))).toBe('contraintes');
  });

  it('varies the figure of a change first, and not what it is a change of', () => {
    expect(newFactor('x', { kind: 'rate', fields: {} }).varied).toBe('rate');
    expect(newFactor('x', { kind: 'demand', fields: {} }).varied).toBe('volume');
    expect(factorDocument({ ...newFactor('x', { kind: 'slots', fields: { unit: 'u' } }), values: ' 1; none ;5 min;0,5' }, false, NONE)).toEqual({
      id: 'x',
      change: { kind: 'slots', unit: 'u', slots: '{value}' },
      values: [1, null, '5 min', 0.5],
    });
  });

  it('applies a value as the field takes it: times, by percent or itself, and writes that for whoever asks', () => {
    expect([waysOf('rate', 'rate'), waysOf('slots', 'slots'), waysOf('window', 'unit')]).toEqual([
      ['times', 'percent', 'set'],
      ['times', 'percent', 'set'],
      ['set'],
    ]);
    const factor = { ...newFactor('speed', { kind: 'rate', fields: { unit: 'u' } }), values: '1.1, 1.2, 1.3' };
    expect(factorDocument(factor, false, NONE)).toEqual({ id: 'speed', change: { kind: 'rate', unit: 'u', rate: 'x{value}' }, values: [1.1, 1.2, 1.3] });
    const draft = { ...newSearchDraft('steady'), factors: [factor] };
    draft.common.question = 'Why?';
    expect(questionFaults(toSearch(draft, 'site', NONE), CellSearchRequest)).toEqual([]);
    expect(['x{value}', '{+value} %', '{value}', '{value} min', undefined].map(appliedOf)).toEqual(['times', 'percent', 'set', 'written', 'written']);
  });

  it('is told what is wrong with a value at the values, unless it writes itself how they stand', () => {
    const factor = { ...newFactor('speed', { kind: 'rate', fields: { unit: 'u' } }), values: '1.1; fast' };
    const asked = (rate: string, kind: 'sweep' | 'tornado') => {
      const factors = [{ ...factor, low: '1', high: 'fast', change: { kind: 'rate' as const, fields: { unit: 'u', rate } } }];
      const draft = { ...newSearchDraft('steady'), kind, factors };
      draft.common.question = 'Why?';
      return atTheirValues(questionFaults(toSearch(draft, 'site', NONE), CellSearchRequest), draft).map(({ pointer }) => pointer);
    };
    expect([asked('x{value}', 'sweep'), asked('x{value}', 'tornado'), asked('x {value} x', 'sweep')]).toEqual([
      ['/over/0/values'],
      ['/over/0/low'],
      ['/over/0/change/rate'],
    ]);
  });

  it('with one value that has a comma comes back as it was', () => {
    const document = { id: 'a', change: { kind: 'window', unit: '{value}' }, values: ['u, v'] };
    expect(factorDocument(draftFactor(document, NONE), false, NONE)).toEqual(document);
  });

  it('is taken from a file, whose faults have a line', () => {
    const { document } = examples[0]!;
    const taken = takeFile(fileText(document), SEARCH);
    expect(taken.ok && taken.document).toEqual(document);
    const wrong = takeFile('cell: site\nquestion: Why?\nover: []\nsweep: {}\n', SEARCH);
    expect(wrong.ok ? [] : wrong.faults).toEqual([{ line: 3, detail: '/over expected at least 1 entry' }]);
  });
});

describe('a search in the review', () => {
  const speech = { t: wordsOf('en'), format: formatsOf('en'), names: cellNames(undefined, 'en'), definition: undefined, parameters: new Map() };

  it('says what a factor does from its first value to its last, once it is right', () => {
    const factor = { id: 'booths', change: { kind: 'slots', unit: 'booth', slots: '{value}' }, from: 1, to: 3, step: 1 };
    expect(plainSpaces(factorSentence(factor, speech) ?? '')).toBe(
      'booths: from “Equal places of a unit: booth, places 1” to “Equal places of a unit: booth, places 3”',
    );
    expect(factorSentence({ ...factor, change: { kind: 'slots', slots: '{value}' } }, speech)).toBeNull();
    expect(factorSentence(factorDocument(draftFactor({ ...factor, values: [] }, NONE), false, NONE), speech)).toBeNull();
  });

  it('says how much is simulated', () => {
    const over = [{ id: 'a', change: { kind: 'slots', unit: 'u', slots: '{value}' }, values: [1, 2, 3] }, { id: 'b', change: { kind: 'slots', unit: 'v', slots: '{value}' }, values: [1, 2] }]; // prettier-ignore
    const said = (part: object) => plainSpaces(searchReview({ ...head, ...part }, '7 d', wordsOf('en'), formatsOf('en')));
    expect(said({ over, sweep: {} })).toBe('6 points and the plant as it is: 20 replications each, 140 simulations of 7 d.');
    expect(said({ over, optimise: { goal: { kpi: 'costEur' }, budget: 500 } })).toBe('At most 500 simulations of 7 d, 20 of them of the plant as it is.');
    expect(said({ over: [], sweep: {} })).toBe('');
  });
});

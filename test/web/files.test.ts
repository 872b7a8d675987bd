import type { PlantPlace } from '../../src/contract/plant-file.js';
import { cellSchema, lineSchema, machineTypesSchema } from '../../src/plant/schema.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { toldChange } from '../../web/src/panels/files/change-words.js';
import { cursorPlace } from '../../web/src/panels/files/cursor-place.js';
import { stretchAt } from '../../web/src/panels/files/markers.js';
import { offersAt } from '../../web/src/panels/files/offers.js';
import { schemasAt, type Schema } from '../../web/src/panels/files/schema-at.js';
import { LINE } from '../plant/line.js';
import { plainSpaces } from './words.js';

/** Splits a text at its | as the cursor. */
const at = (marked: string) => cursorPlace(marked.replace('|', ''), marked.indexOf('|'));
const offers = (marked: string, schema: Schema = lineSchema()) => {
  const place = at(marked);
  return place ? offersAt(schema, place) : null;
};
const labels = (marked: string, schema?: Schema) => offers(marked, schema)?.map(({ label }) => label) ?? null;
const inLine = (piece: string, by: string) => LINE.replace(piece, () => by);

describe('the place of a cursor in a YAML text', () => {
  it.each([
    ['key of a map in a list', 'stations:\n  - id: a\n    ra|\n  - id: b\n', ['stations', 0], 'either'],
    ['key on an empty line', 'stations:\n  - id: a\n    |\n', ['stations', 0], 'either'],
    ['key at the top', 'id: a\n|\nkind: Line\n', [], 'either'],
    ['first key of an entry', 'stations:\n  - |\n', ['stations', 0], 'either'],
    ['key that has a value', 'a:\n  b|c: 1\n', ['a'], 'key'],
    ['key between brackets', 'every: { dist: fixed, va| }\n', ['every'], 'key'],
    ['value between brackets', 'every: { dist: | }\n', ['every', 'dist'], 'value'],
    ['value of a key', 'a:\n  clock: wa|\n', ['a', 'clock'], 'value'],
    ['entry of a list', 'days: [mon, t|]\n', ['days', 1], 'value'],
    ['brackets over lines', 'a: {\n  b: 1,\n  c: |\n}\n', ['a', 'c'], 'value'],
    ['value before a comment', 'a: | # why\n', ['a'], 'value'],
  ])('%s', (_, text, steps, what) => expect(at(text)).toMatchObject({ steps, what }));

  it.each([['a: 1 # com|ment'], ["a: 'qu|oted'"], ['a: "qu|oted"'], ['key:|']])('is none in %s', (text) => expect(at(text)).toBeNull());

  it('has the word and what stands around it', () => {
    expect(at('a: 1\ncl|oc: x\n')).toEqual({ steps: [], what: 'key', from: 5, to: 9, document: { a: 1 } });
  });
});

describe('what is offered there', () => {
  it('is every key of a station that it does not have yet, those it needs first, with what the schema says', () => {
    const found = offers('stations:\n  - id: filler\n    |\n')!;
    expect(found[0]).toMatchObject({ label: 'type', what: 'key', kind: 'text', required: true, description: expect.stringContaining('kind of machine') as string }); // prettier-ignore
    expect(found.map(({ label }) => label)).not.toContain('id');
    expect(found.find(({ label }) => label === 'rate')).toMatchObject({ kind: 'text', units: ['/s', '/min', '/h'], description: 'ideal rate [items/min]' });
  });

  it('is the values of a choice, and yes or no', () => {
    expect(labels('kind: Line\nclock: |\n')).toEqual(['wall', 'source']);
    expect(labels('shifts:\n  - { id: day, days: [mon, |] }')).toEqual(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
    expect(labels('demo: |')).toEqual(['true', 'false']);
    expect(labels('mqtt:\n  dialect: |\n')).toContain('sparkplug-b');
  });

  it('goes by what stands beside it: parameters of the distribution that is named', () => {
    const keys = (every: string) => labels(inLine('every: { dist: exponential, mean: 20 min }', `every: ${every}`));
    expect(keys('{ dist: weibull, | }')).toEqual(['scale', 'shape']);
    expect(keys('{ dist: triangular, min: 1 s, | }')).toEqual(['mode', 'max']);
    expect(keys('{ dist: | }')).toEqual(expect.arrayContaining(['exponential', 'lognormal', 'mixture']));
  });

  it('is known in cells and in files of machine types too', () => {
    expect(labels('units:\n  - id: press\n    |\n', cellSchema())).toEqual(expect.arrayContaining(['name', 'slots', 'flow']));
    const type = labels('types:\n  - id: press\n    for: station\n    |\n', machineTypesSchema())!;
    expect(type).toContain('rate');
    expect(type).not.toContain('slots');
  });

  it('is nothing where nobody knows a key', () => {
    expect(labels('nobody:\n  knows:\n    |\n')).toEqual([]);
    expect(schemasAt(lineSchema(), ['constructor'], {})).toEqual([]);
  });
});

describe('the marker of an issue', () => {
  const word = (text: string, line: number, column: number) => {
    const { from, to } = stretchAt(text, { line, column });
    return text.slice(from, to);
  };
  it('is the word at its place, whole where it stands in quotes', () => {
    expect(word('a: 1\n  ratte: 22 /min\n', 2, 3)).toBe('ratte');
    expect(word("a: 1\nfrom: '25:00', b\n", 2, 7)).toBe("'25:00'");
    expect(word('a: { b: c }', 1, 9)).toBe('c');
  });
  it('is the nearest place there is where the text has become shorter', () => expect(stretchAt('ab\nc', { line: 9, column: 9 })).toEqual({ from: 4, to: 4 }));
});

describe('a change in words', () => {
  const told = (language: 'en' | 'fr', place: PlantPlace) => Object.values(toldChange(place, formatsOf(language))).map(plainSpaces);
  const rate: PlantPlace = { steps: ['stations', 'cartoner', 'rate'], before: 100.5, after: 110, unit: '/min' };

  it('says where, and from what to what, with the unit', () => {
    expect(told('en', rate)).toEqual(['cartoner › rate', '100.5 /min', '110 /min']);
    expect(told('fr', rate)[1]).toBe('100,5 /min');
  });

  it('says of what there was not, or is no longer, a dash', () => {
    const price = { steps: ['tariff', 'periods', 'high', 'price'], after: 0.12, unit: 'EUR/kWh' };
    expect(told('en', price)).toEqual(['tariff › periods › high › price', '–', '0.12 EUR/kWh']);
    const every = { steps: ['stations', 'a', 'every'], before: { dist: 'fixed', value: 60 }, unit: 's' };
    expect(told('en', every)).toEqual(['a › every', 'dist: fixed, value: 60', '–']);
  });
});

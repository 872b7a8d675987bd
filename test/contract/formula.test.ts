import fc from '../property.js';
import { explain } from '../../src/contract/explain.js';
import { applyFormula, formula, readFormula, sayValue, type Measure } from '../../src/contract/formula.js';

const applied = (text: string, measure: Measure, now: number | null, bounds = {}) => applyFormula(readFormula(text, measure)!, now, bounds);

describe('a formula', () => {
  it.each<[string, Measure, number, number]>([
    ['120 /min', 'rate', 100, 120],
    ['7200 /h', 'rate', 100, 120],
    ['x1.1', 'rate', 100, 110],
    ['× 1,1', 'rate', 100, 110],
    ['*0.5', 'duration', 60, 30],
    ['+5 %', 'power', 40, 42],
    ['-10%', 'power', 40, 36],
    ['+2 kW', 'power', 40, 42],
    ['- 500 W', 'power', 40, 39.5],
    ['12,5 kW', 'power', 40, 12.5],
    ['-2 min', 'duration', 180, 60],
    ['8', 'count', 5, 8],
    ['+2', 'count', 5, 7],
    ['1 000', 'number', 5, 1000],
    ['2 %', 'share', 0.5, 0.02],
    ['0.3', 'share', 0.5, 0.3],
    ['+0.01', 'share', 0.5, 0.51],
    ['+5 %', 'share', 0.5, 0.525],
  ])('%s of a %s makes %d to %d', (text, measure, now, value) => {
    const made = applied(text, measure, now);
    expect(made.ok && made.value).toBeCloseTo(value, 12);
  });

  it.each<[string, Measure]>([
    ['', 'rate'],
    ['120', 'rate'],
    ['5 %', 'power'],
    ['x', 'rate'],
    ['x-2', 'rate'],
    ['120 kW', 'rate'],
    ['1e999', 'number'],
    ['--2', 'count'],
    ['8 persons', 'count'],
  ])('%s is none of a %s', (text, measure) => {
    expect(readFormula(text, measure)).toBeNull();
  });

  it.each<[string, Measure, number | null, object, string]>([
    ['-2 kW', 'power', 1.5, {}, '"-2 kW" from 1.5 kW would be -0.5 kW: it must be zero or more'],
    ['-20 min', 'duration', 900, {}, '"-20 min" from 15 min would be -5 min: it must be zero or more'],
    ['x0', 'rate', 100, { above: true }, '"x0" from 100 /min would be 0 /min: it must be more than zero'],
    ['x20', 'share', 0.1, { most: 1 }, '"x20" from 10 % would be 200 %: it must be at most 100 %'],
    ['1001', 'count', 3, { least: 1, most: 1000 }, '1001: it must be at most 1000'],
    ['x2', 'number', null, {}, '"x2" changes a value, and there is none yet: expected one such as "400"'],
  ])('%s of a %s from %p is refused with both values', (text, measure, now, bounds, detail) => {
    expect(applied(text, measure, now, bounds)).toEqual({ ok: false, detail });
  });

  it('takes a bare number where there is no unit, and says what it expects where there is one', () => {
    expect(explain(formula('count'), 8)).toEqual({ ok: true, value: { op: 'set', value: 8, text: '8', measure: 'count' } });
    expect(explain(formula('rate'), 8)).toMatchObject({
      ok: false,
      faults: [{ message: expect.stringContaining('expected a value ("120 /min"), or a change of it') }],
    });
    expect(explain(formula('power'), '3 min')).toMatchObject({
      ok: false,
      faults: [{ message: expect.stringMatching(/with a unit of W, kW, MW, found "3 min"$/) }],
    });
  });

  it('is read or refused with a sentence, whatever the text', () => {
    const piece = fc.constantFrom('x', '×', '*', '+', '-', '%', ' ', '1', '2,5', '1e3', '.', 'kW', '/min', 'min', 'h', '∞', 'NaN', '\u00a0');
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
    );
    const measure = fc.constantFrom<Measure>('rate', 'duration', 'power', 'energy', 'price', 'carbon', 'count', 'number', 'share');
    fc.assert(
      fc.property(text, measure, fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), (written, of, now) => {
        const read = explain(formula(of), written);
        if (!read.ok) return read.faults.length === 1 && read.faults[0]!.message.startsWith('expected a value');
        const made = applyFormula(read.value, now, { most: 1e9 });
        return made.ok ? made.value >= 0 && made.value <= 1e9 : made.detail.length > 10;
      }),
      { numRuns: 2000 },
    );
  });

  it('tells values in the units of people', () => {
    expect([sayValue(5400, 'duration'), sayValue(40, 'duration'), sayValue(0.07, 'share'), sayValue(12.3456789, 'power'), sayValue(0, 'duration')]).toEqual([
      '1.5 h',
      '40 s',
      '7 %',
      '12.3457 kW',
      '0 s',
    ]);
  });
});

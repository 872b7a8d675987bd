import { factorName, levelText, valuesOfPoints, valuesText } from '../../src/contract/factor-words.js';
import { formOf } from '../../src/contract/search-factor.js';

const english = { language: 'en' as const, number: (value: number) => String(value).replace('-', '\u2212') };
const french = { language: 'fr' as const, number: (value: number) => String(value).replace('.', ',') };

describe('how a factor writes its values', () => {
  it('is the text of its change in which they stand', () => {
    expect(formOf({ change: { kind: 'rate', unit: 'press', rate: '{+value} %' } })).toBe('{+value} %');
    expect(formOf({ change: { kind: 'slots', unit: 'blender', slots: '{value}' } })).toBe('{value}');
    const window = (unit: string) => ({ kind: 'window', unit, from: '{value}', to: '06:00' });
    expect(formOf({ change: [window('a'), window('b')] })).toBe('{value}');
  });

  it('is the value alone where its changes write it in several ways', () => {
    expect(formOf({ change: [{ kind: 'rate', unit: 'a', rate: '{value} /min' }, { kind: 'rate', unit: 'b', rate: 'x{value}' }] })).toBe('{value}'); // prettier-ignore
  });
});

describe('a value of a factor', () => {
  it('has its unit and sign, and the decimal mark and day of the language', () => {
    const speed = { form: '{+value} %' };
    expect([-20, 20, 0].map((level) => levelText(level, speed, english))).toEqual(['\u221220 %', '+20 %', '+0 %']);
    expect(levelText(2.5, { form: '{value} d' }, french)).toBe('2,5 j');
    expect(levelText('20:00', { form: '{value}' }, english)).toBe('20:00');
    expect([levelText(3, undefined, english), levelText(null, speed, english), levelText(undefined, speed, english)]).toEqual(['3', '–', '–']);
  });

  it('stands behind the name of its factor, or its id where it has none', () => {
    const factors = [
      { id: 'speed', name: 'Speed of the press', form: '{+value} %' },
      { id: 'wait', name: null, form: '{value} min' },
    ];
    expect(factors.map(factorName)).toEqual(['Speed of the press', 'wait']);
    expect(valuesText({ speed: 20, wait: 5 }, factors, english)).toBe('Speed of the press: +20 %; wait: 5 min');
    const speeds = [-20, 20].map((speed) => ({ at: { speed } }));
    expect(valuesOfPoints([...speeds, { at: { wait: 5 } }], factors, english)).toBe('Speed of the press: \u221220 %, +20 %; wait: 5 min');
    expect(valuesOfPoints([{ at: { speed: 20, wait: 5 } }, { at: { speed: 20, wait: 6 } }], factors, english)).toBe(
      'Speed of the press: +20 %; wait: 5 min | Speed of the press: +20 %; wait: 6 min',
    );
    expect(valuesText({ wait: 5, speed: 20 }, factors, english)).toBe('Speed of the press: +20 %; wait: 5 min');
    expect(valuesText({ other: 1 }, factors, french)).toBe('other\u00a0: 1');
  });
});

import fc from '../property.js';
import { parseAdjustment, parseNumber, parseQuantity, parseWhole, within } from '../../web/src/format/parse.js';
import { decimal } from '../../web/src/format/number.js';

const value = (number: number) => ({ ok: true, value: number });

describe('a typed number', () => {
  it.each([
    ['123,45', 123.45],
    ['123.45', 123.45],
    ['1 234,5', 1234.5],
    ['1\u202f234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234', 1.234],
    [' −2 ', -2],
    ['.5', 0.5],
    ['5,', 5],
    ['1.234.567,8', 1234567.8],
    ["12'345", 12345],
    ['- 2', -2],
  ])('%s is %d', (text, number) => expect(parseNumber(text)).toEqual(value(number)));

  it.each([
    'abc',
    '1.2.3',
    '12abc',
    '1e3',
    '--2',
    '1.1, 1.2, 1.3',
    '1.2.3,4',
    '1,1, 1,2',
    '1, 2',
    '1 2',
    '1,23.4',
    '1,234,567',
    '1.1 1.2',
    '.',
    ',',
    '1 234.567,8',
  ])('%s is none', (text) => expect(parseNumber(text)).toEqual({ ok: false, reason: 'not-a-number' }));

  it('is none where several are written one after the other, whatever marks they have', () => {
    const number = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom('.', ','), fc.integer({ min: 0, max: 99 })).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 5 }), fc.constantFrom(', ', '; ', ' ', ' / '), (numbers, between) => {
        expect(parseNumber(numbers.join(between))).toEqual({ ok: false, reason: 'not-a-number' });
      }),
    );
  });

  it('is understood as it was written, in both languages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('en' as const, 'fr' as const),
        (whole, digits, language) => {
          const number = whole / 10 ** digits;
          // Without its decimals an English 1,234 would be one and a bit: the screens echo what was understood.
          if (language === 'en' && digits === 0 && Math.abs(number) >= 1000) return;
          expect(parseNumber(decimal(language, number, digits))).toEqual(value(number));
        },
      ),
    );
  });
});

describe('a typed quantity', () => {
  it.each([
    ['8 h', 28800],
    ['1,5 h', 5400],
    ['30min', 1800],
    ['7 j', 604800],
    ['90', 90 * 3600],
  ])('%s lasts %d s', (text, seconds) => expect(parseQuantity(text, 'duration', 'h')).toEqual(value(seconds)));

  it('says what it does not know', () => {
    expect(parseQuantity('8 weeks', 'duration', 'h')).toEqual({ ok: false, reason: 'unknown-unit' });
    expect(parseQuantity('abc', 'rate', '/min')).toEqual({ ok: false, reason: 'not-a-number' });
    expect(parseQuantity('', 'rate', '/min')).toEqual({ ok: false, reason: 'empty' });
  });
});

describe('a typed change', () => {
  it.each([
    ['×1,1', 121],
    ['x 1.1', 121],
    ['*1.1', 121],
    ['+5 %', 115.5],
    ['-10%', 99],
    ['−10 /min', 100],
    ['+ 5', 115],
    ['120', 120],
    ['7200 /h', 120],
  ])('%s of 110 /min is %d', (text, rate) => {
    const read = parseAdjustment(text, 110, 'rate', '/min');
    expect(read.ok && Number(read.value.toPrecision(12))).toBe(rate);
  });

  it('keeps to its bounds', () => {
    expect(within(parseAdjustment('-120', 110, 'rate', '/min'), 0, 1000)).toEqual({ ok: false, reason: 'too-small' });
    expect(parseWhole('2001', 2, 2000)).toEqual({ ok: false, reason: 'too-large' });
    expect(parseWhole('10,5', 2, 2000)).toEqual({ ok: false, reason: 'not-a-number' });
  });
});

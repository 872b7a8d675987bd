import { describe, expect, it } from '@jest/globals';
import { isPlainName, PlainReading } from '../../../src/telemetry/decoders/plain-reading.js';
import fc from '../../property.js';

const reading = new PlainReading('timestamp_ms', 'value');
const bytes = (text: string) => Buffer.from(text, 'utf8');

/** What the parser of JSON reads of a message that is read; null where it is left to that. */
function read(text: string): { time: number; value: unknown } | null {
  return reading.read(bytes(text)) ? { time: reading.time, value: reading.value } : null;
}

const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
const decimal = fc
  .tuple(fc.constantFrom('', '-'), digits(17), fc.option(digits(24)))
  .map(([sign, whole, decimals]) => `${sign}${whole}${decimals === null ? '' : `.${decimals}`}`);
const value = fc.oneof(decimal, fc.json(), fc.constantFrom('true', 'false', 'null', 'tru', '"', '"a\\"b"', '"é"', '1e3', '+1', '.5', '1.', '--1', 'NaN'));
const space = fc.constantFrom('', ' ', '  ', '\t');
const message = fc
  .tuple(space, decimal, space, space, value, fc.constantFrom('}', '} ', '', '}}', ',"more":1}'))
  .map(([a, time, b, c, given, end]) => `{"timestamp_ms":${a}${time},${b}"value":${c}${given}${end}`);

describe('PlainReading', () => {
  it('reads nothing but what the parser of JSON reads, to the last bit', () => {
    fc.assert(
      fc.property(message, (text) => {
        const found = read(text);
        if (found === null) return;
        const { timestamp_ms: time, value: expected } = JSON.parse(text) as { timestamp_ms: number; value: unknown };
        expect(Object.is(found.time, time) && Object.is(found.value, expected)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('reads the same of any number that JSON writes without exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
        const text = JSON.stringify(number);
        const found = read(`{"timestamp_ms":0,"value":${text}}`);
        expect(found === null ? text.includes('e') || text.replace(/\D/g, '').length > 15 : Object.is(found.value, JSON.parse(text))).toBe(true);
      }),
    );
  });

  it.each([
    ['{"timestamp_ms":1767600000000,"value":6}', { time: 1767600000000, value: 6 }],
    ['{"timestamp_ms": 1767600000000.125, "value": -0.5}', { time: 1767600000000.125, value: -0.5 }],
    ['{"timestamp_ms":1,"value":"LOT-0001"}', { time: 1, value: 'LOT-0001' }],
    ['{"timestamp_ms":1,"value":true}', { time: 1, value: true }],
    ['{"timestamp_ms":1,"value":null}', { time: 1, value: null }],
  ])('reads %s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    '{"value":6,"timestamp_ms":1}',
    '{"timestamp_ms":1,"value":6,"unit":"kW"}',
    '{"timestamp_ms":01,"value":6}',
    '{"timestamp_ms":1,"value":9007199254740993}',
    '{"timestamp_ms":1,"value":[6]}',
    '{"timestamp_ms":1,"value":"a',
    '{"timestamp_ms":1,"value":6',
    '',
  ])('leaves %s to the parser', (text) => expect(read(text)).toBeNull());

  it('knows names that JSON would escape', () => {
    expect(['timestamp_ms', 'a b', 'Wert~'].every(isPlainName)).toBe(true);
    expect(['', 'a"b', 'a\\b', 'é', 'a\n'].some(isPlainName)).toBe(false);
  });
});

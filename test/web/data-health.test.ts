import fc from 'fast-check';
import { DIALECTS } from '../../src/contract/dialect.js';
import { LooksLike, type SourceReport } from '../../src/contract/commissioning.js';
import { DEAD_LETTER_REASONS } from '../../src/contract/telemetry.js';
import { payloadInShort, shownPayload } from '../../web/src/format/payload.js';
import { enHealth } from '../../web/src/i18n/en-health.js';
import { doctorCommand } from '../../web/src/format/doctor-command.js';
import { REASONS, inTrouble, reasonOf, topicAndField, unaccounted } from '../../web/src/panels/data-health/trouble.js';

const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');

describe('a payload', () => {
  it('is shown as the text that it is, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[^\P{C}\n\r\t]/u.test(text) && !text.startsWith('\uFEFF'));
        expect(shownPayload(base64(text), false)).toEqual({ kind: 'text', text, sizeBytes: Buffer.byteLength(text) });
      }),
    );
  });

  it('that was cut within a letter is text up to there', () => {
    const bytes = Buffer.from('15,5 °C ≈');
    expect(shownPayload(base64(bytes.subarray(0, -1)), true)).toMatchObject({ kind: 'text', text: '15,5 °C ' });
    expect(shownPayload(base64(bytes.subarray(0, -1)), false).kind).toBe('bytes');
  });

  it('that is no text is shown in hexadecimal, every byte of it', () => {
    const { kind, text, sizeBytes } = shownPayload(base64(Uint8Array.from([0, 255, 65, ...Array.from({ length: 15 }, () => 66)])), false);
    expect([kind, sizeBytes]).toEqual(['bytes', 18]);
    expect(text.split('\n')).toEqual(['00000000  00 ff 41 42 42 42 42 42 42 42 42 42 42 42 42 42  ..ABBBBBBBBBBBBB', `00000010  42 42${' '.repeat(42)}  BB`]);
  });

  it('that could turn the direction of writing is not shown as text', () => expect(shownPayload(base64('a\u202eb'), false).kind).toBe('bytes'));

  it('is one line in short', () => {
    expect(payloadInShort(shownPayload(base64('{\n  "value": 1\n}'), false))).toBe('{ "value": 1 }');
    expect(payloadInShort(shownPayload(base64('x'.repeat(80)), false))).toBe(`${'x'.repeat(60)}…`);
  });
});

describe('counters of readings', () => {
  it('that add up leave nothing unaccounted for', () => {
    expect(unaccounted({ received: 10, stored: 6, duplicate: 1, deadLettered: 2, inFlight: 1 })).toBe(0);
    expect(unaccounted({ received: 10, stored: 6, duplicate: 1, deadLettered: 2, inFlight: 0 })).toBe(1);
  });
});

describe('sources', () => {
  const source = (unit: string, judgement: SourceReport['clock']['judgement'], untidy: number, heard = true): SourceReport => ({
    line: 'l',
    unit,
    readings: 100,
    duplicates: untidy,
    outOfOrder: 0,
    late: 0,
    lastSeenUs: heard ? 1 : null,
    clock: { medianS: null, worstS: null, readings: 0, judgement },
  });

  it('of a wrong clock come first, then those that are untidy; those that were never heard are with the silent ones', () => {
    const sources = [source('a', 'right', 0), source('b', 'right', 3), source('c', 'ahead', 0), source('d', 'unknown', 9, false), source('e', 'behind', 1)];
    expect(inTrouble(sources).map(({ unit }) => unit)).toEqual(['e', 'c', 'b', 'a']);
  });
});

describe('what the server tells', () => {
  it('every reason and every look of a message has words', () => {
    expect(REASONS).toEqual([...DEAD_LETTER_REASONS]);
    expect(Object.keys(enHealth.health.looksLike)).toEqual([...DIALECTS, ...LooksLike.options.filter((look) => !DIALECTS.some((dialect) => dialect === look))]);
  });

  it('a reason of an address that is none is not asked for', () =>
    expect(['bad-value', 'nonsense', undefined].map(reasonOf)).toEqual(['bad-value', null, null]));

  it('a field is told with its topic', () => {
    expect(topicAndField({ topic: 'a/b', field: null })).toBe('a/b');
    expect(topicAndField({ topic: 'a/b', field: 'kW' })).toBe('a/b · kW');
  });

  it('the doctor is asked about this very service', () => expect(doctorCommand('http://twin:3000')).toBe('npx twin doctor --server http://twin:3000'));
});

import { itemName } from '../../src/contract/item-name.js';
import { asSentence } from '../../web/src/format/as-sentence.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { changeText, decimal, difference, digitsFor, figure, percent } from '../../web/src/format/number.js';
import { keptUnder, whoName } from '../../web/src/format/who.js';
import { wordsOf } from './words.js';
import { clock, dayAndClock, duration, hoursMinutes, moment, ticks, zoneOffsetS } from '../../web/src/format/time.js';

const us = (text: string) => Date.parse(text) * 1000;

describe('numbers', () => {
  it('have a comma and narrow spaces in French, a point and commas in English', () => {
    expect(decimal('fr', 1234.5, 1)).toBe('1\u202f234,5');
    expect(decimal('en', 1234.5, 1)).toBe('1,234.5');
    expect(percent('fr', 0.714)).toBe('71,4\u202f%');
  });

  it('show about three figures', () => {
    expect([0, 0.1234, 1.695, 12.34, 99.96, 1996.4].map((value) => figure('en', value))).toEqual(['0', '0.12', '1.70', '12.3', '100', '1,996']);
  });

  it('have a real minus, and no minus before nothing', () => {
    expect(decimal('en', -3)).toBe('−3');
    expect(decimal('en', -0.001, 1)).toBe('0.0');
    expect(difference('en', -0.001, 1)).toBe('0.0');
    expect(difference('fr', 1389.2, 0)).toBe('+1\u202f389');
    expect(difference('en', -3.6, 2)).toBe('−3.60');
  });

  it('keep columns at the same decimals', () => {
    expect([0, 0.05, 3, 41, 36981].map(digitsFor)).toEqual([0, 4, 2, 1, 0]);
  });
});

describe('what is changed or lies between', () => {
  it('is never a whole number of percent where it is none', () => {
    const said = [10, 10.454545, -9.09, 0.05, 0.5, 1600, 33.3333, 10.0001].map((percent) => changeText('en', percent));
    expect(said).toEqual(['+10', '+10.5', '−9.1', '+0.05', '+0.50', '+1,600', '+33.3', '+10'].map((text) => `${text}\u202f%`));
  });

  it('is said once where both ends read the same', () => {
    const [en, fr] = [formatsOf('en'), formatsOf('fr')];
    expect([en.range('238', '238'), en.range('238', '240'), fr.range('238', '240')]).toEqual(['238', '238 to 240', '238 à 240']);
    expect([en.around('197', '197', '197'), fr.around('197 étuis', '190', '204')]).toEqual(['197', '197 étuis (190 à 204)']);
  });
});

describe('a note', () => {
  it('is a sentence: it begins with a capital and ends with one full stop', () => {
    expect(['the site is invented', 'élevé', 'CO2e.', 'done…'].map(asSentence)).toEqual(['The site is invented.', 'Élevé.', 'CO2e.', 'Done…']);
  });
});

describe('times', () => {
  it('are those of the site, in 24 hours', () => {
    expect(clock('en', us('2026-11-22T22:05:09Z'), 'Europe/Paris')).toBe('23:05');
    expect(clock('fr', us('2026-11-22T23:05:09Z'), 'Europe/Paris', true)).toBe('00:05:09');
    expect(dayAndClock('en', us('2026-07-01T22:30:00Z'), 'Europe/Paris')).toBe('02/07/2026 00:30');
  });

  it('carry the day only where it is another one', () => {
    const now = us('2026-11-22T12:00:00Z');
    expect(moment('fr', us('2026-11-22T09:42:00Z'), now, 'Europe/Paris')).toBe('10:42');
    expect(moment('fr', us('2026-11-21T09:42:00Z'), now, 'Europe/Paris')).toBe('21/11/2026 10:42');
  });

  it('last as people say it', () => {
    const said = [0.84, 42, 130, 3600 * 8, 3600 * 5 + 420, 86400 * 3 + 3600 * 4];
    expect(said.map((s) => duration('fr', s).replaceAll('\u202f', ' '))).toEqual(['0,8 s', '42 s', '2 min', '8 h', '5 h 07', '3 j 4 h']);
    expect([3540, 3600, 5580].map((s) => duration('fr', s).replaceAll('\u202f', ' '))).toEqual(['59 min', '1 h', '1 h 33']);
    expect(hoursMinutes(5 * 3600 + 7 * 60 + 20)).toBe('5:07');
  });

  it('put the ticks of an axis on the round hours of the zone', () => {
    const from = us('2026-11-22T05:20:00Z');
    const found = ticks(from, from + 8 * 3600e6, 'Asia/Kolkata', 5);
    expect(found.map((at) => clock('en', at, 'Asia/Kolkata'))).toEqual(['12:00', '14:00', '16:00', '18:00']);
    expect(zoneOffsetS(from, 'Asia/Kolkata')).toBe(5.5 * 3600);
  });
});

describe('items', () => {
  it('follow the plural of their language', () => {
    expect([0, 1, 1.5, 2].map((count) => itemName('en', 'carton', count))).toEqual(['cartons', 'carton', 'cartons', 'cartons']);
    expect([0, 1, 1.5, 2].map((count) => itemName('fr', 'carton', count))).toEqual(['étui', 'étui', 'étui', 'étuis']);
  });

  it('keep the name of the plant file where we know no other', () => {
    expect(itemName('fr', 'sachet')).toBe('sachet');
  });
});

describe('who did something', () => {
  const says = (language: 'en' | 'fr') => [whoName('anonymous', wordsOf(language)), whoName('chief', wordsOf(language))];

  it('is called as the language has it where nobody was asked for a name', () => {
    expect([says('en'), says('fr')]).toEqual([
      ['anonymous', 'chief'],
      ['anonyme', 'chief'],
    ]);
  });

  it('is told beforehand, and no name is promised where none is known', () => {
    expect(keptUnder('a-token', wordsOf('en'))).toContain('under your name');
    expect(keptUnder(null, wordsOf('en'))).toContain('anonymous');
    expect(keptUnder(null, wordsOf('fr'))).toContain('« anonyme »');
  });
});

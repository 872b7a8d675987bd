import { lineNote } from '../../src/contract/line-note.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { lineNoteText } from '../../web/src/panels/run/line-note-text.js';
import { smallLine } from '../model/mirror-lines.js';
import { plainSpaces, wordsOf } from './words.js';
import type { Difference } from '../../src/contract/verdict.js';
import { forestRows, shownVariants } from '../../web/src/panels/run/answer.js';
import { roundTicks, tickDigits } from '../../web/src/charts/scale.js';
import { intervalText } from '../../web/src/panels/run/interval-text.js';
import { digitsOf, digitsTogether } from '../../web/src/panels/run/kpi-format.js';

const none = { goodUnits: null, oee: null, energyKwh: null, energyKwhPer1000: null, costEur: null, co2eKg: null, peakKw: null };
const better: Difference = { mean: 50, low: 40, high: 60, verdict: 'better' };

describe('a comparison', () => {
  const variants = shownVariants(
    [
      {
        id: 'baseline',
        kpis: { ...none, goodUnits: { n: 2, mean: 1000, low: 990, high: 1010 }, costEur: { n: 2, mean: 0, low: 0, high: 0 } },
        difference: null,
      },
      { id: 'a', kpis: none, difference: { ...none, goodUnits: better, costEur: better } },
      { id: 'b', kpis: none, difference: none },
    ],
    {
      variants: [
        { id: 'a', name: 'Faster', changes: [] },
        { id: 'b', changes: [] },
      ],
    },
    'As it is',
  );

  it('names the variants as the question does', () => {
    expect(variants.map(({ name }) => name)).toEqual(['As it is', 'Faster', 'B']);
  });

  it('puts differences on one axis as shares of the mean, where there is one', () => {
    expect(forestRows(variants, ['goodUnits', 'costEur', 'oee'])).toEqual([
      { kpi: 'goodUnits', variant: 'Faster', mean: 0.05, low: 0.04, high: 0.06, verdict: 'better' },
    ]);
  });

  it('writes as many decimals as the interval bears', () => {
    expect(
      [
        [310, 41180],
        [2.4, 381],
        [0.06, 10],
        [0.004, 55],
        [0, 12],
        [0, 0],
      ].map(([half, mean]) => digitsOf(half!, mean!)),
    ).toEqual([0, 1, 3, 3, 3, 0]);
  });

  it('writes the figures of one indicator with the same decimals, enough for the narrowest interval to have a width', () => {
    const interval = (mean: number, half: number) => ({ mean, low: mean - half, high: mean + half });
    expect(digitsTogether([interval(55.586, 0.022), interval(55.5972, 0.0037)], 1)).toBe(3);
    expect(digitsTogether([interval(385.4, 7), interval(387.5, 2.1), null], 1)).toBe(1);
    expect(digitsTogether([interval(385.4, 71), interval(387.5, 0.21)], 1)).toBe(1);
    expect(digitsTogether([interval(0.782, 0.025)], 100)).toBe(1);
    expect(digitsTogether([interval(12, 0), interval(9, 1e-14)], 1)).toBe(0);
    expect([digitsTogether([interval(12.5, 0)], 1), digitsTogether([interval(1 / 3, 0)], 1)]).toEqual([1, 3]);
    expect(digitsTogether([undefined], 1)).toBe(0);
  });

  it('writes a figure that is certain alone, and no width as nothing that is not', () => {
    const format = formatsOf('en');
    const said = (half: number, digits: number) => plainSpaces(intervalText({ mean: 55.6, low: 55.6 - half, high: 55.6 + half }, digits, format));
    expect([said(0, 1), said(1e-14, 1), said(0.0004, 3), said(0.04, 2)]).toEqual(['55.6', '55.6', '55.600 ± < 0.001', '55.60 ± 0.04']);
  });
});

describe('the axis of replications', () => {
  it('has whole numbers for what is counted, and the same decimals everywhere else', () => {
    expect([roundTicks(2, 3, 8, true), tickDigits(roundTicks(2, 3, 8, true))]).toEqual([[2, 3], 0]);
    expect([roundTicks(2, 3, 4), tickDigits(roundTicks(2, 3, 4))]).toEqual([[2, 2.5, 3], 1]);
    expect(tickDigits(roundTicks(0, 0.002, 2))).toBe(3);
    expect(tickDigits(roundTicks(-2, 2, 8))).toBe(1);
  });
});

describe('a limit of an answer', () => {
  const { definition } = smallLine();
  const note = lineNote('slow', { unit: definition.stations[0]!.id, percent: 9, since: '2026-12-01 08:38', rate: 210 });

  it('tells times of the line, not of UTC', () => {
    const text = plainSpaces(lineNoteText(note, { ...definition, timezone: 'Europe/Paris' }, wordsOf('fr'), formatsOf('fr')).text);
    expect(text).toContain('depuis le 01/12/2026 09:38,');
    expect(text).not.toContain('UTC');
  });
});

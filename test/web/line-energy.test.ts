import type { LineEnergyFigures } from '../../src/contract/line-energy.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { placePath } from '../../web/src/habits/place.js';
import { againstBefore } from '../../web/src/panels/line-energy/against-before.js';
import { notTold } from '../../web/src/panels/line-energy/measures.js';
import { newDraft, standbyDraft, toRequest } from '../../web/src/panels/what-if/draft.js';
import { define, station } from '../model/lines.js';
import { T0 } from './view.js';
import { plainSpaces, wordsOf } from './words.js';

const english = formatsOf('en');
const figures = (more: Partial<LineEnergyFigures> = {}): LineEnergyFigures => ({
  ...{ fromUs: T0, toUs: T0 + 3600e6, kwh: 100, costEur: 12, co2eKg: 5, peakKw: 40, goodUnits: 4000, perThousandGoodKwh: 25 },
  ...{ notProducingShare: 0.3, knownShare: 1 },
  ...more,
});

describe('a figure against the window before', () => {
  const told = (now: Partial<LineEnergyFigures>, then: Partial<LineEnergyFigures>, figure: 'kwh' | 'perThousandGoodKwh' | 'notProducingShare' = 'kwh') =>
    plainSpaces(againstBefore(figure, { figures: figures(now), before: figures(then) }, english.kwh, english, wordsOf('en')));

  it('says more, less or the same, with what it was', () => {
    expect(told({ kwh: 112 }, {})).toBe('12.0 % more than the window before (100 kWh)');
    expect(told({ kwh: 90 }, {})).toBe('10.0 % less than the window before (100 kWh)');
    expect(told({ kwh: 100.01 }, {})).toBe('as in the window before');
  });

  it('holds no sums against each other of which other shares of the time are known, but figures by good unit', () => {
    expect(told({ kwh: 112 }, { kwh: 50, knownShare: 0.5 })).toBe('window before known to 50.0 % only: not compared');
    expect(told({ perThousandGoodKwh: 30 }, { knownShare: 0.5 }, 'perThousandGoodKwh')).toBe('20.0 % more than the window before (25.0 kWh)');
  });

  it('says so where one of both is not known, and divides by no zero', () => {
    expect(told({}, { kwh: null })).toBe('window before not known');
    expect(told({ kwh: null }, {})).toBe('window before: 100 kWh');
    expect(told({}, { kwh: 0 })).toBe('window before: 0 kWh');
  });

  it('tells a share beside what it was, not in per cent of it', () => {
    expect(told({}, { notProducingShare: 12 }, 'notProducingShare')).toBe('window before: 12.0 kWh');
  });
});

describe('measures of a line', () => {
  const tariff = { id: 't', source: 's', validFrom: '2026-01-01', periods: [{ id: 'all', from: '00:00', to: '24:00', price: 0.1 }] };
  const carbon = { source: 's', validFrom: '2026-01-01', factor: 0.05 };

  it('are not told where the plant file does not say them, or not for this window, with why', () => {
    const unknown = figures({ costEur: null, co2eKg: null });
    expect(notTold({}, unknown)).toEqual([{ measure: 'eur', why: 'noTariff' }, { measure: 'co2e', why: 'noCarbon' }]); // prettier-ignore
    expect(notTold({ tariff, carbon }, unknown)).toEqual([{ measure: 'eur', why: 'notThen' }, { measure: 'co2e', why: 'notThen' }]); // prettier-ignore
    expect(notTold({ tariff, carbon }, figures())).toEqual([]);
  });

  it('are not refused where nothing was heard: that is said by itself', () => {
    expect(notTold({ tariff, carbon }, figures({ kwh: null, costEur: null, co2eKg: null }))).toEqual([]);
  });
});

it('the question what standby of a machine would save is ready to be asked', () => {
  const definition = define([station('press'), station('packer')]);
  const asked = toRequest({ ...standbyDraft(newDraft(true), 'packer'), question: 'Standby?' }, definition);
  expect(asked).toMatchObject({ ok: true, document: { variants: [{ changes: [{ kind: 'standby', unit: 'packer', after: '600 s', wakeUp: '60 s' }] }] } });
});

it('a line has a page of energy, as a site has', () => {
  expect([placePath({ kind: 'line', id: 'osd-1' }, 'energy'), placePath({ kind: 'cell', id: 'site' }, 'energy')]).toEqual([
    '/lines/osd-1/energy',
    '/cells/site/energy',
  ]);
});

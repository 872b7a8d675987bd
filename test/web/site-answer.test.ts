import type { CarrierEstimate, CellUnitShares } from '../../src/contract/cell-scenario.js';
import type { Run, RunVerdict } from '../../src/contract/run.js';
import { csvText } from '../../web/src/format/csv.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { unitText } from '../../web/src/format/unit-text.js';
import { stepPath } from '../../web/src/charts/step-path.js';
import { quartiles, replicationTable, variantName, verdictTable, type ShownVariant } from '../../web/src/panels/run/answer.js';
import { again } from '../../web/src/panels/run/again.js';
import { intervalTexts } from '../../web/src/panels/run/interval-text.js';
import { headlines } from '../../web/src/panels/scenarios/headlines.js';
import { ACCOUNTS_SHOWN, signShares } from '../../web/src/panels/site-answer/account-shares.js';
import { billRows } from '../../web/src/panels/site-answer/bill-rows.js';
import { shownSiteKpis, siteKpi } from '../../web/src/panels/site-answer/site-kpis.js';
import { whyOfSite } from '../../web/src/panels/site-answer/why-unknown-site.js';
import { whyOfLine } from '../../web/src/panels/run/why-unknown.js';
import { answerNote } from '../../src/contract/answer-note.js';
import { supplyNotes } from '../../web/src/panels/site-answer/supply-notes.js';
import { ACCOUNTS } from '../../src/contract/cell-view.js';
import { plainSpaces } from './words.js';

const estimate = (mean: number, values?: number[]) => ({ n: 2, mean, low: mean - 1, high: mean + 1, ...(values && { values }) });
const variants: ShownVariant[] = [
  { id: 'baseline', name: 'As it is', kpis: { lotsDone: estimate(10, [9, 11]), leadTimeH: estimate(50), costEur: null }, difference: null },
  {
    id: 'a',
    name: 'Night',
    kpis: { lotsDone: estimate(12, [11, 13]), leadTimeH: estimate(40), costEur: null },
    difference: { lotsDone: { mean: 2, low: 1, high: 3, verdict: 'better', moreRuns: 0 }, leadTimeH: null, costEur: null },
  },
];

describe('an indicator that is not known of an answer on the screen', () => {
  it('has its reason beneath, with the replications in which it is known', () => {
    const lead = siteKpi('leadTimeH', 'en');
    const shown = variants.map((variant) => ({ ...variant, kpis: { ...variant.kpis, leadTimeH: null }, known: { leadTimeH: 39, costEur: 0 } }));
    const told = { notes: [answerNote('no-tariff', { carrier: 'gas' })], replications: 40 };
    const english = { lang: 'en' as const, names: { carrier: () => 'Gas' } };
    expect(whyOfSite(lead, shown, told, english)).toBe('Lead time is known in 39 of 40 replications only: no batch was done in the others');
    expect(whyOfSite(siteKpi('costEur', 'en'), shown, told, english)).toBe('Energy cost is not known: no prices of Gas for the whole time');
    expect(whyOfSite(siteKpi('lotsDone', 'en'), shown, told, english)).toBeNull();
    const one = [variants[0]!, shown[1]!];
    expect(plainSpaces(whyOfSite(siteKpi('leadTimeH', 'fr'), one, told, { lang: 'fr', names: { carrier: () => 'Gaz' } }) ?? '')).toBe(
      'Délai, valeur connue seulement dans 39 réplications sur 40 (Night) : aucun lot n’a été terminé dans les autres',
    );
    expect(whyOfLine({ id: 'oee', name: 'OEE', unit: '%', factor: 100 }, [{ ...variants[0]!, kpis: { oee: null }, known: { oee: 0 } }], 40, 'en')).toBe(
      'OEE is not known: there was no planned time in any replication',
    );
  });
});

describe('the indicators of an answer about a site', () => {
  it('are those that are known, first those that are judged, with their unit', () => {
    expect(shownSiteKpis(variants, ['leadTimeH'], 'en', false).map(({ id, name, unit }) => [id, name, unit])).toEqual([
      ['leadTimeH', 'Lead time', 'h'],
      ['lotsDone', 'Batches done', ''],
    ]);
    expect(shownSiteKpis(variants, undefined, 'fr', false).map(({ name }) => name)).toEqual(['Lots terminés', 'Délai']);
    expect(shownSiteKpis(variants, ['costEur'], 'en', true).map(({ id }) => id)).toEqual(['costEur', 'lotsDone', 'leadTimeH']);
    expect([unitText('EUR'), unitText('kWh/m3'), unitText('CO2e')]).toEqual(['€', 'kWh/m³', 'CO₂e']);
  });

  it('go into a file with every replication, and with every verdict', () => {
    const kpis = shownSiteKpis(variants, undefined, 'en', false);
    expect(replicationTable(variants, kpis)).toEqual([
      ['replication', 'variant', 'lotsDone', 'leadTimeH'],
      [1, 'baseline', 9, null],
      [2, 'baseline', 11, null],
      [1, 'a', 11, null],
      [2, 'a', 13, null],
    ]);
    expect(verdictTable(variants, kpis).slice(3)).toEqual([
      ['a', 'lotsDone', 2, 12, 11, 13, 2, 1, 3, 'better', 0],
      ['a', 'leadTimeH', 2, 40, 39, 41, null, null, null, null, null],
    ]);
  });

  it('stand side by side with the same decimals, a dash for what is not known', () => {
    expect(intervalTexts([{ mean: 12.345, low: 12.1, high: 12.59 }, null], formatsOf('fr'), 'h').map(plainSpaces)).toEqual(['12,35 ± 0,25 h', '–']);
  });

  it('that are certain stand without an interval, also where rounding has left one', () => {
    const certain = { mean: 335, low: 335 - 1e-13, high: 335 + 1e-13 };
    expect(plainSpaces(intervalTexts([certain, { mean: 340, low: 335, high: 345 }], formatsOf('en'))[0]!)).toBe('335.0');
  });

  it('are drawn with their quartiles', () => {
    expect(quartiles([4, 1, 3, 2, 5])).toEqual([2, 3, 4]);
    expect(quartiles([1, 2])).toEqual([1.25, 1.5, 1.75]);
    expect(quartiles([])).toBeNull();
  });
});

describe('a file for spreadsheets', () => {
  it('has the separators of the language, and quotes what needs them', () => {
    const rows = [
      ['a;b', 'say "x"', 'c'],
      [1.5, null, -2],
    ];
    expect(csvText(rows, 'en')).toBe('\ufeff"a;b","say ""x""",c\r\n1.5,,-2\r\n');
    expect(csvText(rows, 'fr')).toBe('\ufeff"a;b";"say ""x""";c\r\n1,5;;-2\r\n');
  });
});

describe('the time of a unit', () => {
  it('is drawn in the signs of the live site, accounts of one sign together, all of it', () => {
    const shares: CellUnitShares['shares'] = { execute: 0.4, cleaning: 0.1, changeover: 0.2, off: 0.2999, down: 0.0001 };
    expect(signShares(shares).map(({ sign, accounts, share }) => [sign, accounts, Number(share.toFixed(4))])).toEqual([
      ['producing', ['execute'], 0.4],
      ['changeover', ['changeover', 'cleaning'], 0.3],
      ['planned', ['off'], 0.2999],
    ]);
  });

  it('has a place for every account that simulations know', () => expect([...ACCOUNTS_SHOWN].sort()).toEqual([...ACCOUNTS].sort()));
});

describe('a bill', () => {
  it('is told by part and by period; what costs nothing anywhere is left out', () => {
    const bill: CarrierEstimate['bill'] = {
      contract: 'c',
      parts: { supply: 10, overrun: 0 },
      periods: [
        { label: 'P', kwh: 5, peakKw: 3, subscribedKw: null, eur: 7 },
        { label: 'Q', kwh: 0, peakKw: null, subscribedKw: null, eur: 0 },
      ],
    };
    const rows = billRows(
      [bill, null],
      (part) => part,
      (period, part) => `${period} ${part}`,
    );
    expect(rows.map(({ name, unit, values }) => [name, unit, values])).toEqual([
      ['supply', 'EUR', [10, undefined]],
      ['P kwh', 'kWh', [5, undefined]],
      ['P peakKw', 'kW', [3, undefined]],
      ['P subscribedKw', 'kW', [null, undefined]],
      ['P eur', 'EUR', [7, undefined]],
    ]);
  });
});

describe('a week of load', () => {
  it('is drawn in steps, with a gap where it is not known', () => {
    const path = stepPath(
      [1, 2, null, 3],
      (hour) => hour * 10,
      (kw) => kw,
    );
    expect(path).toBe('M0 1H10V2H20M30 3H40');
  });
});

describe('notes', () => {
  it('of the supply are told once, though several variants have them', () => {
    const note = { carrier: 'heat', code: 'pro-rata' as const, detail: 'd' };
    expect(supplyNotes([{ supplyNotes: [note] }, { supplyNotes: [note, { ...note, carrier: null }] }])).toEqual([note, { ...note, carrier: null }]);
  });
});

describe('an answer in short', () => {
  const verdict = (variant: string, kpi: string, is: RunVerdict['verdict']): RunVerdict => ({ variant, kpi, verdict: is, share: 0.1 });

  it('tells differences that were found before the others, three of each variant', () => {
    const told = headlines('cell', [
      verdict('a', 'lotsDone', 'no-detectable-difference'),
      verdict('a', 'peakKw', 'worse'),
      verdict('a', 'costEur', 'better'),
      verdict('a', 'leadTimeH', 'too-few-runs'),
      verdict('b', 'reworks', 'better'),
    ]);
    expect(told.map(({ variant, verdicts }) => [variant, verdicts.map(({ kpi }) => kpi)])).toEqual([
      ['a', ['costEur', 'peakKw', 'lotsDone']],
      ['b', ['reworks']],
    ]);
    expect(headlines('line', [])).toEqual([]);
  });

  it('calls a variant by its name, else by its id', () => {
    expect([variantName({ id: 'a' }), variantName({ id: 'third-shift' }), variantName({ id: 'a', name: 'Night' })]).toEqual(['A', 'third shift', 'Night']);
  });
});

describe('more replications', () => {
  const asked = { cell: 'c', question: 'Q', start: { from: 'live' }, replications: 2000, precision: { kpi: 'lotsDone', within: '2 %' } };
  const request = (start: object): Pick<Run, 'request'> => ({ request: { ...asked, start } });

  it('are asked for from where a live run began, without its precision', () => {
    expect(again(request({ from: 'live' }), { start: { from: 'live', hash: 'h' } }, 54)).toEqual({
      cell: 'c',
      question: 'Q',
      start: { from: 'snapshot', hash: 'h' },
      replications: 54,
    });
  });

  it('begin as before where it was not live', () => {
    expect(again(request({ from: 'steady' }), { start: { from: 'steady', hash: 'h' } }, 54)).toMatchObject({ start: { from: 'steady' } });
  });
});

import { cellNames } from '../../src/contract/cell-names.js';
import type { EnergyLoad, LoadConsumer, LoadHour } from '../../src/contract/energy-load.js';
import type { CarrierMeters, MeterRow } from '../../src/contract/energy-meters.js';
import type { LoadPeak } from '../../src/contract/energy-profile.js';
import type { SourceUse } from '../../src/contract/energy-use.js';
import type { BaselinePoint, BaselineTerm, ComparedPeriod } from '../../src/contract/enpi.js';
import { sankeyLayout } from '../../web/src/charts/sankey-layout.js';
import { areaPath, knownRuns, runsOf, stacked } from '../../web/src/charts/stack.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { cusumCurve, criterionText, equationOf, steppedCurve } from '../../web/src/panels/cell-energy/baseline-view.js';
import { durationSteps, readSteps, subscribedLines } from '../../web/src/panels/cell-energy/duration-view.js';
import { EXPECTED, fitView, shownTerms } from '../../web/src/panels/cell-energy/fit-view.js';
import { layersOf } from '../../web/src/panels/cell-energy/consumers.js';
import { flowOf } from '../../web/src/panels/cell-energy/flow.js';
import { hoursView } from '../../web/src/panels/cell-energy/hours-view.js';
import { edgesOf, shareUnknown } from '../../web/src/panels/cell-energy/load-view.js';
import { amountOf, amountText } from '../../web/src/panels/cell-energy/measure.js';
import { windowsBefore } from '../../web/src/panels/cell-energy/overlay-view.js';
import { highestPeak, peaksOf } from '../../web/src/panels/cell-energy/peaks-view.js';
import { newSiteDraft, standbyDraft, toDocument } from '../../web/src/panels/site-question/site-draft.js';
import fc from '../property.js';
import { definition } from './cell-view.js';
import { T0 } from './view.js';
import { plainSpaces, wordsOf } from './words.js';

const names = cellNames(definition, 'en');
const english = formatsOf('en');
const t = wordsOf('en');
const HOUR_US = 3600e6;

describe('the measure of the page', () => {
  const amount = { kwh: 1300.7, costEur: 157.28, co2eKg: null };

  it('chooses among what the server says, in the language of the screen', () => {
    expect([amountOf(amount, 'kwh'), amountOf(amount, 'eur'), amountOf(amount, 'co2e')]).toEqual([1300.7, 157.28, null]);
    expect(plainSpaces(amountText(english, 1300.7, 'kwh'))).toBe('1,301 kWh');
    expect(plainSpaces(amountText(formatsOf('fr'), 157.28, 'eur'))).toBe('157 €');
    expect(amountText(english, null, 'co2e')).toBe('–');
  });
});

it('windows before the present one are as long as it and end where the next begins', () => {
  const window = { fromUs: Date.parse('2026-06-08T06:00:00Z') * 1e3, toUs: Date.parse('2026-06-15T06:00:00Z') * 1e3 };
  expect(windowsBefore(window, 2)).toEqual([
    { from: '2026-06-01T06:00:00.000Z', to: '2026-06-08T06:00:00.000Z' },
    { from: '2026-05-25T06:00:00.000Z', to: '2026-06-01T06:00:00.000Z' },
  ]);
  expect(windowsBefore(window, 0)).toEqual([]);
});

describe('a load-duration curve', () => {
  const load = { fromUs: T0 + 300e6, toUs: T0 + 3000e6, stepUs: [0, 1, 2, 3, 4].map((i) => T0 + i * 600e6), kw: [30, null, 10, 20, 20] };

  it('falls over the known time, cut steps by their length, and leaves out what is not known', () => {
    const steps = durationSteps(load);
    expect(steps.map(({ kw, hours }) => [kw, Math.round(hours * 60)])).toEqual([[30, 5], [20, 15], [20, 25], [10, 35]]); // prettier-ignore
    expect(readSteps(steps).map(({ kw }) => kw)).toEqual([30, 20, 20, 10]);
    expect([durationSteps({ ...load, kw: load.kw.map(() => null) }), readSteps([])]).toEqual([[], []]);
  });

  it('is read at round shares of the time, the highest first and the lowest last', () => {
    const steps = Array.from({ length: 1000 }, (_, i) => ({ kw: 1000 - i, hours: (i + 1) / 6 }));
    expect(readSteps(steps).map(({ kw }) => kw)).toEqual([1000, 991, 981, 951, 901, 801, 701, 601, 501, 401, 301, 201, 101, 1]);
  });

  it('marks each power that is subscribed once', () => {
    const period = (label: string, subscribedKw: number | null) => ({ label, subscribedKw, knownHours: 1, unknownHours: 0, nearShare: 0.9, nearHours: null, overHours: null }); // prettier-ignore
    expect(subscribedLines([period('peak', 250), period('hp', 300), period('hc', 300), period('free', null)])).toEqual([
      { kw: 300, labels: ['hp', 'hc'] },
      { kw: 250, labels: ['peak'] },
    ]);
  });
});

describe('the scatter of a baseline', () => {
  const term = (id: string, kind: BaselineTerm['kind'], value: number): BaselineTerm => ({ id, kind, value, low: 0, high: 0, se: 1, t: 1, from: 0, to: 1 });
  const terms = [term('base-load', 'base-load', 10), term('production', 'driver', 2), term('weekend', 'calendar', -3)];
  const point = (actualKwh: number | null, production: number, out = false): BaselinePoint => ({
    fromUs: T0,
    toUs: T0 + 1,
    actualKwh,
    expectedKwh: out ? null : 10 + 2 * production,
    values: [{ term: 'base-load', value: 1 }, { term: 'production', value: production }, { term: 'weekend', value: 0 }], // prettier-ignore
    leftOut: out ? { reason: 'too-much-unknown', driver: null } : null,
  });
  const points = [point(13, 1), point(19, 5), point(90, 9, true), point(null, 3, true)];

  it('stands against what is expected with the line of equals, or against a driver with its coefficient through the mean', () => {
    expect(shownTerms(terms).map(({ id }) => id)).toEqual(['production']);
    const expected = fitView(points, terms, EXPECTED);
    expect([expected.points.map(({ x, y }) => [x, y]), expected.line]).toEqual([[[12, 13], [20, 19]], [{ x: 12, y: 12 }, { x: 20, y: 20 }]]); // prettier-ignore
    const driver = fitView(points, terms, 'production');
    expect([driver.points.map(({ x, y }) => [x, y]), driver.line]).toEqual([[[1, 13], [5, 19], [9, 90]], [{ x: 1, y: 12 }, { x: 5, y: 20 }]]); // prettier-ignore
    expect(fitView([point(90, 9, true)], terms, 'production').line).toBeNull();
  });
});

describe('a stack of loads', () => {
  const load = (kw: (number | null)[][]): Pick<EnergyLoad, 'consumers' | 'kw' | 'stepUs'> => ({
    stepUs: kw[0]!.map((_, i) => T0 + i * 600e6),
    kw: kw[0]!.map((_, i) => (kw.some((own) => own[i] === null) ? null : kw.reduce((sum, own) => sum + own[i]!, 0))),
    consumers: kw.map((own, i): LoadConsumer => ({ source: `unit-${i}`, kind: 'source', of: [], kwh: 1, kw: own })),
  });

  it('has no height where somebody is not known: those steps are hatched', () => {
    const layers = [
      [1, 2, null, 4],
      [1, 1, 1, 1],
    ];
    expect(knownRuns(layers, 4)).toEqual([
      [0, 2],
      [3, 4],
    ]);
    expect(stacked(layers, 4).map((edge) => edge.join())).toEqual(['1,2,0,4', '2,3,1,5']);
    expect(shareUnknown(load(layers))).toBe(0.25);
  });

  it('is drawn in steps, from edge to edge, and closed', () => {
    const path = areaPath([[0, 2]], [1, 1], [3, 4], (step) => step * 10, (value) => -value); // prettier-ignore
    expect(path).toBe('M0 -3H10V-4H20V-1H10V-1H0Z');
  });

  it('of any layers stands on the one below, as high as they are together', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(100), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (layers) => {
        const edges = stacked(layers, 5);
        edges.forEach((edge, i) => edge.forEach((value, step) => expect(value - (edges[i - 1]?.[step] ?? 0)).toBe(layers[i]![step]!)));
      }),
    );
  });

  it('joins neighbours of one tariff period', () => {
    expect(runsOf(4, (i) => ['hc', 'hp', 'hp', 'hc'][i])).toEqual([
      { from: 0, to: 1, value: 'hc' },
      { from: 1, to: 3, value: 'hp' },
      { from: 3, to: 4, value: 'hc' },
    ]);
  });

  it('gives sources a colour each, what is unmetered dots, and the rest grey', () => {
    const kw = [1];
    const consumers: LoadConsumer[] = [
      { source: 'dryer.1', kind: 'source', of: [], kwh: 3, kw },
      { source: 'utilities.air', kind: 'source', of: [], kwh: 2, kw },
      { source: 'site-electricity', kind: 'remainder', of: [], kwh: 1, kw },
      { source: null, kind: 'rest', of: ['blender', 'packaging'], kwh: 1, kw },
    ];
    expect(layersOf({ consumers }, names, t).map(({ name, fill }) => [plainSpaces(name), fill])).toEqual([
      ['Dryer 1', 'var(--consumer-0)'],
      ['Compressed air', 'var(--consumer-1)'],
      ['site electricity, unmetered', 'url(#unmetered)'],
      ['smaller consumers (2)', 'var(--twin-line)'],
    ]);
  });

  it('begins and ends with the window, which may cut a step', () => {
    expect(edgesOf({ stepUs: [T0, T0 + 600e6], fromUs: T0 + 60e6, toUs: T0 + 900e6 })).toEqual([T0 + 60e6, T0 + 600e6, T0 + 900e6]);
  });
});

describe('the flow of energy', () => {
  const row = (id: string, kind: MeterRow['kind'], parent: string | null, depth: number, kwh: number, remainderKwh: number | null = null): MeterRow => ({
    ...{ id, kind, parent, depth, kwh, remainderKwh, name: null, by: 'counter', costEur: null, co2eKg: null, pausedKwh: 0, unknownS: 0, unknownShare: 0 },
    ...{ resets: 0, partsKwh: null, remainderCostEur: null, remainderCo2eKg: null, balance: null, missing: [] },
  });
  const rows = [
    row('main', 'meter', null, 0, 100, 10),
    row('packaging', 'source', 'main', 1, 60),
    row('packaging-machines', 'meter', 'packaging', 2, 60),
    row('packaging.cartoner', 'source', 'packaging-machines', 3, 60),
    row('dryer', 'source', 'main', 1, 30),
    row('dryer.1', 'source', 'dryer', 2, 30),
    row('zones.hall', 'source', null, 0, 5),
  ];
  const meters: CarrierMeters = { carrier: 'electricity', kwh: 105, costEur: null, co2eKg: null, meteredShare: 0.9, pausedKwh: 0, unknownShare: 0, outsideKwh: 5, rows }; // prettier-ignore
  const use = (source: string, kind: SourceUse['kind'], accounts: Record<string, number>): SourceUse => ({
    ...{ source, kind, zone: null, counts: true, kwh: 0, costEur: null, co2eKg: null, byCarrierKwh: {}, unknownS: 0 },
    accounts: (['execute', 'idle'] as const).map((account) => ({ account, seconds: 1, kwh: accounts[account] ?? 0, costEur: null, co2eKg: null })),
  });
  const sources = [
    use('packaging', 'unit', { execute: 50, idle: 10 }),
    use('dryer.1', 'unit', { execute: 29.9, idle: 0.1 }),
    use('zones.hall', 'zone', { execute: 5 }),
  ];
  const words = { site: 'Site', row: ({ id }: MeterRow) => id, unmetered: ({ id }: MeterRow) => `${id} rest`, account: (account: string) => account };
  const flow = flowOf(meters, { sources }, 'kwh', words);

  it('goes from the site by meters to units, and on to what they did; machines are within their unit', () => {
    expect(flow.links.map(({ from, to, value }) => `${from} > ${to} ${value}`)).toEqual([
      'site > main 100',
      'site > zones.hall 5',
      'main > main unmetered 10',
      'main > packaging 60',
      'main > dryer 30',
      'packaging > state execute 50',
      'packaging > state idle 10',
      'dryer > state execute 29.9',
    ]);
    expect(Object.fromEntries(flow.nodes.map(({ id, column }) => [id, column]))).toMatchObject({
      site: 0,
      main: 1,
      packaging: 2,
      'zones.hall': 2,
      'state idle': 3,
    });
  });

  it('begins at the meter where there is only one at the top', () => {
    const alone = flowOf({ ...meters, rows: rows.slice(0, -1) }, { sources }, 'kwh', words);
    expect(alone.nodes.find(({ id }) => id === 'site')).toBeUndefined();
    expect(alone.nodes.find(({ id }) => id === 'main')).toMatchObject({ column: 0 });
    expect(alone.links[0]).toEqual({ from: 'main', to: 'main unmetered', value: 10 });
  });

  it('is not drawn in a measure that is not known', () => expect(flowOf(meters, { sources }, 'eur', words).links.filter(({ value }) => value > 0)).toEqual([]));

  it('is laid out so that columns have room, and ribbons of a node its height', () => {
    const { nodes, links } = sankeyLayout(flow.nodes, flow.links, 300, 10, 14);
    for (const { y, height } of nodes) expect([y >= 0, y + height <= 300 + 1e-9]).toEqual([true, true]);
    const site = nodes.find(({ id }) => id === 'site')!;
    expect(links.filter(({ from }) => from === 'site').reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(site.height, 9);
    for (const column of [0, 1, 2, 3]) {
      const own = nodes.filter((node) => node.column === column).sort((a, b) => a.y - b.y);
      own.slice(1).forEach((node, i) => expect(node.y).toBeGreaterThanOrEqual(own[i]!.y + own[i]!.height));
    }
  });

  it('gives each node 24 px in which a finger finds it, however little flows there, and none of another; bars stay as their values', () => {
    const values = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, (out) => {
        const ends = out.map((_, i) => ({ id: `to-${i}`, name: '', fill: '', column: 1 }));
        const given = out.map((value, i) => ({ from: 'site', to: `to-${i}`, value }));
        const height = out.length * 34;
        const { nodes } = sankeyLayout([{ id: 'site', name: '', fill: '', column: 0 }, ...ends], given, height, 10, 14);
        const [, ...own] = nodes;
        for (const [i, { y, height: bar, reachY, reachHeight }] of own.entries()) {
          expect(reachHeight).toBeGreaterThanOrEqual(24 - 1e-9);
          expect([reachY <= y + 1e-9, y + bar <= reachY + reachHeight + 1e-9, y + bar <= height + 1e-6]).toEqual([true, true, true]);
          if (i > 0) expect(reachY).toBeGreaterThanOrEqual(own[i - 1]!.reachY + own[i - 1]!.reachHeight - 1e-9);
          expect(bar / own[0]!.height).toBeCloseTo(out[i]! / out[0]!, 6);
        }
      }),
    );
  });

  it('of nothing has nothing to lay out', () => expect(sankeyLayout(flow.nodes, [], 300, 10, 14)).toEqual({ nodes: [], links: [] }));
});

describe('hours', () => {
  const hour = (day: string, at: number, fromUs: number, kwh: number | null): LoadHour => ({
    day,
    hour: at,
    fromUs,
    hours: 1,
    kwh,
    costEur: null,
    co2eKg: null,
  });

  it('stand by day, and a day knows its window', () => {
    const hours = [hour('2026-11-22', 23, T0, 4), hour('2026-11-23', 0, T0 + HOUR_US, null), hour('2026-11-23', 1, T0 + 2 * HOUR_US, 6)];
    expect(hoursView(hours, 'kwh')).toEqual({
      days: [
        { day: '2026-11-22', fromUs: T0, toUs: T0 + HOUR_US },
        { day: '2026-11-23', fromUs: T0 + HOUR_US, toUs: T0 + 3 * HOUR_US },
      ],
      cells: [
        { row: 0, hour: 23, hours: 1, value: 4 },
        { row: 1, hour: 0, hours: 1, value: null },
        { row: 1, hour: 1, hours: 1, value: 6 },
      ],
    });
  });
});

describe('the peak that is told first', () => {
  const peak = (kw: number, overKw: number | null): LoadPeak => ({ atUs: T0, kw, overKw, makers: [] });
  const period = (label: string, subscribedKw: number | null, peaks: LoadPeak[]) => ({ label, kwh: 1, hours: 1, subscribedKw, stepsOver: 0, peaks });

  it('is the highest above what is subscribed, else the highest', () => {
    const periods = [period('hp', 300, [peak(280, 0), peak(250, 0)]), period('hc', 200, [peak(217, 17)])];
    expect(highestPeak({ periods })).toMatchObject({ label: 'hc', kw: 217, subscribedKw: 200 });
    expect(highestPeak({ periods: [period('hp', null, [peak(280, null)]), period('hc', null, [peak(217, null)])] })).toMatchObject({ label: 'hp', kw: 280 });
    expect(highestPeak({ periods: [] })).toBeNull();
    expect(peaksOf({ periods }).map(({ kw }) => kw)).toEqual([280, 250, 217]);
  });
});

describe('a baseline', () => {
  const terms = [
    { id: 'base-load', kind: 'base-load', value: 3648 },
    { id: 'weekend', kind: 'calendar', value: -1946 },
    { id: 'production', kind: 'driver', value: 0.05 },
    { id: 'cooling', kind: 'cooling', value: 4.01 },
  ] as const;
  const baseline = {
    terms: terms.map((term) => ({ ...term, low: 0, high: 0, se: 1, t: null, from: 0, to: 1 })),
    heating: null,
    cooling: { baseC: 20, found: true, low: 18, high: 22, atEdge: false },
  };
  const text = (language: 'en' | 'fr') => plainSpaces(equationOf(baseline, formatsOf(language), wordsOf(language)));

  it('is written as an equation in both languages', () => {
    expect(text('en')).toBe('kWh = 3,648 × days − 1,946 × days of a weekend + 0.05 × good units + 4.01 × degree-days above 20 °C');
    expect(text('fr')).toBe('kWh = 3 648 × jours − 1 946 × jours de week-end + 0,05 × unités bonnes + 4,01 × degrés-jours au-dessus de 20 °C');
  });

  it('tells shares in per cent, and what is not known by a dash', () => {
    expect(
      [criterionText({ id: 'cv-rmse' }, 0.183, english), criterionText({ id: 'periods' }, 21, english), criterionText({ id: 'r2' }, null, english)].map(
        plainSpaces,
      ),
    ).toEqual(
      ['18.3 %', '21', '–'], // prettier-ignore
    );
  });

  it('has a gap in its curve where a period was left out, and its CUSUM begins at zero', () => {
    const period = (fromH: number, actualKwh: number, cusumKwh: number): ComparedPeriod => ({
      ...{ fromUs: fromH * HOUR_US, toUs: (fromH + 24) * HOUR_US, actualKwh, expectedKwh: 1, low: 0, high: 2, cusumKwh, outOfRange: [] },
    });
    const periods = [period(0, 5, 4), period(24, 6, 9), period(72, 7, 15)];
    expect(steppedCurve(periods, ({ actualKwh }) => actualKwh).value).toEqual([5, 6, 6, null, 7, 7, null]);
    expect(cusumCurve(periods).value).toEqual([0, 4, 9, 15]);
    expect(cusumCurve([])).toEqual({ atS: [], value: [] });
  });
});

describe('a question that standby is asked of', () => {
  const variants = (source: string) => toDocument(standbyDraft(newSiteDraft('live'), 'What if?', source, definition), 'cell')['variants'];

  it('has the change of the unit, of the unit of a slot, or of the machine of a line', () => {
    expect(variants('blender')).toEqual([{ id: 'a', changes: [{ kind: 'standby', unit: 'blender', after: '10 min' }] }]);
    expect(variants('dryer.2')).toEqual([{ id: 'a', changes: [{ kind: 'standby', unit: 'dryer', after: '10 min' }] }]);
    expect(variants('packaging.cartoner')).toEqual([{ id: 'a', changes: [{ kind: 'standby', unit: 'packaging', machine: 'cartoner', after: '10 min' }] }]);
  });
});

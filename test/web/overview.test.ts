import type { AlarmCount } from '../../src/contract/alarm.js';
import fc from '../property.js';
import { STATE_FAMILIES } from '../../src/contract/packml.js';
import { familySinceUs } from '../../web/src/format/state.js';
import { needOfCell } from '../../web/src/panels/lines/cell-rank.js';
import { lateOrders, leadingProduct, nextLot } from '../../web/src/panels/lines/outlook.js';
import { readOverviewSearch } from '../../web/src/panels/lines/overview-search.js';
import { needOfLine, silentSinceUs, worstDeviation } from '../../web/src/panels/lines/rank.js';
import { sharesOver } from '../../web/src/panels/lines/share-strip-sums.js';
import { healthOfCell, healthOfLine } from '../../web/src/panels/lines/twin-health.js';
import { cellView } from './cell-view.js';
import { lineView, T0, unitView } from './view.js';

const abnormalLine = (...told: Parameters<typeof needOfLine>) => needOfLine(...told).abnormal;
const abnormalCell = (...told: Parameters<typeof needOfCell>) => needOfCell(...told).abnormal;
const NO_ALARMS = { urgent: 0, high: 0, medium: 0, low: 0 };
const alarmed = (alarms: Partial<AlarmCount['alarms']>, over: Partial<AlarmCount> = {}): AlarmCount => ({ line: 'l', alarms: { ...NO_ALARMS, ...alarms }, unacknowledged: 0, advisories: 0, ...over }); // prettier-ignore
const slow = { unit: 'a', kind: 'slow' as const, sinceUs: T0, ratio: 0.9, effectUnits: null, effectKwh: null };

describe('what is abnormal on the overview', () => {
  it('is a line that stands, is silent or unlike its model', () => {
    expect(abnormalLine(lineView(['producing', 'producing']))).toBe(false);
    expect(abnormalLine(lineView(['changeover', 'changeover']))).toBe(false);
    expect(abnormalLine(lineView(['producing', 'down']))).toBe(true);
    expect(abnormalLine(lineView(['starved', 'starved']))).toBe(true);
    expect(abnormalLine(lineView(['producing'], { freshness: 'stale' }))).toBe(true);
    expect(abnormalLine(lineView(['producing'], { deviations: [slow] }))).toBe(true);
    expect(abnormalLine(null)).toBe(true);
  });

  it('is a site with a unit that needs somebody', () => {
    expect(abnormalCell(cellView(['execute']))).toBe(false);
    expect(abnormalCell(cellView(['down']))).toBe(true);
    expect(abnormalCell(null)).toBe(true);
  });
});

describe('worst first', () => {
  const calm = cellView(['execute']);

  it('has lines and sites in one order, by state and by the alarms that stand, from the most pressing priority on', () => {
    const needs = [
      needOfCell(cellView(['execute'], { freshness: 'stale' })),
      needOfLine(lineView(['down']), alarmed({ high: 1 })),
      needOfCell(cellView(['down'])),
      needOfCell(calm, alarmed({ high: 2 }, { unacknowledged: 6 })),
      needOfCell(calm, alarmed({ high: 2 })),
      needOfLine(lineView(['producing']), alarmed({ high: 1 })),
      needOfCell(calm, alarmed({ medium: 2 })),
      needOfLine(lineView(['starved'])),
      needOfCell(calm, alarmed({ low: 1 })),
      needOfLine(lineView(['producing'], { deviations: [slow] })),
      needOfLine(lineView(['producing'])),
      needOfCell(null),
    ].map(({ need }) => need);
    expect(needs).toEqual([...needs].sort((a, b) => b - a));
    expect(new Set(needs).size).toBe(needs.length);
  });

  it('shows among the abnormal what runs, but has an alarm or an advisory that stands', () => {
    expect([alarmed({}), alarmed({ low: 1 }), alarmed({}, { advisories: 1 })].map((count) => abnormalCell(calm, count))).toEqual([false, true, true]);
    expect(abnormalLine(lineView(['producing']), alarmed({ high: 1 }))).toBe(true);
  });
});

describe('a station that fell silent', () => {
  const silent = unitView('unknown', { state: 'Execute', stateSinceUs: T0 - 3600e6, lastSeenUs: T0 - 50e6 });

  it('is unknown since it was last heard, not for as long as it had produced', () => {
    expect(familySinceUs(silent)).toBe(T0 - 50e6);
    expect(familySinceUs(unitView('producing', { stateSinceUs: T0 - 9 }))).toBe(T0 - 9);
    expect(familySinceUs({ ...silent, state: 'Undefined' })).toBe(T0 - 3600e6); // it says so itself
  });

  it('makes a line not heard where no other is, since the last of them was', () => {
    expect(silentSinceUs(lineView(['unknown', 'unknown'], { units: { a: silent, b: { ...silent, lastSeenUs: T0 - 40e6 } } }))).toBe(T0 - 40e6);
    expect(silentSinceUs(lineView(['unknown', 'producing'], { units: { a: silent, b: unitView('producing') } }))).toBeNull();
  });
});

it('the deviation that a row tells of a line is the one that costs most units, else the one that is farthest from the model', () => {
  const power = { ...slow, unit: 'b', kind: 'power-high' as const, ratio: 1.3 };
  const costly = { ...slow, unit: 'c', ratio: 0.95, effectUnits: -40 };
  expect(worstDeviation(lineView(['producing']))).toBeNull();
  expect(worstDeviation(lineView(['producing'], { deviations: [slow, power] }))).toBe(power);
  expect(worstDeviation(lineView(['producing'], { deviations: [slow, power, costly] }))).toBe(costly);
});

describe('the health of a twin', () => {
  it('is to follow while all is as expected, to drift once something is confirmed to differ, and blind where nothing is heard', () => {
    expect(healthOfLine(lineView(['producing']))).toBe('follows');
    expect(healthOfLine(lineView(['down']))).toBe('follows');
    expect(healthOfLine(lineView(['producing'], { deviations: [slow] }))).toBe('drifts');
    expect(healthOfLine(lineView(['producing'], { deviations: [slow], freshness: 'stale' }))).toBe('blind');
    expect(healthOfCell(cellView(['execute']))).toBe('follows');
    expect(healthOfCell(cellView(['execute'], { freshness: 'none' }))).toBe('blind');
  });
});

describe('the outlook of a site', () => {
  const amounts = (p50: number) => ({ p10: p50 * 0.9, p50, p90: p50 * 1.1 });
  const ahead = { madeUs: T0, untilUs: T0 + 3600e6, replications: 100, lots: [], steps: [], kwh: amounts(1), notes: [] };
  const product = (id: string, made: number) => ({ product: id, doneSoFar: 0, items: amounts(0), made: amounts(made) });
  const view = cellView(['execute'], {
    lookAheads: {
      shift: { ...ahead, products: [product('alpha', 100), product('beta', 300), product('gamma', 0)], orders: [] },
      week: {
        ...ahead,
        products: [],
        orders: [
          { order: 'o1', dueUs: T0, onTime: 0.1 },
          { order: 'o2', dueUs: T0, onTime: 0.9 },
          { order: 'o3', dueUs: null, onTime: null },
        ],
      },
    },
  });

  it('is told of the product of which most is expected', () => {
    expect(leadingProduct(view)?.product).toBe('beta');
    expect(leadingProduct(cellView([]))).toBeNull();
  });

  it('is else told of the lot that likely ends first, of those that do within the week', () => {
    const lot = { lot: 'B', product: 'beta', order: null, items: null, begunUs: null, step: null, where: 'between' as const, at: null, sinceUs: null };
    const end = (id: string, p50: number | null) => ({ lot: id, endUs: { p10: null, p50, p90: null } });
    const week = (...lots: ReturnType<typeof end>[]) => cellView(['execute'], { lots: { B: lot }, lookAheads: { shift: null, week: { ...ahead, products: [], orders: [], lots } } }); // prettier-ignore
    expect(nextLot(week(end('A', T0 + 9), end('B', T0 + 5), end('C', null)))).toEqual({ lot: 'B', product: 'beta', endUs: T0 + 5 });
    expect(nextLot(week(end('C', null)))).toBeNull();
  });

  it('counts the orders that are likely late among those of which it is known', () => {
    expect(lateOrders(view)).toEqual({ late: 1, all: 2 });
    expect(lateOrders(cellView([]))).toBeNull();
  });
});

describe('shares over a strip', () => {
  it('add up to one where those of every bin do', () => {
    const bin = fc.dictionary(fc.constantFrom(...STATE_FAMILIES), fc.integer({ min: 1, max: 9 }), { minKeys: 1 }).map((weights) => {
      const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
      return Object.fromEntries(Object.entries(weights).map(([family, weight]) => [family, weight / all]));
    });
    fc.assert(
      fc.property(fc.array(bin, { minLength: 1, maxLength: 50 }), (bins) => {
        expect(sharesOver(bins).reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });
});

it('the address of the overview says its order and what is shown, and nothing else gets through', () => {
  expect(readOverviewSearch({ sort: 'plant', only: 'abnormal' })).toEqual({ sort: 'plant', only: 'abnormal' });
  expect(readOverviewSearch({ sort: 'worst', only: 'all', other: 1 })).toEqual({ sort: undefined, only: undefined });
});

import fc from '../property.js';
import { STATE_FAMILIES } from '../../src/contract/packml.js';
import { isCellAbnormal } from '../../web/src/panels/lines/cell-rank.js';
import { lateOrders, leadingProduct } from '../../web/src/panels/lines/outlook.js';
import { readOverviewSearch } from '../../web/src/panels/lines/overview-search.js';
import { isAbnormal } from '../../web/src/panels/lines/rank.js';
import { sharesOver } from '../../web/src/panels/lines/share-strip-sums.js';
import { healthOfCell, healthOfLine } from '../../web/src/panels/lines/twin-health.js';
import { cellView } from './cell-view.js';
import { lineView, T0 } from './view.js';

const slow = { unit: 'a', kind: 'slow' as const, sinceUs: T0, ratio: 0.9, effectUnits: null, effectKwh: null };

describe('what is abnormal on the overview', () => {
  it('is a line that stands, is silent or unlike its model', () => {
    expect(isAbnormal(lineView(['producing', 'producing']))).toBe(false);
    expect(isAbnormal(lineView(['changeover', 'changeover']))).toBe(false);
    expect(isAbnormal(lineView(['producing', 'down']))).toBe(true);
    expect(isAbnormal(lineView(['starved', 'starved']))).toBe(true);
    expect(isAbnormal(lineView(['producing'], { freshness: 'stale' }))).toBe(true);
    expect(isAbnormal(lineView(['producing'], { deviations: [slow] }))).toBe(true);
    expect(isAbnormal(null)).toBe(true);
  });

  it('is a site with a unit that needs somebody', () => {
    expect(isCellAbnormal(cellView(['execute']))).toBe(false);
    expect(isCellAbnormal(cellView(['down']))).toBe(true);
    expect(isCellAbnormal(null)).toBe(true);
  });
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

import fc from 'fast-check';
import type { CellLive } from '../../src/contract/cell-live.js';
import type { Forecast, LineView } from '../../src/contract/stream.js';
import { troubledUnits } from '../../web/src/panels/lines/cell-rank.js';
import { ALARM_ORDER } from '../../web/src/theme/palette.js';
import { ALARM_PRIORITIES } from '../../src/contract/alarm.js';
import type { Received } from '../../web/src/store/freshness.js';
import { LINE_PAGES, SITE_PAGES, pageAt, pagesOf, wallAddress } from '../../web/src/wall/address.js';
import { WANDER_PX, burnInShift } from '../../web/src/wall/burn-in.js';
import { bandPath, linePath } from '../../web/src/wall/curve-path.js';
import { deviationOf, metersOf, outputOf } from '../../web/src/wall/line-output.js';
import { ordersDue } from '../../web/src/wall/orders-due.js';
import { warningOf } from '../../web/src/wall/stale.js';
import { cellView, sourceView } from './cell-view.js';
import { T0, lineView, unitView } from './view.js';

const address = (path: string) => {
  const { pathname, searchParams } = new URL(path, 'http://twin');
  return wallAddress(pathname, searchParams);
};

describe('the address of a board', () => {
  it('names the place, the pages and how long each stays', () => {
    expect(address('/wall/osd-1?rotate=45&pages=line,oee')).toEqual({ place: 'osd-1', rotateS: 45, pages: ['line', 'oee'] });
    expect(address('/wall/ligne%20%C3%A9')).toMatchObject({ place: 'ligne é' });
    expect(address('/wall/%E9')).toMatchObject({ place: '%E9' });
  });

  it.each(['/wall', '/wall/', '/wall.html', '/wall/a/b'])('%s names none', (path) => expect(address(path).place).toBeNull());

  it.each([
    ['', 30],
    ['?rotate=soon', 30],
    ['?rotate=0', 5],
    ['?rotate=-3', 5],
    ['?rotate=1e9', 3600],
  ])('a page stays within reason: %s', (search, rotateS) => expect(address(`/wall/l${search}`).rotateS).toBe(rotateS));

  it('what is no page is left out, and the first page is shown where none is asked for', () => {
    expect(pagesOf(['energy', 'weather', 'line'], LINE_PAGES)).toEqual(['energy', 'line']);
    expect([pagesOf([], LINE_PAGES), pagesOf(['line'], SITE_PAGES)]).toEqual([['line'], ['site']]);
  });
});

describe('pages', () => {
  it('come in turn, each for as long as is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 600 }), fc.integer({ min: 0, max: 1e9 }), (pages, rotateS, sinceMs) => {
        const at = pageAt(pages, rotateS, sinceMs);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThan(pages);
        expect(pageAt(pages, rotateS, sinceMs + rotateS * 1000)).toBe((at + 1) % pages);
      }),
    );
  });
});

describe('the board', () => {
  it('moves by one pixel each minute, and never out of its margin', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (minute) => {
        const [before, after] = [burnInShift(minute * 60_000), burnInShift((minute + 1) * 60_000)];
        expect(Math.abs(after.x - before.x) + Math.abs(after.y - before.y)).toBe(1);
        for (const along of [after.x, after.y]) expect(along >= 0 && along <= WANDER_PX).toBe(true);
        expect(burnInShift(minute * 60_000 + 59_999)).toEqual(before);
      }),
    );
  });

  it('uses every pixel of the edge of its square alike', () => {
    const places = Array.from({ length: 4 * WANDER_PX }, (_, minute) => burnInShift(minute * 60_000));
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(4 * WANDER_PX);
  });
});

describe('what a board warns of', () => {
  const line = (over: Partial<LineView>, link: Received['link'] = 'live') => ({ view: lineView(['producing'], over), asOfUs: T0 + 1e6, receivedMs: 0, link });
  const warned = (received: Parameters<typeof warningOf>[0], nowMs = 0) => warningOf(received, nowMs, T0 + 1e6 + nowMs * 1000);

  it('is nothing while all is live', () => expect(warned(line({}))).toBeNull());

  it('is that nothing came since the last reading', () => {
    expect(warned(line({ freshness: 'stale' }), 42_000)).toEqual({ kind: 'noData', atUs: T0, nowUs: T0 + 1e6 });
  });

  it('is that the connection is lost, with the time of what is shown', () => {
    for (const link of ['offline', 'stale'] as const) expect(warned(line({}, link))).toEqual({ kind: 'lost', atUs: T0 + 1e6, nowUs: T0 + 1e6 });
  });

  it('is that it is still connecting, that nothing came ever, or that it catches up', () => {
    expect(warned(null)).toEqual({ kind: 'connecting' });
    const silent = lineView(['unknown'], { freshness: 'none' });
    for (const unit of Object.values(silent.units)) unit.lastSeenUs = null;
    expect(warned({ view: silent, asOfUs: T0, receivedMs: 0, link: 'live' })).toEqual({ kind: 'noDataYet' });
    expect(warned(line({ catchingUp: true }), 5000)).toEqual({ kind: 'catchingUp', ageS: 6 });
  });

  it('is the same of a site', () => {
    const received = { view: cellView(['execute'], { freshness: 'stale' }), asOfUs: T0 + 60e6, receivedMs: 0, link: 'live' as const };
    expect(warned(received)).toEqual({ kind: 'noData', atUs: T0, nowUs: T0 + 60e6 });
  });
});

describe('output of the shift', () => {
  const forecast: Forecast = { madeAtUs: T0, revision: 1, replications: 100, atUs: [T0, T0 + 100e6], p10: [0, 80], p50: [0, 90], p90: [0, 100], planUnits: 95, chanceOfPlan: 0.3 }; // prettier-ignore

  it('stands against the plan, the band of now, and where it leads', () => {
    const view = lineView(['producing'], { start: forecast, forecast: { ...forecast, planUnits: 96 } });
    view.output.good = 41;
    expect(outputOf(view, T0 + 50e6)).toEqual({ good: 41, plan: 96, now: { low: 40, high: 50 }, end: { low: 80, median: 90, high: 100, chance: 0.3 } });
  });

  it('claims nothing that is not simulated', () => {
    expect(outputOf(lineView(['producing']), T0)).toMatchObject({ plan: null, now: null, end: null });
    expect(outputOf(lineView(['producing'], { start: forecast }), T0 + 200e6)).toMatchObject({ plan: 95, now: null, end: null });
  });
});

it('a deviation of power is told only where something is expected', () => {
  expect(deviationOf(110, 100)).toBeCloseTo(0.1);
  expect([deviationOf(null, 100), deviationOf(1, null), deviationOf(1, 0)]).toEqual([null, null, null]);
});

describe('the curve of a board', () => {
  const frame = { fromS: 0, toS: 100, most: 50 };

  it('has its greatest value on top, is broken at gaps, and ends with its frame', () => {
    expect(linePath({ atS: [0, 50, 60, 100, 110], value: [0, 25, null, 50, 60] }, frame)).toBe('M0 100L50 50M100 0');
    expect(linePath({ atS: [], value: [] }, frame)).toBe('');
  });

  it('fills what lies between two quantiles, and nothing where they are not known', () => {
    const [low, high] = [{ atS: [0, 100], value: [0, 25] }, { atS: [0, 100], value: [0, 50] }]; // prettier-ignore
    expect(bandPath(low, high, frame)).toBe('M0 100L100 50L100 0L0 100Z');
    expect(bandPath(low, { atS: [], value: [] }, frame)).toBe('');
  });
});

it('a meter that is merely not heard is there all the same', () => {
  const powerKw = { value: 3, measuredAtUs: T0, quality: 'good' as const };
  const units = { a: unitView('unknown', { powerKw }), b: unitView('producing', { powerKw }), c: unitView('producing') };
  expect(metersOf(lineView([], { units }))).toEqual({ metered: 2, heard: 1 });
});

describe('the board of a site', () => {
  const order = (id: string, dueUs: number | null): CellLive['orders'][string] => ({ order: id, product: 'alpha', batches: 4, releasedUs: null, dueUs, doneUs: null, begun: 1, ended: 0, lost: 0 }); // prettier-ignore

  it('has orders by their date, with the chance where it is known', () => {
    const view = cellView([], { orders: { a: order('a', null), b: order('b', T0 + 2), c: order('c', T0 + 1) } });
    expect(ordersDue(view).map(({ order, onTime }) => [order, onTime])).toEqual([['c', null], ['b', null], ['a', null]]); // prettier-ignore
    view.lookAheads.week = { madeUs: T0, untilUs: T0, replications: 9, products: [], lots: [], orders: [{ order: 'b', dueUs: T0 + 2, onTime: 0.9 }], steps: [], kwh: { p10: 0, p50: 0, p90: 0 }, notes: [] }; // prettier-ignore
    expect(ordersDue(view).map(({ onTime }) => onTime)).toEqual([null, 0.9, null]);
  });

  it('names the units that need somebody, the worst first', () => {
    const view = cellView(['execute', 'minor-stop', 'down', 'idle', 'utility']);
    expect(troubledUnits(view).map(({ account }) => account)).toEqual(['down', 'utility', 'minor-stop']);
    const stands = { machine: 'a.press', account: 'down' as const, sinceUs: T0, holds: true };
    const unit = (over: object) => cellView(['execute'], { units: { a: sourceView('a', 'execute', { stands: { ...stands, ...over } }) } });
    expect(troubledUnits(unit({ holds: false }))).toEqual([{ source: 'a.press', account: 'down', sinceUs: T0 }]);
    expect(troubledUnits(unit({ account: 'minor-stop' }))).toHaveLength(1);
    expect(troubledUnits(unit({ account: 'minor-stop', holds: false }))).toEqual([]);
  });
});

it('priorities stand in their order', () => expect(ALARM_ORDER).toEqual(ALARM_PRIORITIES));

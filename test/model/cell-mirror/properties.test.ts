import fc from '../../property.js';
import type { LedgerRow } from '../../../src/contract/cell-view.js';
import { CellView, LedgerRow as LedgerRowShape, LotRecord } from '../../../src/contract/cell-view.js';
import type { Observation, SignalName, SignalValue } from '../../../src/contract/telemetry.js';
import type { CellMirror } from '../../../src/model/cell-mirror/books.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { ledgerOf } from '../../../src/model/cell-mirror/ledger.js';
import { lotsOf } from '../../../src/model/cell-mirror/lots.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { ordersOf } from '../../../src/model/cell-mirror/orders.js';
import { restoreCellMirror, saveCellMirror } from '../../../src/model/cell-mirror/save.js';
import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import { viewMirror } from '../../../src/model/cell-mirror/view.js';
import { PACKML_STATES } from '../../../src/contract/packml.js';
import { AT_S, reading, smallCell, US } from './small.js';

const LOTS = ['A', 'B', 'C'];
const lot = fc.constantFrom(...LOTS);
const items = fc.integer({ min: 0, max: 1000 });
const step = fc.constantFrom('mixing', 'holding', 'packing');

const batchEvent = fc.oneof(
  fc.record({ event: fc.constant('batch-begin'), lot, product: fc.constant('gel'), order: fc.constant('o-1'), items }),
  fc.record({ event: fc.constantFrom('step-begin'), lot, step, in: items }),
  fc.record({ event: fc.constant('step-end'), lot, step, in: items, good: items, rejected: items }),
  fc.record({ event: fc.constantFrom('phase-begin', 'phase-end'), lot, step, phase: fc.constant('mix') }),
  fc.record({ event: fc.constantFrom('stored', 'taken'), lot, store: fc.constant('cold'), items }),
  fc.record({ event: fc.constant('held'), lot, release: fc.constant('bulk') }),
  fc.record({ event: fc.constant('merged'), lot, into: lot, items }),
  fc.record({ event: fc.constant('divided'), lot, into: fc.array(lot, { minLength: 1, maxLength: 2 }), items }),
  fc.record({ event: fc.constant('rework'), lot, from: step }),
  fc.record({ event: fc.constant('batch-end'), lot, product: fc.constant('gel'), outcome: fc.constantFrom('done', 'lost'), good: items }),
);
const decision = fc.record({ lot, release: fc.constant('bulk'), decision: fc.constantFrom('deviation', 'released', 'rejected') });
const text = (arbitrary: fc.Arbitrary<object>): fc.Arbitrary<SignalValue> => arbitrary.map((body) => JSON.stringify(body));

const states: SignalValue[] = ['Execute', 'Held', 'Aborted', 'Idle', 'Stopped', 'Suspended', null, ...PACKML_STATES];
const VALUES: Partial<Record<SignalName, fc.Arbitrary<SignalValue>>> = {
  state: fc.constantFrom(...states),
  mode: fc.constantFrom('Production', 'Changeover', 'Cleaning', 'Maintenance'),
  stopReason: fc.constantFrom(0, 33, 40, 65, 257, 258, 513, 1000, 1100, 1200, 2000, 3000, 3001, null),
  blocked: fc.boolean(),
  starved: fc.boolean(),
  batch: fc.constantFrom<SignalValue>('A', 'B', null),
  step: fc.constantFrom<SignalValue>('mixing', 'holding', null),
  phase: fc.constantFrom<SignalValue>('mix', 'idle', 'cleaning', 'done', 'maintenance', null),
  power: fc.double({ min: 0, max: 50, noNaN: true }),
  energy: fc.integer({ min: 0, max: 200 }),
  'energy.heat': fc.integer({ min: 0, max: 200 }),
  'draw.steam': fc.double({ min: 0, max: 100, noNaN: true }),
  'used.steam': fc.integer({ min: 0, max: 100 }),
  processedCount: fc.integer({ min: 0, max: 500 }),
  defectiveCount: fc.integer({ min: 0, max: 50 }),
  flow: fc.double({ min: 0, max: 100, noNaN: true }),
  total: fc.integer({ min: 0, max: 100 }),
  'hvac.setbackActive': fc.boolean(),
  'hvac.fanPower': fc.double({ min: 0, max: 10, noNaN: true }),
  batchEvent: text(batchEvent),
};
const UNIT: SignalName[] = [
  'state',
  'mode',
  'stopReason',
  'starved',
  'blocked',
  'batch',
  'step',
  'phase',
  'power',
  'energy',
  'energy.heat',
  'draw.steam',
  'used.steam',
  'processedCount',
  'batchEvent',
];
const MACHINE: SignalName[] = ['state', 'stopReason', 'blocked', 'starved', 'batch', 'power', 'energy', 'processedCount', 'defectiveCount'];
const SOURCES: Record<string, SignalName[]> = {
  'mixer.1': UNIT,
  tank: UNIT,
  'line.first': MACHINE,
  'line.second': MACHINE,
  'line.third': MACHINE,
  'utilities.steam': ['flow', 'total', 'energy.heat'],
  'zones.hall': ['hvac.setbackActive', 'hvac.fanPower', 'power', 'energy'],
  cell: ['batchEvent', 'orderEvent'],
  laboratory: ['qcRelease'],
};
const valueOf = (signal: SignalName): fc.Arbitrary<SignalValue> =>
  signal === 'qcRelease'
    ? text(decision)
    : signal === 'orderEvent'
      ? text(
          fc.constantFrom({ event: 'released', order: 'o-1', product: 'gel', batches: 3, due: null }, { event: 'done', order: 'o-1', product: 'gel', lost: 1 }),
        )
      : VALUES[signal]!;

/** Readings of a source in the order of their times, a signal once at each; now and then it is silent. From before a shift to after it. */
const said = (unit: string): fc.Arbitrary<Observation[]> =>
  fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 299 }) }, { weight: 1, arbitrary: fc.integer({ min: 300, max: 4000 }) }),
        fc.uniqueArray(
          fc.constantFrom(...SOURCES[unit]!).chain((signal) => fc.tuple(fc.constant(signal), valueOf(signal))),
          { minLength: 1, maxLength: 4, selector: ([signal]) => signal },
        ),
      ),
      { minLength: 1, maxLength: 25 },
    )
    .map((groups) => {
      let atS = 5 * 3600;
      return groups.flatMap(([gapS, values]) => {
        atS += gapS;
        return values.map(([signal, value]) => reading(unit, atS, signal, value));
      });
    });
const plant = fc.tuple(...Object.keys(SOURCES).map(said));

const inOrder = (sources: Observation[][]): Observation[] => sources.flat().sort((a, b) => a.measuredAtUs - b.measuredAtUs);

function mirrorOf(observations: readonly Observation[], mirror: CellMirror = openMirror(smallCell)): CellMirror {
  for (const o of observations) observeCell(smallCell, mirror, o);
  return mirror;
}
/** The books as others see them, sums of floating numbers to a billionth. */
const seen = (mirror: CellMirror): unknown =>
  JSON.parse(
    JSON.stringify(
      [ledgerOf(smallCell, mirror).map(sorted), lotsOf(mirror), ordersOf(mirror), viewMirror(smallCell, mirror, 0), situationOf(smallCell, mirror, 0)],
      (_, value: unknown) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value),
    ),
  );
const sorted = (row: LedgerRow): LedgerRow => ({ ...row, causedS: Object.fromEntries(Object.entries(row.causedS).sort()) });

describe('the books of a cell', () => {
  it('are the same however the sources interleave by minutes', () => {
    fc.assert(
      fc.property(plant, fc.infiniteStream(fc.integer({ min: 0, max: 270 })), (sources, delays) => {
        const late = sources.flatMap((readings) => {
          let arrivesUs = 0;
          return readings.map((o) => {
            arrivesUs = Math.max(arrivesUs, o.measuredAtUs + delays.next().value! * US);
            return { o, arrivesUs };
          });
        });
        late.sort((a, b) => a.arrivesUs - b.arrivesUs);
        expect(seen(mirrorOf(late.map(({ o }) => o)))).toEqual(seen(mirrorOf(inOrder(sources))));
      }),
      { numRuns: 60 },
    );
  });

  it('are the same however the readings of one time of a source are ordered', () => {
    fc.assert(
      fc.property(plant, (sources) => {
        const readings = inOrder(sources);
        const turned = readings.toSorted((a, b) => a.measuredAtUs - b.measuredAtUs || (a.unit === b.unit ? (a.signal < b.signal ? 1 : -1) : 0));
        expect(seen(mirrorOf(turned))).toEqual(seen(mirrorOf(readings)));
      }),
      { numRuns: 60 },
    );
  });

  it('are the same after a way through JSON in the middle', () => {
    fc.assert(
      fc.property(plant, fc.nat(200), (sources, cut) => {
        const readings = inOrder(sources);
        const half = restoreCellMirror(smallCell, saveCellMirror(mirrorOf(readings.slice(0, cut))));
        if (!half.ok) throw new Error(half.reason);
        expect(saveCellMirror(mirrorOf(readings.slice(cut), half.mirror))).toBe(saveCellMirror(mirrorOf(readings)));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same where each reading comes twice, and where all come again only more are late', () => {
    fc.assert(
      fc.property(plant, (sources) => {
        const readings = inOrder(sources);
        const once = mirrorOf(readings);
        expect(seen(mirrorOf(readings.flatMap((o) => [o, o])))).toEqual(seen(once));
        const before = seen(once);
        const { firstUs, atUs } = once.books[1]!;
        mirrorOf(readings, once);
        expect(seen(once)).toEqual(before);
        if (firstUs !== null && firstUs < atUs) expect(once.late).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it('have accounts that add up to any window for every source, and causes that add up to the waiting', () => {
    fc.assert(
      fc.property(plant, fc.integer({ min: -4000, max: 40_000 }), fc.integer({ min: 1, max: 40_000 }), (sources, fromS, lengthS) => {
        const mirror = mirrorOf(inOrder(sources));
        if (mirror.books.every(({ firstUs }) => firstUs === null)) return;
        const rows = ledgerOf(smallCell, mirror, { fromUs: (AT_S + fromS) * US, toUs: (AT_S + fromS + lengthS) * US });
        for (const { id } of mirror.books) {
          const of = rows.filter(({ source }) => source === id);
          const us = of.flatMap(({ timeS }) => Object.values(timeS)).reduce((sum, s) => sum + Math.round(s * US), 0);
          expect([id, us]).toEqual([id, lengthS * US]);
          const waited = of.reduce((sum, { timeS }) => sum + (timeS.starved ?? 0) + (timeS.blocked ?? 0), 0);
          const caused = of.flatMap(({ causedS }) => Object.values(causedS)).reduce((sum, s) => sum + s, 0);
          if (/^(mixer|tank|line)/.test(id)) expect(Math.abs(waited - caused)).toBeLessThan(0.001 * of.length + 0.001);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have windows that touch add up to the one over both, in items, stops and energy', () => {
    const total = (rows: LedgerRow[]) => [
      ...(['processed', 'rejected', 'stops', 'minorStops'] as const).map((count) => rows.reduce((sum, row) => sum + row[count], 0)),
      Math.round(1e6 * rows.flatMap(({ kwh }) => Object.values(kwh).flatMap((by) => Object.values(by))).reduce((a, b) => a + b, 0)),
    ];
    fc.assert(
      fc.property(plant, fc.nat(6000), (sources, cutS) => {
        const mirror = mirrorOf(inOrder(sources));
        if (mirror.asOfUs === null) return;
        const to = mirror.asOfUs;
        const [from, cut] = [AT_S * US, Math.min(to, (AT_S + 18_000 + cutS) * US)];
        const window = (fromUs: number, toUs: number) => total(ledgerOf(smallCell, mirror, { fromUs, toUs }));
        const [first, second, whole] = [window(from, cut), window(cut, to), window(from, to)];
        expect(first.slice(0, 4).map((n, i) => n + second[i]!)).toEqual(whole.slice(0, 4));
        expect(Math.abs(first[4]! + second[4]! - whole[4]!)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 40 },
    );
  });

  it('are of the shapes of the contract, whatever is heard', () => {
    const anything = fc.record({
      unit: fc.constantFrom(...Object.keys(SOURCES), 'nobody'),
      signal: fc.constantFrom<SignalName>(...UNIT, ...MACHINE, 'qcResult', 'qcRelease', 'orderEvent', 'alarmEvent', 'hvac.supplyFlow', 'process.x'),
      value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), text(batchEvent), fc.json()),
      atS: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 60 }), (heard) => {
        const mirror = mirrorOf(heard.map(({ unit, signal, value, atS }) => reading(unit, atS, signal, value)));
        for (const row of ledgerOf(smallCell, mirror)) LedgerRowShape.parse(row);
        for (const record of lotsOf(mirror)) LotRecord.parse(record);
        CellView.parse({ ...viewMirror(smallCell, mirror, (AT_S + 21_000) * US), findings: [], lookAhead: null });
        situationOf(smallCell, mirror, (AT_S + 21_000) * US);
      }),
      { numRuns: 150 },
    );
  });
});

import { CellDefinition, type CellDocument } from '../../../src/contract/cell.js';
import { PlantChange, type PlantChangeDocument } from '../../../src/contract/cell-change.js';
import { compileCell } from '../../../src/model/cell/compile.js';
import { reportCell } from '../../../src/model/cell/report.js';
import { applyCellChanges } from '../../../src/model/what-if/apply.js';
import { accounts, begun, day, definitionOf, done, MIN, MONDAY_US, phase, product, told, unit, type SomeCell } from '../cell/cells.js';

/** The cell with the changes, from Monday 00:00 on. */
function variant(document: SomeCell, hours: number, ...changes: PlantChangeDocument[]) {
  const read: CellDocument = definitionOf(document);
  const result = applyCellChanges(
    CellDefinition.parse(read),
    changes.map((change) => PlantChange.parse(change)),
    MONDAY_US,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const compiled = compileCell(result.definition);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const run = told(compiled.cell, hours);
  return { ...run, report: reportCell(compiled.cell, run.state) };
}

const dryerLimited: SomeCell = {
  stores: [{ id: 'wait' }],
  units: [unit('mixer', { phases: [phase(30)] }), unit('dryer', { phases: [phase(120)] })],
  products: [product('x', 100, [{ id: 'mixer', store: 'wait' }, { id: 'dryer' }])],
  orders: [{ id: 'o', product: 'x', batches: 100 }],
};

describe('in the simulation', () => {
  it('a second dryer doubles what a cell makes that its dryer limits; a faster mixer changes nothing', () => {
    const batches = (...changes: PlantChangeDocument[]) => done(variant(dryerLimited, 24.5, ...changes).facts).length;
    expect(batches()).toBe(12);
    expect(batches({ kind: 'add-unit', like: 'dryer', id: 'dryer-2' })).toBe(23);
    expect(batches({ kind: 'slots', unit: 'dryer', slots: 2 })).toBe(23);
    expect(batches({ kind: 'duration', unit: 'mixer', lasts: 'x0.5' })).toBe(12);
    expect(batches({ kind: 'duration', unit: 'dryer', lasts: 'x0.5' })).toBe(24);
  });

  it('a leak costs its amount at all times, and no more', () => {
    const cell: SomeCell = {
      ...dryerLimited,
      carriers: [{ id: 'electricity' }],
      utilities: [{ id: 'air', unit: 'Nm3', energy: { electricity: 0.115 } }],
      units: [unit('mixer', { phases: [phase(30)], utilities: { air: { execute: 40 } } }), dryerLimited.units[1]!],
    };
    const [tight, leaky] = [variant(cell, 48).report, variant(cell, 48, { kind: 'leak', utility: 'air', leak: 12 }).report];
    expect(leaky.utilities[0]!.used - tight.utilities[0]!.used).toBeCloseTo(12 * 48, 6);
    expect(leaky.carriers[0]!.kwh - tight.carriers[0]!.kwh).toBeCloseTo(12 * 48 * 0.115, 6);
    expect(leaky.products).toEqual(tight.products);
  });

  it('a leak takes of a limited capacity what work would need', () => {
    const cell: SomeCell = {
      utilities: [{ id: 'air', unit: 'Nm3', capacity: 100 }],
      units: ['a', 'b'].map((id) => unit(id, { phases: [phase(60, { utilities: { air: 45 } })] })),
      products: [product('x', 1, [{ id: 'run', units: ['a', 'b'] }])],
      orders: [{ id: 'o', product: 'x', batches: 2 }],
    };
    expect(done(variant(cell, 5).facts).map(([, min]) => min)).toEqual([60, 60]);
    expect(done(variant(cell, 5, { kind: 'leak', utility: 'air', leak: 20 }).facts).map(([, min]) => min)).toEqual([60, 120]);
  });

  it('a disruption halts what is under way, also on a unit that finishes it outside its calendar', () => {
    const cell: SomeCell = {
      calendars: [day('day', '00:00', '02:00')],
      units: [unit('dryer', { calendar: 'day', atShiftEnd: 'finish', phases: [phase(300)] })],
      products: [product('x', 1, [{ id: 'dryer' }])],
      orders: [{ id: 'o', product: 'x', batches: 1 }],
    };
    expect(done(variant(cell, 20).facts)).toEqual([[1, 300]]);
    const halted = variant(cell, 20, { kind: 'disruption', unit: 'dryer', from: '+3 h', lasts: '90 min' });
    expect(done(halted.facts)).toEqual([[1, 390]]);
    expect(accounts(halted.facts, 'dryer').slice(0, 3)).toEqual([
      ['execute', 0],
      ['off', 180],
      ['execute', 270],
    ]);
  });

  it('a disruption of one slot leaves the other at work', () => {
    const cell: SomeCell = {
      units: [unit('dryer', { slots: 2, phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'dryer' }])],
      orders: [{ id: 'o', product: 'x', batches: 4 }],
    };
    const { facts } = variant(cell, 10, { kind: 'disruption', unit: 'dryer', slot: 2, from: '+30 min', lasts: '2 h' });
    expect(begun(facts)).toEqual([
      ['dryer/1', 1, 0],
      ['dryer/2', 2, 0],
      ['dryer/1', 3, 60],
      ['dryer/1', 4, 120],
    ]);
    expect(done(facts)).toEqual(expect.arrayContaining([[2, 180]]));
  });

  it('a window lets new batches begin at night only, and finishes them', () => {
    const { facts } = variant(dryerLimited, 48, { kind: 'window', unit: 'dryer', from: '22:00', to: '23:00' });
    expect(
      begun(facts)
        .filter(([id]) => id === 'dryer')
        .map(([, , min]) => min),
    ).toEqual([22 * 60, 46 * 60]);
  });

  it('late material moves the first batch by the delay', () => {
    const late = variant(dryerLimited, 24, { kind: 'late-material', product: 'x', by: '5 h' });
    expect(begun(late.facts)[0]).toEqual(['mixer', 1, 300]);
  });

  it('a set-back saves the fan power of its hours by the fan law', () => {
    const cell: SomeCell = {
      ...dryerLimited,
      calendars: [day('day')],
      zones: [{ id: 'hall', calendar: 'day', fan: '32 kW', exponent: 3, grade: 'D' }],
    };
    const fanKwh = (...changes: PlantChangeDocument[]) => variant(cell, 24, ...changes).report.zones[0]!.fanKwh;
    expect(fanKwh()).toBeCloseTo(32 * 24, 9);
    expect(fanKwh({ kind: 'setback', zone: 'hall', share: '50 %', recovery: '30 min' })).toBeCloseTo(32 * 8.5 + 4 * 15.5, 9);
  });

  it('foreseen stops become work that is planned: as many hours of each as the shares say', () => {
    const cell: SomeCell = {
      units: [
        unit('mixer', {
          phases: [phase(60)],
          stops: [{ id: 'failure', name: { en: 'f', fr: 'f' }, class: 'failure', every: { dist: 'fixed', value: '10 h' }, lasts: '2 h' }],
        }),
      ],
      products: [product('x', 1, [{ id: 'mixer' }])],
      orders: [{ id: 'o', product: 'x', batches: 1000 }],
    };
    const { accountS } = variant(cell, 400, { kind: 'predictive', unit: 'mixer', stop: 'failure', share: 0.5, work: { lasts: '30 min' } }).report.units[0]!;
    // of every 20 hours of work one failure of 2 h and one planned work of half an hour
    expect(accountS.down / accountS.execute).toBeCloseTo(2 / 20, 2);
    expect(accountS.maintenance / accountS.execute).toBeCloseTo(0.5 / 20, 2);
  });
});

it('moments of a variant count from its start', () => {
  const { facts } = variant(dryerLimited, 2, { kind: 'rush-order', id: 'u', product: 'x', batches: 1, release: '+45 min' });
  expect(facts.find((fact) => fact.kind === 'order-released' && fact.id === 'u')!.atUs - MONDAY_US).toBe(45 * MIN);
});

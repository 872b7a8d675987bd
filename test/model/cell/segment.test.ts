import fc from '../../property.js';
import { recordCell } from '../../../src/model/cell/record.js';
import { reportCell } from '../../../src/model/cell/report.js';
import { runCell } from '../../../src/model/cell/run.js';
import { forkCell, restoreCell, snapshotCell, startCell } from '../../../src/model/cell/state.js';
import { cellOf, day, HOUR, MIN, MONDAY_US, product, told, unit } from './cells.js';

const text = (id: string) => ({ en: id, fr: id });
const power = { standby: '1 kW', idle: '2 kW', execute: '10 kW' };
const station = (id: string, rest = {}) => ({ id, type: 'machine', name: text(id), item: id, rate: '10 /min', power, ...rest });
const stop = (minutes: number, lasts: number) => ({
  id: 'stop',
  name: text('stop'),
  class: 'failure' as const,
  every: `${minutes} min`,
  lasts: `${lasts} min`,
});

describe('a batch in a flow segment', () => {
  it('is made at the rate of the slowest machine, less what start-up and the machines reject', () => {
    const cell = cellOf({
      units: [
        unit('press', {
          flow: {
            startUp: { lasts: '20 min' },
            startUpRejects: 100,
            stations: [station('core', { rejects: 0.1, buffer: { capacity: 50 } }), station('box', { takes: 9, rate: '5 /min' })],
          },
        }),
      ],
      products: [product('a', 1000, [{ id: 'press' }])],
      orders: [{ id: 'o1', product: 'a', batches: 2 }],
    });
    const { state, facts } = told(cell, 24);
    // 900 of 1,000 cores are left after start-up and pass at 10 a minute: 90 min. 810 of them are good, 90 boxes.
    expect(facts.flatMap((f) => (f.kind === 'batch-done' ? [[f.items, f.min]] : []))).toEqual([
      [90, 110],
      [90, 220],
    ]);
    const done = facts.find((f) => f.kind === 'step-done');
    expect(done).toMatchObject({ items: 90, rejected: 21 }); // 1,000 / 9 boxes, rounded, less 90
    const { units, carriers } = reportCell(cell, state);
    expect(units[0]!.accountS).toMatchObject({ 'start-up': 40 * 60, execute: 180 * 60 });
    // cores: 10 kW for 90 min; boxes at 1 of 5 a minute, never waiting: 10 kW; start-up at 10 kW; idle 20 h 20 min at 2 kW
    expect(carriers[0]!.kwh).toBeCloseTo(2 * (1.5 * 20 + (20 / 60) * 10) + (24 - 220 / 60) * 2, 3);
  });

  it('rests outside its calendar and loads the unit behind it while it runs', () => {
    const cell = cellOf({
      calendars: [day('day', '06:00', '08:00')],
      units: [
        unit('fill', { calendar: 'day', flow: { stations: [station('vial')] } }),
        unit('freeze', { phases: [{ id: 'freeze', lasts: '6 h' }], setUp: { lasts: '30 min' } }),
      ],
      products: [product('a', 1500, [{ id: 'fill', loads: true }, { id: 'freeze' }])],
      orders: [{ id: 'o1', product: 'a', batches: 1 }],
    });
    const { facts } = told(cell, 72);
    const begun = facts.flatMap((f) => (f.kind === 'step-begun' || f.kind === 'phase-begun' ? [[f.unit, f.kind, f.min]] : []));
    // Filling waits for the set-up of the freeze-dryer until 06:30, rests from 08:00 to 06:00, and ends at 07:00 the next day.
    expect(begun).toEqual([
      ['fill', 'step-begun', 360],
      ['fill', 'phase-begun', 390],
      ['freeze', 'step-begun', 1440 + 420],
      ['freeze', 'phase-begun', 1440 + 420],
    ]);
    expect(facts.find((f) => f.kind === 'batch-done')).toMatchObject({ items: 1500, min: 1440 + 420 + 360 });
  });

  it('is lost where start-up leaves nothing of it', () => {
    const cell = cellOf({
      units: [unit('press', { flow: { startUpRejects: 500, stations: [station('core')] } })],
      products: [product('a', 100, [{ id: 'press' }])],
      orders: [{ id: 'o1', product: 'a', batches: 2 }],
    });
    const { facts } = told(cell, 24);
    expect(facts.flatMap((f) => (f.kind === 'batch-lost' ? [[f.why, f.min]] : []))).toEqual([
      ['nothing-left', 0],
      ['nothing-left', 0],
    ]);
  });

  it('over random segments: items are good or rejected, time is all spent, and stopping on the way changes no bit', () => {
    const segment = fc.array(
      fc.record({
        takes: fc.constantFrom(1, 2, 7),
        rate: fc.integer({ min: 5, max: 60 }).map((n) => `${n} /min`),
        rejects: fc.constantFrom(0, 0.02, 0.3),
        buffer: fc.constantFrom(undefined, { capacity: 30 }, { capacity: 200, transit: '2 min' }),
        stops: fc.constantFrom([], [stop(25, 4)], [{ ...stop(40, 9), every: { dist: 'exponential' as const, mean: '40 min' } }]),
        ramp: fc.constantFrom(undefined, '1 min'),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(segment, fc.integer({ min: 100, max: 3000 }), fc.boolean(), (machines, items, byDay) => {
        const stations = machines.map((machine, i) => {
          const given = Object.entries({ ...machine, ...(i === machines.length - 1 ? { buffer: undefined } : {}) }).filter(([, value]) => value !== undefined);
          return station(`m${i}`, Object.fromEntries(given));
        });
        const cell = cellOf({
          calendars: [day('day')],
          units: [unit('line', { flow: { stations, startUpRejects: 13 }, ...(byDay ? { calendar: 'day' } : {}) })],
          products: [product('a', items, [{ id: 'line' }])],
          orders: [{ id: 'o', product: 'a', batches: 3 }],
        });
        const state = startCell(cell, { seed: 3, replication: 1, atUs: MONDAY_US });
        const record = recordCell(state);
        const end = MONDAY_US + 400 * HOUR;
        runCell(cell, state, end);
        const takes = machines.reduce((product, machine) => product * machine.takes, 1);
        const good = machines.reduce((rest, machine) => rest * (1 - machine.rejects), (items - 13) / takes);
        for (const { end: ended, steps } of record.batches.values()) {
          // What is too little for one more stays behind: half of what one takes less one, on average.
          expect(Math.abs(steps[0]!.itemsOut! - Math.max(0, good - (takes - 1) / (2 * takes)))).toBeLessThanOrEqual(0.5 + 1e-6);
          if (machines.every(({ rejects }) => rejects === 0)) expect(steps[0]!.itemsOut).toBe(Math.floor((items - 13) / takes));
          expect(ended?.how).toBe(steps[0]!.itemsOut === 0 ? 'nothing-left' : 'done');
        }
        const { units } = reportCell(cell, state);
        expect(Object.values(units[0]!.accountS).reduce((sum, s) => sum + s, 0)).toBeCloseTo(400 * 3600, 5);

        const first = startCell(cell, { seed: 3, replication: 1, atUs: MONDAY_US });
        runCell(cell, first, MONDAY_US + 777 * MIN + 5);
        const restored = restoreCell(cell, JSON.parse(JSON.stringify(snapshotCell(cell, first))));
        if (!restored.ok) throw new Error(restored.reason);
        runCell(cell, restored.state, end);
        expect(restored.state.bytes).toEqual(state.bytes);
        expect(restored.state.lines[0]!.bytes).toEqual(state.lines[0]!.bytes);
        const forks = [1, 1].map(() => forkCell(cell, first, { seed: 9, replication: 2 }));
        for (const fork of forks) runCell(cell, fork, end);
        expect(forks[0]!.bytes).toEqual(forks[1]!.bytes);
      }),
      { numRuns: 60, seed: 20261125 },
    );
  });
});

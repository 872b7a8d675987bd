import { accounts, begun, cellOf, day, done, HOUR, phase, product, told, unit } from './cells.js';
import { reportCell } from '../../../src/model/cell/report.js';

const operator = { persons: { operator: 1 } };

describe('people', () => {
  it('those who wait longest for an operator go first, even before the next phase of the batch that has one', () => {
    const cell = cellOf({
      teams: [{ id: 'crew', skills: ['operator'], persons: 1 }],
      units: [unit('a', { phases: [phase(10, operator), phase(10, { id: 'second', ...operator })] }), unit('b', { phases: [phase(5, operator)] })],
      products: [product('x', 1, [{ id: 'a' }]), product('y', 1, [{ id: 'b' }])],
      orders: [
        { id: 'o1', product: 'x', batches: 1 },
        { id: 'o2', product: 'y', batches: 1 },
      ],
    });
    const { facts, state } = told(cell, 1);
    expect(accounts(facts, 'a')).toEqual([
      ['execute', 0],
      ['persons', 10],
      ['execute', 15],
      ['idle', 25],
    ]);
    expect(accounts(facts, 'b')).toEqual([
      ['persons', 0],
      ['execute', 10],
      ['idle', 15],
    ]);
    expect(reportCell(cell, state).teams).toEqual([{ team: 'crew', busy: 25 / 60, busyPersonUs: 25 * 60e6 }]);
  });

  it('each skill gets a team that leaves enough for the others', () => {
    const cell = cellOf({
      teams: [
        { id: 'both', skills: ['operator', 'analyst'], persons: 1 },
        { id: 'one', skills: ['operator'], persons: 1 },
      ],
      units: [unit('a', { phases: [phase(10, { persons: { operator: 1, analyst: 1 } })] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 1 }],
    });
    expect(done(told(cell, 1).facts)).toEqual([[1, 10]]);
  });

  it('whoever is at work at the end of the shift stays until the end of the activity', () => {
    const cell = cellOf({
      calendars: [day('day')],
      teams: [{ id: 'crew', skills: ['operator'], persons: 1, calendar: 'day' }],
      units: [unit('a', { phases: [phase(300, operator)] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 3 }],
    });
    const { facts, state } = told(cell, 31);
    // Monday 06:00-11:00, 11:00-16:00 past 14:00, then Tuesday at 06:00
    expect(done(facts)).toEqual([
      [1, 660],
      [2, 960],
    ]);
    expect(accounts(facts, 'a').at(-1)).toEqual(['execute', 1800]);
    expect(reportCell(cell, state).teams[0]).toMatchObject({ busy: 1, busyPersonUs: 11 * HOUR }); // 5 + 5 + 1 h: two of them beyond the shift
  });

  it('whose work rests at the end of the shift is not at work, and goes on with it', () => {
    const cell = cellOf({
      calendars: [day('day')],
      teams: [{ id: 'crew', skills: ['operator'], persons: 2, calendar: 'day' }],
      units: [unit('a', { calendar: 'day', phases: [phase(600, operator)] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 1 }],
    });
    const { facts, state } = told(cell, 38);
    expect(done(facts)).toEqual([[1, 1800 + 120]]);
    expect(reportCell(cell, state).teams).toEqual([{ team: 'crew', busy: 10 / 32, busyPersonUs: 10 * HOUR }]); // of 2 persons, 2 days of 8 h
  });

  it('nor is who repairs a unit that rests', () => {
    const cell = cellOf({
      calendars: [day('day')],
      teams: [{ id: 'workshop', skills: ['technician'], persons: 1 }],
      units: [
        unit('a', {
          calendar: 'day',
          phases: [phase(420)],
          stops: [{ id: 'failure', name: { en: 'f', fr: 'f' }, class: 'failure', every: '6 h', lasts: '3 h' }],
          repair: { persons: { technician: 1 } },
        }),
      ],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 1 }],
    });
    const { facts, state } = told(cell, 38);
    expect(done(facts)).toEqual([[1, 1800 + 120]]); // 6 h, a repair from 12:00 to 14:00 and from 06:00 to 07:00, 1 h
    expect(reportCell(cell, state).teams[0]!.busyPersonUs).toBe(3 * HOUR);
  });
});

describe('the calendar of a unit', () => {
  const ofUnit = (rest: object, phaseMinutes: number) =>
    cellOf({
      calendars: [day('day')],
      units: [unit('a', { calendar: 'day', phases: [phase(phaseMinutes)], ...rest })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 2 }],
    });

  it('what is under way at the end rests until the next shift', () => {
    const { facts } = told(ofUnit({}, 300), 40);
    expect(done(facts)).toEqual([
      [1, 660],
      [2, 1800 + 120],
    ]);
    expect(accounts(facts, 'a')).toEqual([
      ['execute', 360],
      ['off', 840],
      ['execute', 1800],
      ['idle', 1920],
      ['off', 2280],
    ]);
  });

  it('or is finished, and nothing new begins', () => {
    const { facts } = told(ofUnit({ atShiftEnd: 'finish' }, 500), 40);
    expect(begun(facts)).toEqual([
      ['a', 1, 360],
      ['a', 2, 1800],
    ]);
    expect(done(facts)).toEqual([
      [1, 860],
      [2, 2300],
    ]);
  });

  it('what ends with the shift has ended', () => {
    expect(done(told(ofUnit({}, 480), 40).facts)).toEqual([
      [1, 840],
      [2, 2280],
    ]);
  });

  it('an outage stops a unit that works always, and power is that of standby while a batch is on it', () => {
    const cell = cellOf({
      units: [unit('a', { outages: [{ from: '2026-03-02T00:20', to: '2026-03-02T00:50' }], phases: [phase(60)] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 1 }],
    });
    const { facts, state } = told(cell, 2);
    expect(done(facts)).toEqual([[1, 90]]);
    const { accountS, energyKwh } = reportCell(cell, state).units[0]!;
    expect(accountS).toMatchObject({ execute: 3600, off: 1800, idle: 1800 });
    expect(energyKwh).toMatchObject({ execute: 10, off: 0.5, idle: 1 });
  });

  it('follows the change to summer time: a night of 22:00 to 06:00 has seven hours', () => {
    const cell = cellOf({
      calendars: [{ id: 'night', shifts: [{ id: 'n', name: { en: 'n', fr: 'n' }, days: ['sat'], from: '22:00', to: '06:00' }] }],
      units: [unit('a', { calendar: 'night', phases: [phase(450)] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 1, release: '2026-03-28T12:00' }],
    });
    const { facts } = told(cell, 40 * 24);
    const saturday = (26 * 24 + 22) * 60; // 28 March 22:00, minutes after Monday 2 March
    expect(begun(facts)).toEqual([['a', 1, saturday]]);
    expect(done(facts)).toEqual([[1, saturday + 7 * 24 * 60 - 60 + 30]]); // the week has an hour less; 30 of 450 min are left
  });

  it('a shift that only the hour skipped in spring would hold comes again a week later', () => {
    const cell = cellOf({
      calendars: [{ id: 'early', shifts: [{ id: 'n', name: { en: 'n', fr: 'n' }, days: ['sun'], from: '02:00', to: '03:00' }] }],
      units: [unit('a', { calendar: 'early', phases: [phase(30)] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o1', product: 'x', batches: 1, release: '2026-03-23T12:00' }],
    });
    expect(done(told(cell, 40 * 24).facts)).toEqual([[1, (34 * 24 + 2) * 60 - 60 + 30]]);
  });
});

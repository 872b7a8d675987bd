import { reportCell } from '../../../src/model/cell/report.js';
import { accounts, begun, cellOf, day, done, phase, product, told, unit } from './cells.js';

const name = { en: 'jam', fr: 'jam' };
const failure = (every: string, lasts: string, rest = {}) => ({ id: 'jam', name, class: 'failure' as const, every, lasts, ...rest });
const oneProduct = { products: [product('x', 1, [{ id: 'a' }])], orders: [{ id: 'o', product: 'x', batches: 1 }] };

describe('stops', () => {
  it('a failure interrupts a phase, which goes on after the repair; its clock counts use', () => {
    const cell = cellOf({ units: [unit('a', { phases: [phase(50)], stops: [failure('20 min', '5 min')] })], ...oneProduct });
    const { facts, state } = told(cell, 2);
    expect(accounts(facts, 'a')).toEqual([
      ['execute', 0],
      ['down', 20],
      ['execute', 25],
      ['down', 45],
      ['execute', 50],
      ['idle', 60],
    ]);
    expect(reportCell(cell, state).units[0]).toMatchObject({ failures: 2, minorStops: 0 });
  });

  it('a micro-stop needs nobody, and draws the power of held', () => {
    const power = { standby: '1 kW', idle: '2 kW', execute: '10 kW', held: '6 kW' };
    const cell = cellOf({
      units: [unit('a', { power, phases: [phase(50)], stops: [failure('20 min', '10 min', { class: 'micro-stop' })], repair: { persons: { technician: 1 } } })],
      teams: [{ id: 'none', skills: ['technician'], persons: 1, calendar: 'day' }],
      calendars: [day('day')],
      ...oneProduct,
    });
    const { facts, state } = told(cell, 2);
    expect(done(facts)).toEqual([[1, 70]]);
    const report = reportCell(cell, state).units[0]!;
    expect(report).toMatchObject({ failures: 0, minorStops: 2 });
    expect(report.energyKwh['minor-stop']).toBeCloseTo(2, 12);
  });

  it('a technician comes when free, needs a way, and serves those who called', () => {
    const cell = cellOf({
      teams: [{ id: 'shop', skills: ['technician'], persons: 1 }],
      units: ['a', 'b'].map((id, i) =>
        unit(id, { phases: [phase(60)], stops: [failure(`${20 + 3 * i} min`, '15 min')], repair: { persons: { technician: 1 }, response: '4 min' } }),
      ),
      products: [product('x', 1, [{ id: 'a' }]), product('y', 1, [{ id: 'b' }])],
      orders: ['x', 'y'].map((id) => ({ id, product: id, batches: 1 })),
    });
    const { facts, state } = told(cell, 1);
    expect(accounts(facts, 'a').slice(0, 3)).toEqual([
      ['execute', 0],
      ['down', 20],
      ['execute', 39],
    ]);
    expect(accounts(facts, 'b').slice(0, 3)).toEqual([
      ['execute', 0],
      ['down', 23],
      ['execute', 58],
    ]);
    expect(reportCell(cell, state).teams[0]!.busy).toBeCloseTo(39 / 60, 12); // 20-58, and from 59 on for the first again
  });

  it('a failure just before the end of a shift rests with the unit, though the technician is there from 08:00 only', () => {
    const cell = cellOf({
      calendars: [day('day'), day('late', '08:00', '13:50')],
      teams: [{ id: 'shop', skills: ['technician'], persons: 1, calendar: 'late' }],
      units: [unit('a', { calendar: 'day', phases: [phase(500)], stops: [failure('475 min', '30 min')], repair: { persons: { technician: 1 } } })],
      ...oneProduct,
    });
    const { facts } = told(cell, 48);
    expect(accounts(facts, 'a').slice(-7)).toEqual([
      ['execute', 360],
      ['down', 835],
      ['off', 840],
      ['down', 1800],
      ['execute', 1950], // Tuesday 08:30
      ['idle', 1975],
      ['off', 2280],
    ]);
  });

  it('operators who have the skill repair their own unit', () => {
    const cell = cellOf({
      teams: [{ id: 'crew', skills: ['operator', 'technician'], persons: 1 }],
      units: [unit('a', { phases: [phase(30, { persons: { operator: 1 } })], stops: [failure('20 min', '5 min')], repair: { persons: { technician: 1 } } })],
      ...oneProduct,
    });
    expect(done(told(cell, 2).facts)).toEqual([[1, 35]]);
  });

  it('the clock of time goes on while a unit is idle, but not while it is down, off or maintained', () => {
    const cell = cellOf({
      calendars: [day('day')],
      units: [
        unit('a', {
          calendar: 'day',
          stops: [failure('3 h', '30 min', { clock: 'time' })],
          maintenance: [{ id: 'care', every: '10 h', clock: 'time', work: { lasts: '1 h' } }],
        }),
      ],
      products: oneProduct.products,
    });
    // idle 06:00, down 09:00-09:30, maintenance at 10:00 (10 h of all time) until 11:00, down at 13:30, off at 14:00 with no rest left
    expect(accounts(told(cell, 24).facts, 'a')).toEqual([
      ['idle', 360],
      ['down', 540],
      ['idle', 570],
      ['maintenance', 600],
      ['idle', 660],
      ['down', 810],
      ['off', 840],
    ]);
  });
});

describe('maintenance', () => {
  it('of operation comes between batches after so much use', () => {
    const cell = cellOf({
      units: [unit('a', { phases: [phase(40)], maintenance: [{ id: 'care', every: '60 min', work: { lasts: '15 min' } }] })],
      ...oneProduct,
      orders: [{ id: 'o', product: 'x', batches: 4 }],
    });
    expect(accounts(told(cell, 4).facts, 'a')).toEqual([
      ['execute', 0],
      ['maintenance', 80],
      ['execute', 95],
      ['maintenance', 175],
      ['idle', 190],
    ]);
  });
});

describe('standby', () => {
  it('comes after an idle time, and the next batch waits for the waking', () => {
    const power = { standby: '1 kW', idle: '2 kW', execute: '10 kW', starting: '20 kW' };
    const cell = cellOf({
      units: [unit('a', { power, phases: [phase(30)], standby: { after: '20 min', wakeUp: '6 min' } })],
      products: oneProduct.products,
      demand: [{ id: 'd', product: 'x', batches: 1, every: '90 min' }],
    });
    const { facts, state } = told(cell, 3);
    expect(accounts(facts, 'a')).toEqual([
      ['execute', 0],
      ['idle', 30],
      ['standby', 50],
      ['waking', 90],
      ['execute', 96],
      ['idle', 126],
      ['standby', 146],
      ['waking', 180],
    ]);
    expect(begun(facts)[1]).toEqual(['a', 2, 90]);
    const { energyKwh } = reportCell(cell, state).units[0]!;
    for (const [account, kwh] of [
      ['execute', 10],
      ['idle', 4 / 3],
      ['standby', 74 / 60],
      ['waking', 2],
    ] as const) {
      expect(energyKwh[account]).toBeCloseTo(kwh, 12);
    }
  });

  it('a unit that is ready to be loaded does not go to standby', () => {
    const cell = cellOf({
      calendars: [day('day')],
      teams: [{ id: 'crew', skills: ['operator'], persons: 1, calendar: 'day' }],
      units: [
        unit('mill', { phases: [phase(30, { persons: { operator: 1 } })] }),
        unit('bin', { phases: [phase(15)], standby: { after: '20 min', wakeUp: '6 min' } }),
      ],
      products: [product('x', 10, [{ id: 'mill', loads: true }, { id: 'bin' }])],
      orders: [{ id: 'o', product: 'x', batches: 1 }],
    });
    expect(accounts(told(cell, 8).facts, 'bin')).toEqual([
      ['starved', 0],
      ['execute', 360],
      ['idle', 405],
      ['standby', 425],
    ]);
  });
});

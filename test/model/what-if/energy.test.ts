import type { CellDefinition } from '../../../src/contract/cell.js';
import { changed, expected, noted, refused, unitOf } from './changes.js';

const zone = (cell: CellDefinition, id: string) => cell.zones.find((each) => each.id === id)!;
const utility = (cell: CellDefinition, id: string) => cell.utilities.find((each) => each.id === id)!;

describe('a set-back', () => {
  it('changes share, hours and recovery of a zone', () => {
    const night = [{ id: 'all', name: { en: 'all', fr: 'all' }, days: ['mon' as const], from: '08:00', to: '12:00' }];
    expect(changed({ kind: 'setback', zone: 'hall', share: '60 %', shifts: night, recovery: '25 min' })).toEqual(
      expected((cell) => {
        cell.calendars.push({ id: 'hall-production', shifts: night });
        Object.assign(zone(cell, 'hall'), { setback: 0.6, calendar: 'hall-production', recovery: 1500 });
      }),
    );
    expect(changed({ kind: 'setback', zone: 'hall', calendar: 'lab' })).toEqual(expected((cell) => (zone(cell, 'hall').calendar = 'lab')));
    expect(noted({ kind: 'setback', zone: 'hall', share: 0.6, recovery: '10 min' })).toEqual([
      'hall: a recovery of 10 min is shorter than the 20 to 30 min that clean rooms usually need',
    ]);
  });

  it('keeps grades A and B, zones that must not be set back, and the least share', () => {
    expect(refused({ kind: 'setback', zone: 'core', share: 0.9 })).toEqual(['/changes/0/share: "core" is of grade B: it is not set back']);
    expect(refused({ kind: 'setback', zone: 'store-room', share: 0.9 })).toEqual(['/changes/0/share: "store-room" must not be set back, its file says']);
    expect(refused({ kind: 'setback', zone: 'hall', share: 'x0.5' })).toEqual([
      '/changes/0/share: "hall" may be set back to 50 % of its flow at the least, not to 40 %',
    ]);
    expect(refused({ kind: 'setback', zone: 'hall', share: 1.2 })).toEqual(['/changes/0/share: 120 %: it must be at most 100 %']);
  });
});

describe('power and standby', () => {
  it('change by state of a unit or machine, and of a zone', () => {
    expect(
      changed(
        { kind: 'power', unit: 'dryer', state: 'held', power: '-1 kW' },
        { kind: 'power', unit: 'packer', machine: 'blister', state: 'execute', power: '-10 %' },
        { kind: 'power', zone: 'hall', of: 'fan', power: 'x0.9' },
        { kind: 'power', zone: 'hall', of: 'heat', power: '8 kW' },
        { kind: 'standby', unit: 'mixer', after: '10 min' },
        { kind: 'standby', unit: 'dryer', after: '15 min', wakeUp: '20 min' },
      ),
    ).toEqual(
      expected((cell) => {
        unitOf(cell, 'dryer').power.held = 1;
        unitOf(cell, 'packer').flow!.stations[0]!.power.execute = 8.1;
        Object.assign(zone(cell, 'hall'), { fan: 28.8, heat: { carrier: 'heat', power: 8 } });
        unitOf(cell, 'mixer').standby = { after: 600, wakeUp: 300 };
        unitOf(cell, 'dryer').standby = { after: 900, wakeUp: 1200 };
      }),
    );
    expect(unitOf(changed({ kind: 'standby', unit: 'mixer', after: null }), 'mixer').standby).toBeUndefined();
    expect(noted({ kind: 'power', unit: 'mixer', state: 'execute', power: 'x0.9' })).toEqual(['mixer: mix (12 kW) keep the power of their own']);
  });

  it('are refused below zero, and where it is not clear whose they are', () => {
    expect(refused({ kind: 'power', unit: 'dryer', state: 'standby', power: '-2 kW' })).toEqual([
      '/changes/0/power: "-2 kW" from 1 kW would be -1 kW: it must be zero or more',
    ]);
    expect(refused({ kind: 'power', unit: 'packer', state: 'execute', power: 'x0.9' })).toEqual([
      '/changes/0/machine: missing: while it produces "packer" draws what its machines draw; expected one of blister, cartoner',
    ]);
    expect(refused({ kind: 'power', unit: 'packer', zone: 'hall', power: 'x0.9' })).toEqual(['/changes/0: expected either "unit" or "zone"']);
    expect(refused({ kind: 'standby', unit: 'dryer', after: '15 min' })).toEqual([
      '/changes/0/wakeUp: missing: "dryer" has no standby of its own: how long does it take to wake up?',
    ]);
  });
});

describe('start times', () => {
  const hours = (cell: CellDefinition, id: string) =>
    cell.calendars.find((each) => each.id === id)!.shifts.map(({ days, from, to }) => `${days.join(' ')} ${from}-${to}`);

  it('are staggered by calendars of their own', () => {
    const after = changed({ kind: 'stagger', units: ['mixer', 'packer'], by: '20 min' });
    expect(after.units.map(({ calendar }) => calendar)).toEqual(['day', undefined, 'packer-staggered']);
    expect(hours(after, 'packer-staggered')).toEqual(['mon tue wed thu fri 06:20-22:00']);
    expect(refused({ kind: 'stagger', units: ['mixer', 'dryer'], by: '20 min' })).toEqual([
      '/changes/0/units/1: "dryer" works always: it has no start to move',
    ]);
    expect(refused({ kind: 'stagger', units: ['mixer', 'packer'], by: '17 h' })).toEqual([
      '/changes/0/by: "packer" would start 1020 min later, and works 960 min at a time only',
    ]);
  });

  it('lie within a window, across midnight too, and what has begun is finished', () => {
    const after = changed({ kind: 'window', unit: 'dryer', from: '22:00', to: '06:00' });
    expect(unitOf(after, 'dryer')).toMatchObject({ calendar: 'dryer-window', atShiftEnd: 'finish' });
    expect(hours(after, 'dryer-window')).toEqual(['mon tue wed thu fri sat sun 00:00-06:00', 'mon tue wed thu fri sat sun 22:00-24:00']);
    expect(hours(changed({ kind: 'window', unit: 'mixer', from: '12:00', to: '18:00' }), 'mixer-window')).toEqual(['mon tue wed thu fri 12:00-14:00']);
    expect(refused({ kind: 'window', unit: 'mixer', from: '22:00', to: '04:00' })).toEqual([
      '/changes/0/from: "mixer" does not work between 22:00 and 04:00: expected hours of its calendar "day"',
    ]);
  });
});

describe('utilities', () => {
  it('lose less, cost less by pressure and set-point, and give more', () => {
    expect(
      changed(
        { kind: 'leak', utility: 'air', leak: '-50 %' },
        { kind: 'pressure', utility: 'air', by: '-0.5 bar' },
        { kind: 'chiller', zone: 'hall', by: '+2 K' },
        { kind: 'utility', utility: 'steam', capacity: 500, energy: { heat: '-10 %', electricity: 0.02 } },
      ),
    ).toEqual(
      expected((cell) => {
        Object.assign(utility(cell, 'air'), { leak: 10, energy: { electricity: 0.1 * (1 - 0.07 * 0.5) } });
        zone(cell, 'hall').cooling = 8 * (1 - 0.025 * 2);
        Object.assign(utility(cell, 'steam'), { capacity: 500, energy: { heat: 0.8 * 0.9, electricity: 0.02 } });
      }),
    );
    expect(noted({ kind: 'leak', utility: 'air', leak: 10 })).toEqual(['air: 2.5 % of its capacity of 400 Nm3/h is lost to the leak']);
    expect(noted({ kind: 'pressure', utility: 'air', by: '-1 bar' })).toEqual([
      'air: 7 % of the electricity for each bar is a rule of thumb; leaks stay as they are',
    ]);
  });

  it('make water for injection another way, counted in their own unit', () => {
    const energy = (change: object) => utility(changed({ kind: 'wfi', utility: 'wfi', technology: 'membrane', ...change }), 'wfi').energy;
    expect(energy({})).toEqual({ electricity: 6.5 / 1000 });
    expect(energy({ technology: 'vapour-compression', electricityKwhPerM3: 28 })).toEqual({ electricity: 28 / 1000 });
    expect(energy({ technology: 'med' })).toEqual({ heat: 175 / 1000 });
    expect(noted({ kind: 'wfi', utility: 'wfi', technology: 'med' })).toEqual(['wfi: 175 kWh/m3 of heat is an engineering estimate']);
    expect(refused({ kind: 'wfi', utility: 'wfi', technology: 'med', heat: 'steam' })).toEqual([
      '/changes/0/heat: there is no carrier "steam"; expected one of electricity, heat',
    ]);
    expect(refused({ kind: 'wfi', utility: 'air', technology: 'med' })).toEqual([
      '/changes/0/utility: "air" is counted in Nm3: expected water in m3, L, kg or t',
    ]);
  });

  it('are refused where nothing of them is left, or nothing there is to change', () => {
    expect(refused({ kind: 'leak', utility: 'air', leak: 400 })).toEqual(['/changes/0/leak: "air" gives 400 Nm3/h at the most: a leak of 400 leaves nothing']);
    expect(refused({ kind: 'leak', utility: 'air', leak: 390 })).toEqual([
      '/changes/0: the changed cell would not be right at /units/1/utilities/air: draws 30, and the utility "air" gives 400 at the most, of which 390 leak away: it could never begin',
    ]);
    expect(refused({ kind: 'pressure', utility: 'steam', by: '-1 bar' })).toEqual(['/changes/0/utility: "steam" costs no electricity']);
    expect(refused({ kind: 'pressure', utility: 'air', by: '-4 bar' })).toEqual([
      '/changes/0/by: the rule of thumb holds for a few bar: expected -3 to 3 bar, found -4 bar',
    ]);
    expect(refused({ kind: 'chiller', zone: 'core', by: '+2 K' })).toEqual(['/changes/0/zone: "core" has no cooling']);
  });
});

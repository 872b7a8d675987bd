import type { CellDefinition } from '../../../src/contract/cell.js';
import { changed, expected, noted, refused, unitOf } from './changes.js';

const night = { id: 'night', name: { en: 'Night', fr: 'Nuit' }, days: ['mon' as const, 'tue' as const], from: '22:00', to: '06:00' };

describe('a calendar', () => {
  it('gets a shift more, loses one, or has others', () => {
    const shifts = (cell: CellDefinition) => cell.calendars.find(({ id }) => id === 'packing')!;
    expect(changed({ kind: 'calendar', calendar: 'packing', add: [night] })).toEqual(expected((cell) => shifts(cell).shifts.push(night)));
    expect(changed({ kind: 'calendar', calendar: 'packing', add: [night], remove: ['day'] })).toEqual(expected((cell) => (shifts(cell).shifts = [night])));
    expect(changed({ kind: 'calendar', calendar: 'packing', shifts: [night] })).toEqual(expected((cell) => (shifts(cell).shifts = [night])));
  });

  it('that several have is told; one without a shift is refused', () => {
    expect(noted({ kind: 'calendar', calendar: 'day', add: [night] })).toEqual(['calendar day is that of mixer, crew, hall, store-room']);
    expect(refused({ kind: 'calendar', calendar: 'packing', remove: ['day'] })).toEqual([
      '/changes/0/remove: "packing" would have no shift: nobody would ever work by it',
    ]);
    expect(refused({ kind: 'calendar', calendar: 'packing', remove: ['dya'], add: [{ ...night, id: 'day' }] })).toEqual([
      '/changes/0/remove/0: there is no shift in "packing" "dya", did you mean "day"? expected one of day',
      '/changes/0/add/0/id: another shift has the id "day" already',
    ]);
    expect(refused({ kind: 'calendar', calendar: 'packing', shifts: [night], remove: ['day'] })).toEqual([
      '/changes/0/shifts: takes the place of all shifts: expected either "shifts", or "add" and "remove"',
    ]);
  });

  it('is given to a unit, which may finish what it has begun', () => {
    const change = { kind: 'working-time' as const, unit: 'packer', calendar: 'day', atShiftEnd: 'finish' as const };
    expect(changed(change)).toEqual(expected((cell) => Object.assign(unitOf(cell, 'packer'), { calendar: 'day', atShiftEnd: 'finish' })));
    expect(noted(change)).toEqual(['packer finishes what it has begun, also outside its calendar; persons may be missing then']);
    expect(unitOf(changed({ kind: 'working-time', unit: 'packer', calendar: null }), 'packer').calendar).toBeUndefined();
    expect(refused({ kind: 'working-time', unit: 'packer', calendar: 'night' })).toEqual([
      '/changes/0/calendar: there is no calendar "night"; expected one of day, lab, packing',
    ]);
  });
});

describe('a team', () => {
  it('has other persons, skills and hours; those away are rounded honestly', () => {
    expect(changed({ kind: 'team', team: 'crew', absence: 0.06, skills: ['technician', 'operator'], calendar: null })).toEqual(
      expected((cell) => Object.assign(cell.teams[0]!, { persons: 6, skills: ['operator', 'technician'], calendar: undefined })),
    );
    expect(noted({ kind: 'team', team: 'crew', absence: 0.06 })).toEqual(['teams.crew.persons: 6.58 is taken as 6, whole ones']);
    expect(changed({ kind: 'team', team: 'crew', persons: '+2' })).toEqual(expected((cell) => (cell.teams[0]!.persons = 9)));
    expect(refused({ kind: 'team', team: 'workshop', absence: 0.6 })).toEqual(['/changes/0/absence: of 2 persons 0.8 would be there: one at least is needed']);
  });

  it('too small for the work is refused as a consequence, at the change that makes it so', () => {
    expect(
      refused(
        { kind: 'store', store: 'bulk', capacity: 9 },
        { kind: 'team', team: 'workshop', persons: 1 },
        { kind: 'repair', unit: 'mixer', persons: { technician: 2 } },
      ),
    ).toEqual([
      '/changes/2/persons: the changed cell would not be right at /units/0/repair/persons/technician: needs 2 with the skill "technician", and the largest team with it has 1',
    ]);
  });
});

describe('release and quality', () => {
  it('change tests, review, deviations and rejection', () => {
    expect(
      changed(
        { kind: 'release', release: 'lab', test: 'assay', lasts: 'x0.5', incubation: '24 h', calendar: null },
        { kind: 'release', release: 'lab', test: 'dissolution', skip: true },
        { kind: 'release', release: 'lab', record: '1 d', deviationProbability: '-50 %', deviationLasts: '5 d', reject: 0 },
      ),
    ).toEqual(
      expected((cell) => {
        const plan = cell.releases[0]!;
        plan.tests = [
          { id: 'assay', work: { ...plan.tests[0]!.work, lasts: { dist: 'fixed', value: 3 * 3600 } }, incubation: { dist: 'fixed', value: 86400 } },
        ];
        plan.record = { dist: 'fixed', value: 86400 };
        plan.deviation = { probability: 0.04, lasts: { dist: 'fixed', value: 5 * 86400 } };
        plan.reject = 0;
      }),
    );
    expect(changed({ kind: 'release', release: 'full', record: null, deviationProbability: 0.1, deviationLasts: '3 d' }).releases[1]).toEqual({
      id: 'full',
      tests: [],
      deviation: { probability: 0.1, lasts: { dist: 'fixed', value: 3 * 86400 } },
      reject: 0,
    });
  });

  it('change rejects of machines, and yield, loss and rework of steps', () => {
    expect(
      changed(
        { kind: 'rejects', unit: 'packer', machine: 'blister', rejects: '0.5 %' },
        { kind: 'recipe-step', step: 'mix', yield: '+1 %', scrap: 0.001 },
        { kind: 'recipe-step', product: 'y', step: 'dry', rework: 'x2', recovers: 0.3 },
      ),
    ).toEqual(
      expected((cell) => {
        unitOf(cell, 'packer').flow!.stations[0]!.rejects = 0.005;
        for (const { route } of cell.products) Object.assign(route[0]!, { yield: 0.99 * 1.01, scrap: 0.001 });
        cell.products[1]!.route[1]!.rework!.probability = 0.04;
        cell.products[1]!.route[1]!.recovers = 0.3;
      }),
    );
  });

  it('are refused where they say nothing or too much', () => {
    expect(refused({ kind: 'release', release: 'lab', lasts: 'x2' })).toEqual([
      '/changes/0/test: missing: which test of "lab" has the "lasts"? assay, dissolution',
    ]);
    expect(refused({ kind: 'release', release: 'full', deviationLasts: '2 d' })).toEqual([
      '/changes/0/deviationProbability: missing: "full" has no deviations yet',
    ]);
    expect(refused({ kind: 'release', release: 'lab', test: 'assay', skip: true, lasts: 'x2' })).toEqual([
      '/changes/0/lasts: contradicts "skip": expected one of them',
    ]);
    expect(refused({ kind: 'recipe-step', step: 'mix', yield: 'x1.2', rework: 0.1 })).toEqual([
      '/changes/0/yield: "x1.2" from 99 % would be 118.8 %: it must be at most 100 %',
      '/changes/0/rework: "mix" of "x" has no rework: its recipe does not say where to',
      '/changes/0/rework: "mix" of "y" has no rework: its recipe does not say where to',
    ]);
    expect(refused({ kind: 'recipe-step', product: 'x', step: 'pack', yield: 0.9 })).toEqual([
      '/changes/0/yield: of "pack" the machines tell it: change their rejects',
    ]);
    expect(refused({ kind: 'rejects', unit: 'packer', machine: 'blister', rejects: 1 })).toEqual(['/changes/0/rejects: 100 %: it must be below 100 %']);
  });
});

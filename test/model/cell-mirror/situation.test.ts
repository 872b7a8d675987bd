import { compileCell } from '../../../src/model/cell/compile.js';
import { observeCell } from '../../../src/model/cell-mirror/observe.js';
import { openMirror } from '../../../src/model/cell-mirror/open-mirror.js';
import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import { definitionOf } from '../../simulator/cell/plant.js';
import { AT_S, reading, smallCell, Told, US } from './small.js';

describe('where a unit stands', () => {
  const placeOf = (told: Told, place: string, atS: number) => situationOf(smallCell, told.mirror, (AT_S + atS) * US).places.find((one) => one.place === place)!;
  const idle = { state: 'Idle', mode: 'Production', phase: 'idle' } as const;

  it('tells since when it is idle, also while it sleeps', () => {
    const told = new Told().say('tank', 0, { state: 'Execute', mode: 'Production', phase: 'hold', batch: 'L', power: 10 });
    told.say('tank', 60, { ...idle, batch: null, power: 5 }).say('tank', 240, { power: 5 });
    expect(placeOf(told, 'tank', 240).idleSinceUs).toBe((AT_S + 60) * US);
    told.say('tank', 400, { power: 1 });
    expect(placeOf(told, 'tank', 420)).toMatchObject({ stage: 'idle', idleSinceUs: (AT_S + 60) * US });
  });

  it('does not guess when it became idle where that was not heard', () => {
    expect(placeOf(new Told().say('tank', 0, { ...idle, power: 5 }), 'tank', 30).idleSinceUs).toBeNull();
  });

  it('tells that work waits for its begin where it has only been on its way to wait', () => {
    const told = new Told().say('mixer.1', 0, { ...idle, stopReason: 0 });
    told.say('mixer.1', 60, { state: 'Execute', phase: 'mix', batch: 'L', step: 'mixing', stopReason: 0 });
    told.say('mixer.1', 62, { state: 'Suspended', stopReason: 1100 });
    expect(placeOf(told, 'mixer.1', 200)).toMatchObject({ stage: 'phases', phase: 'mix', activeS: 0 });
    told.say('mixer.1', 240, { state: 'Execute' }).say('mixer.1', 400, { state: 'Suspended', stopReason: 1100 });
    expect(placeOf(told, 'mixer.1', 500).activeS).toBe(162);
  });

  it('takes a unit that nobody has used or cleaned since it was first heard to be clean since then', () => {
    expect(placeOf(new Told().say('mixer.1', 30, idle), 'mixer.1', 90).cleanSinceUs).toBe((AT_S + 30) * US);
  });
});

describe('the test of a lot that is held', () => {
  const H = 3600;
  const day = [{ id: 'day', name: { en: 'Day', fr: 'Jour' }, days: ['mon' as const, 'tue' as const], from: '08:00', to: '18:00' }];
  const compiled = compileCell(
    definitionOf({
      calendars: [{ id: 'laboratory', shifts: day }],
      teams: [{ id: 'analysts', skills: ['analyst'], persons: 1, calendar: 'laboratory' }],
      stores: [{ id: 'cold' }],
      releases: [
        {
          id: 'bulk',
          record: { dist: 'triangular', min: '1 d', mode: '2 d', max: '30 d' },
          tests: [{ id: 'sterility', work: { lasts: '4 h', persons: { analyst: 1 } }, incubation: '14 d' }],
        },
      ],
      units: [
        {
          id: 'mixer',
          type: 'mixer',
          name: { en: 'Mixer', fr: 'Mélangeur' },
          phases: [{ id: 'mix', lasts: '1 h' }],
          power: { standby: '1 kW', idle: '2 kW', execute: '3 kW' },
        },
      ],
      products: [
        {
          id: 'gel',
          name: { en: 'Gel', fr: 'Gel' },
          item: 'kg',
          batchSize: 10,
          route: [
            { id: 'mixing', units: ['mixer'], store: 'cold', release: 'bulk' },
            { id: 'again', units: ['mixer'] },
          ],
        },
      ],
    }),
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const { cell } = compiled;
  interface Heard {
    lot: string;
    /** hours after AT_S, which is Monday, 08:00 in Paris */
    heldH: number;
    resultH?: number;
  }
  function testsAt(atH: number, lots: readonly Heard[]) {
    const mirror = openMirror(cell);
    const told = (hour: number, source: string, signal: 'batchEvent' | 'qcResult', body: object) =>
      observeCell(cell, mirror, reading(source, hour * H, signal, JSON.stringify(body)));
    for (const { lot, heldH, resultH } of lots) {
      told(0, 'cell', 'batchEvent', { event: 'batch-begin', lot, product: 'gel', order: 'O', items: 10 });
      told(0, 'mixer', 'batchEvent', { event: 'step-begin', lot, step: 'mixing', in: 10 });
      told(heldH, 'mixer', 'batchEvent', { event: 'step-end', lot, step: 'mixing', in: 10, good: 10, rejected: 0 });
      told(heldH, 'cell', 'batchEvent', { event: 'held', lot, release: 'bulk' });
      if (resultH !== undefined)
        told(resultH, 'laboratory', 'qcResult', { lot, product: 'gel', release: 'bulk', test: 'sterility', result: 'pass', at: (AT_S + resultH * H) * 1000 });
    }
    const ours = situationOf(cell, mirror, (AT_S + atH * H) * US).lots;
    return lots.map(({ lot }) => {
      const { test, record } = ours.find((one) => one.lot === lot)!;
      return { record, test: test && [test.doing, (test.sinceUs / US - AT_S) / H] };
    });
  }
  const testAt = (heldH: number, atH: number) => testsAt(atH, [{ lot: 'L', heldH }])[0]!.test;

  it('is worked on at once by day, and then incubates', () => {
    expect(testAt(2, 5)).toEqual(['work', 2]);
    expect(testAt(2, 7)).toEqual(['incubation', 6]);
  });

  it('goes on beyond the hours of those who do it', () => {
    expect(testAt(8, 11)).toEqual(['work', 8]);
    expect(testAt(8, 20)).toEqual(['incubation', 12]);
  });

  it('waits for the morning where it comes by night', () => {
    expect(testAt(12, 20)).toEqual(['waits', 12]);
    expect(testAt(12, 25)).toEqual(['work', 24]);
    expect(testAt(12, 30)).toEqual(['incubation', 28]);
  });

  it('waits for the analyst who is at one that came before', () => {
    const lots = [
      { lot: 'first', heldH: 1 },
      { lot: 'second', heldH: 2 },
    ];
    const at = (hour: number) => testsAt(hour, lots).map(({ test }) => test);
    expect(at(4)).toEqual([
      ['work', 1],
      ['waits', 2],
    ]);
    expect(at(6)).toEqual([
      ['incubation', 5],
      ['work', 5],
    ]);
    expect(at(10)).toEqual([
      ['incubation', 5],
      ['incubation', 9],
    ]);
  });

  it('is over with its result; the review beside it may be over before, and goes on where only it is left', () => {
    const [done, goesOn] = testsAt(400, [
      { lot: 'done', heldH: 1, resultH: 350 },
      { lot: 'goes-on', heldH: 1 },
    ]);
    expect(done).toEqual({ test: null, record: { doing: 'review', sinceUs: (AT_S + H) * US, mayBeDone: false } });
    expect(goesOn).toMatchObject({ test: ['incubation', 9], record: { doing: 'review', mayBeDone: true } });
  });
});

import { accountOfUnit, producing } from '../../../src/contract/unit-account.js';
import { lotOf } from '../../../src/model/cell-mirror/lots.js';
import { ordersOf } from '../../../src/model/cell-mirror/orders.js';
import { drainOld, restoreCellMirror, saveCellMirror } from '../../../src/model/cell-mirror/save.js';
import { situationOf } from '../../../src/model/cell-mirror/situation.js';
import { viewMirror } from '../../../src/model/cell-mirror/view.js';
import { AT_S, MIN, smallCell, Told, US } from './small.js';

const RUNS = { state: 'Execute', mode: 'Production', stopReason: 0, blocked: false, starved: false } as const;
const at = (s: number) => (AT_S + s) * US;

describe('time of a source', () => {
  it('has the values of its beginning, whatever the order of the readings of one time', () => {
    for (const order of [
      ['state', 'stopReason'],
      ['stopReason', 'state'],
    ] as const) {
      const told = new Told().say('line.first', 0, RUNS);
      for (const signal of order) told.say('line.first', 60, signal === 'state' ? { state: 'Aborted' } : { stopReason: 258 });
      told.say('line.first', 90, { ...RUNS });
      expect(told.timeS('line.first')).toEqual({ execute: 60, 'minor-stop': 30 });
    }
  });

  it('is a minor stop up to the limit of the cell and a longer one beyond it, so far and at the end, with its energy', () => {
    const told = new Told()
      .say('line.first', 0, { ...RUNS, power: 2, energy: 0 })
      .say('line.first', 60, { state: 'Held', stopReason: 65, power: 1, energy: 2 / 60 });
    told.beat('line.first', 120, 60 + 5 * MIN);
    expect(told.timeS('line.first')).toEqual({ execute: 60, 'minor-stop': 300 });
    expect(told.rows().reduce((sum, { minorStops, stops }) => sum + minorStops + 10 * stops, 0)).toBe(1);
    told.say('line.first', 60 + 6 * MIN, { ...RUNS, energy: 2 / 60 + 0.1 });
    expect(told.timeS('line.first')).toEqual({ execute: 60, down: 360 });
    const [row] = told.rows().filter(({ source }) => source === 'line.first');
    expect([row!.stops, row!.minorStops]).toEqual([1, 0]);
    expect(row!.kwh.down!['electricity']).toBeCloseTo(0.1, 12);
    expect(row!.kwh['minor-stop']).toBeUndefined();
    expect(told.say('line.first', 500, { power: 2 }).facts.filter(({ kind }) => kind === 'stop')).toEqual([
      { kind: 'stop', source: 'line.first', reason: 65, fromUs: at(60), toUs: at(420), runS: 60 },
    ]);
  });

  it('counts a stop that goes on after the night once, without the night', () => {
    const told = new Told()
      .say('line.first', 0, RUNS)
      .say('line.first', 60, { state: 'Held', stopReason: 65 })
      .say('line.first', 180, { state: 'Stopped', stopReason: 3000 });
    told
      .beat('line.first', 180, 3600)
      .say('line.first', 3600, { state: 'Held', stopReason: 65 })
      .say('line.first', 3660, RUNS)
      .say('line.first', 3700, { power: 1 });
    expect(told.timeS('line.first')).toEqual({ execute: 100, 'minor-stop': 180, off: 3420 });
    expect(told.rows().reduce((sum, { minorStops }) => sum + minorStops, 0)).toBe(1);
  });

  it('is unknown from its last word on, once nothing was heard for more than five minutes', () => {
    const told = new Told()
      .say('tank', 0, { ...RUNS, phase: 'hold', batch: 'L1' })
      .say('mixer.1', 0, RUNS)
      .beat('mixer.1', 0, 300);
    expect(told.timeS('tank')).toEqual({ execute: 300 });
    told.beat('mixer.1', 300, 301);
    expect(told.timeS('tank')).toEqual({ unknown: 301 });
    const seen = viewMirror(smallCell, told.mirror, at(301)).units.find(({ source }) => source === 'tank')!;
    expect([seen.account, seen.state, seen.sinceUs, seen.heardUs, seen.lot]).toEqual(['unknown', 'Undefined', at(0), at(0), null]);
    told.say('tank', 400, { power: 3 }).say('tank', 410, { power: 4 });
    expect(told.timeS('tank')).toEqual({ unknown: 400, execute: 10 });
  });

  it('is that of the shift, and of the day outside every shift and without a calendar', () => {
    const told = new Told().say('mixer.1', 0, { state: 'Stopped', stopReason: 3000 }).say('tank', 0, { state: 'Idle' });
    told.beat(['mixer.1', 'tank'], 0, 24 * 3600);
    const of = (source: string) =>
      told
        .rows()
        .filter((row) => row.source === source)
        .map(({ shift, shiftFromUs, timeS }) => [shift, (shiftFromUs - at(0)) / US / 3600, Object.values(timeS)[0]! / 3600]);
    expect(of('mixer.1')).toEqual([
      ['early', -2, 6],
      ['late', 6, 8],
      [null, 14, 2],
      [null, 16, 6],
      ['early', 22, 2],
    ]);
    expect(of('tank')).toEqual([
      [null, -8, 16],
      [null, 16, 8],
    ]);
  });

  it('is standby where a unit with such a policy draws less than half way up to idle, and off outside its shifts', () => {
    const told = new Told()
      .say('tank', 0, { state: 'Idle', stopReason: 0, phase: 'idle', power: 5 })
      .say('tank', 60, { power: 1 })
      .say('tank', 90, { power: 1 });
    told.say('line', 14 * 3600, { state: 'Idle' }).say('line', 14 * 3600 + 60, { power: 1 });
    expect(told.timeS('tank', { fromS: 0, toS: 90 })).toEqual({ idle: 60, standby: 30 });
    expect(told.timeS('line', { fromS: 14 * 3600, toS: 14 * 3600 + 60 })).toEqual({ off: 60 });
  });

  it('adds up to any window, of a source that was never heard as unknown', () => {
    const told = new Told().say('tank', 0, RUNS).beat('tank', 0, 3600);
    expect(told.timeS('tank', { fromS: -100, toS: 100 })).toEqual({ unknown: 100, execute: 100 });
    expect(told.timeS('line.second', { fromS: 7, toS: 1007 })).toEqual({ unknown: 1000 });
  });
});

describe('meters and counters', () => {
  it('share what a meter rose by in proportion to power and time, and to time where there was no power', () => {
    const told = new Told().say('tank', 0, { ...RUNS, power: 10, energy: 100, 'energy.heat': 7 }).say('tank', 60, { state: 'Idle', power: 5 });
    told.say('tank', 120, { energy: 103, 'energy.heat': 9 });
    const row = told.rows().find(({ source }) => source === 'tank');
    expect(row!.kwh).toEqual({ execute: { electricity: 2, heat: 1 }, idle: { electricity: 1, heat: 1 } });
  });

  it('begin anew where they fall, and count the rate where there is no meter', () => {
    const told = new Told()
      .say('tank', 0, { ...RUNS, power: 60, energy: 50 })
      .say('tank', 60, { energy: 51 })
      .say('tank', 120, { energy: 0 })
      .say('tank', 180, { energy: 1 });
    told.say('zones.hall', 0, { 'hvac.setbackActive': true, power: 6 }).say('zones.hall', 60, { power: 6 });
    const kwh = (source: string) =>
      told
        .rows({ fromS: 0, toS: 180 })
        .filter((row) => row.source === source)
        .map((row) => row.kwh);
    expect(kwh('tank')).toEqual([{ execute: { electricity: 2 } }]);
    expect(kwh('zones.hall')[0]!.idle!['electricity']).toBeCloseTo(0.3, 12);
  });

  it('count items for the lot at the beginning of the time, and nothing that no machine makes', () => {
    const told = new Told()
      .say('line.first', 0, { ...RUNS, batch: 'L1', processedCount: 100, defectiveCount: 0 })
      .say('line.first', 10, { batch: 'L2', processedCount: 110, defectiveCount: 1 });
    told.say('line.first', 20, { processedCount: 65_535 }).say('line.first', 30, { processedCount: 3 }).say('line.first', 40, { processedCount: 12 });
    const of = (lot: string) =>
      told
        .rows()
        .filter((row) => row.lot === lot)
        .map(({ processed, rejected }) => [processed, rejected]);
    expect([of('L1'), of('L2')]).toEqual([[[10, 1]], [[9, 0]]]);
  });

  it("give a step the energy from its begin to its end, in the middle of the meter's minute", () => {
    const told = new Told().say('mixer.1', 0, { ...RUNS, phase: 'mix', power: 36, energy: 0, 'draw.steam': 360, 'used.steam': 0 });
    told.event('mixer.1', 10.001, { event: 'step-begin', lot: 'L1', step: 'mixing', in: 1000 });
    told.event('mixer.1', 40, { event: 'step-end', lot: 'L1', step: 'mixing', in: 1000, good: 990, rejected: 10 });
    told.say('mixer.1', 60, { energy: 0.6, 'used.steam': 6 });
    const [step] = lotOf(told.mirror, 'L1')!.steps;
    expect(step!.kwh['electricity']).toBeCloseTo(0.29999, 9);
    expect(step!.utilities['steam']).toBeCloseTo(2.9999, 9);
  });
});

describe('readings that are not as they should be', () => {
  it('count as late where older than their source, and move nothing', () => {
    const told = new Told().say('tank', 0, RUNS).say('tank', 60, { power: 1 });
    const before = saveCellMirror({ ...told.mirror, late: 1 });
    told.say('tank', 30, { state: 'Aborted' });
    expect(saveCellMirror(told.mirror)).toBe(before);
  });

  it('are passed over where nobody knows their source, or they are no event', () => {
    const told = new Told().say('nobody', 0, RUNS).event('tank', 0, { event: 'nonsense' }).say('cell', 0, { batchEvent: '{' });
    expect([told.mirror.strange, told.rows()]).toEqual([7, []]);
  });
});

describe('a row that lacks time', () => {
  it('has it as unknown, whole and cut, and no other account grows', () => {
    const told = new Told().say('tank', 0, { ...RUNS, batch: 'X', step: 'holding', phase: 'hold' }).beat('tank', 0, 30 * MIN);
    const window = (fromS: number, toS: number) => told.timeS('tank', { fromS, toS });
    expect(window(0, 600)).toEqual({ execute: 600 });
    const [row] = told.mirror.books.find(({ id }) => id === 'tank')!.rows;
    row!.us.execute! -= 0.2 * (row!.toUs - row!.fromUs);
    const times = window(0, 600);
    expect(times['execute']! + times['unknown']!).toBeCloseTo(600, 9);
    const whole = told.timeS('tank');
    expect(whole['unknown']).toBeCloseTo((0.2 * (row!.toUs - row!.fromUs)) / US, 3);
    const [first, second] = [window(0, 700), window(700, 1500)];
    expect(Object.values(first).reduce((a, b) => a + b) + Object.values(second).reduce((a, b) => a + b)).toBeCloseTo(1500, 9);
  });
});

describe('lots', () => {
  const begin = (told: Told, lot: string, atS: number) =>
    told
      .event('mixer.1', atS, { event: 'batch-begin', lot, product: 'gel', order: 'o-1', items: 1000 })
      .event('mixer.1', atS + 0.001, { event: 'step-begin', lot, step: 'mixing', in: 1000 });
  const end = (told: Told, lot: string, atS: number) =>
    told.event('mixer.1', atS, { event: 'step-end', lot, step: 'mixing', in: 1000, good: 990, rejected: 10 });

  it('have their parents and children, and the order of those they come from', () => {
    const told = new Told().event('cell', -10, { event: 'released', order: 'o-1', product: 'gel', batches: 2, due: (AT_S + 9000) * 1000 }, 'orderEvent');
    begin(told, 'A', 0);
    begin(told, 'B', 10);
    told
      .event('cell', 100, { event: 'merged', lot: 'B', into: 'A', items: 400 })
      .event('cell', 200, { event: 'divided', lot: 'A', into: ['C', 'D'], items: 300 });
    told.event('line', 300, { event: 'batch-end', lot: 'C', product: 'gel', outcome: 'lost', why: 'scrap', good: 0 });
    expect(lotOf(told.mirror, 'A')).toMatchObject({ parents: ['B'], children: ['C', 'D'], items: 300, outcome: null, begunUs: at(0) });
    expect(lotOf(told.mirror, 'B')).toMatchObject({ children: ['A'], outcome: 'merged', endedUs: at(100) });
    expect(lotOf(told.mirror, 'D')).toMatchObject({ parents: ['A'], product: 'gel', order: 'o-1', begunUs: at(0), items: 550 });
    expect(ordersOf(told.mirror)).toEqual([
      { order: 'o-1', product: 'gel', batches: 2, releasedUs: at(-10), dueUs: at(9000), doneUs: null, begun: 2, ended: 1, lost: 1 },
    ]);
  });

  it('that were divided off have an equal share of what was divided off, until they tell their own', () => {
    const told = new Told();
    begin(told, 'A', 0);
    end(told, 'A', 100);
    told.event('cell', 100, { event: 'divided', lot: 'A', into: ['B', 'C'], items: 330 });
    const itemsOf = (...lots: string[]) => lots.map((lot) => lotOf(told.mirror, lot)!.items);
    expect(itemsOf('A', 'B', 'C')).toEqual([330, 330, 330]);
    told.event('cell', 100, { event: 'stored', lot: 'C', store: 'cold', items: 400 });
    expect(itemsOf('B', 'C')).toEqual([330, 400]);
    told.event('cell', 200, { event: 'divided', lot: 'B', into: ['D'], items: 130 });
    expect(itemsOf('B', 'D')).toEqual([130, 200]);
    told.event('cell', 300, { event: 'divided', lot: 'X', into: ['Y'], items: 5 });
    expect(itemsOf('Y')).toEqual([null]);
  });

  it('that were divided off wait for the step behind the one after which they were', () => {
    const told = new Told();
    begin(told, 'A', 0);
    end(told, 'A', 100);
    told.event('cell', 100, { event: 'divided', lot: 'A', into: ['B'], items: 495 }).event('cell', 100.001, { event: 'held', lot: 'B', release: 'bulk' });
    const part = () => situationOf(smallCell, told.mirror, at(200)).lots.find(({ lot }) => lot === 'B');
    expect(part()).toMatchObject({ status: 'held', step: 'mixing', items: 495, sinceUs: at(100.001), store: null });
    told.event('laboratory', 150, { lot: 'B', release: 'bulk', decision: 'released' }, 'qcRelease');
    expect(part()).toMatchObject({ status: 'waiting', step: 'holding', sinceUs: at(150) });
  });

  it('count as one batch of their order with those that were divided off, which ends with the last of them', () => {
    const told = new Told().event('cell', -10, { event: 'released', order: 'o-1', product: 'gel', batches: 1, due: null }, 'orderEvent');
    const count = () => ordersOf(told.mirror).map(({ begun, ended }) => [begun, ended]);
    const over = (lot: string, atS: number) => told.event('line', atS, { event: 'batch-end', lot, product: 'gel', outcome: 'done', good: 1 });
    begin(told, 'A', 0);
    told.event('cell', 100, { event: 'divided', lot: 'A', into: ['B', 'C'], items: 300 });
    expect(count()).toEqual([[1, 0]]);
    over('A', 200);
    over('B', 300);
    expect(count()).toEqual([[1, 0]]);
    over('C', 400);
    expect(count()).toEqual([[1, 1]]);
  });

  it('whose beginning was not heard are kept, with nulls', () => {
    const told = new Told().say('tank', 0, { ...RUNS, batch: 'X', product: 'gel', step: 'holding', phase: 'hold' }).say('tank', 10, { power: 1 });
    told.event('tank', 60, { event: 'step-end', lot: 'X', step: 'holding', in: 5, good: 4, rejected: 1 });
    expect(lotOf(told.mirror, 'X')).toMatchObject({ product: 'gel', order: null, begunUs: null, outcome: null, items: 4 });
    expect(lotOf(told.mirror, 'X')!.steps).toEqual([
      { step: 'holding', source: 'tank', fromUs: null, toUs: at(60), itemsIn: 5, good: 4, rejected: 1, phases: [], kwh: {}, utilities: {} },
    ]);
    expect(lotOf(told.mirror, 'never')).toBeNull();
  });

  it('wait in stores and for their release, with tests and deviations, whoever tells first', () => {
    const told = new Told();
    begin(told, 'A', 0);
    const rest: (() => void)[] = [
      () => end(told, 'A', 3600),
      () => told.event('cell', 3600, { event: 'stored', lot: 'A', store: 'cold', items: 990 }),
      () => told.event('cell', 3600.001, { event: 'held', lot: 'A', release: 'bulk' }),
      () => told.event('laboratory', 9000, { lot: 'A', product: 'gel', release: 'bulk', test: 'assay', result: 'pass', at: 0 }, 'qcResult'),
      () => told.event('laboratory', 9500, { lot: 'A', release: 'bulk', decision: 'deviation' }, 'qcRelease'),
    ];
    for (const tell of rest.toReversed()) tell();
    const view = viewMirror(smallCell, told.mirror, at(9500));
    expect(view.stores).toEqual({ cold: ['A'] });
    expect(situationOf(smallCell, told.mirror, at(9500)).lots).toEqual([
      {
        lot: 'A',
        product: 'gel',
        order: 'o-1',
        step: 'mixing',
        status: 'held',
        items: 990,
        rejected: 10,
        store: 'cold',
        sinceUs: at(3600.001),
        begunUs: at(0),
        test: { test: 'ph', doing: 'work', sinceUs: at(9000) },
        record: { doing: 'deviation', sinceUs: at(9500) },
      },
    ]);
    told.event('laboratory', 9900, { lot: 'A', release: 'bulk', decision: 'released', deviated: true }, 'qcRelease');
    expect(lotOf(told.mirror, 'A')!.stays.map(({ what, toUs }) => [what, toUs === null])).toEqual([
      ['stored', true],
      ['held', false],
      ['deviation', false],
      ['released', false],
    ]);
    expect(situationOf(smallCell, told.mirror, at(9900)).lots[0]).toMatchObject({ status: 'waiting', step: 'holding', store: 'cold', sinceUs: at(9900) });
    expect(told.facts.at(-1)).toEqual({
      kind: 'release',
      release: 'bulk',
      lot: 'A',
      decision: 'released',
      deviated: true,
      heldUs: at(3600.001),
      atUs: at(9900),
    });
  });
});

describe('a unit that says that it works', () => {
  const down = (machine: string) => {
    const told = new Told().say('line', 0, RUNS).say('line.first', 0, RUNS).say('line.second', 0, RUNS).say('line.third', 0, RUNS);
    told.say(machine, 60, { ...RUNS, state: 'Aborted', stopReason: 258 }).beat(['line', 'line.first', 'line.second', 'line.third'], 60, 960);
    return told;
  };
  const lineAt = ({ mirror }: Told, s: number) => viewMirror(smallCell, mirror, at(s)).units.find(({ source }) => source === 'line')!;

  it('has a machine that stands while that is down, and holds the unit where it sets the pace', () => {
    const [pace, other] = [lineAt(down('line.first'), 960), lineAt(down('line.third'), 960)];
    expect([pace.account, pace.stands]).toEqual(['execute', { machine: 'line.first', account: 'down', sinceUs: at(60), holds: true }]);
    expect(other.stands).toMatchObject({ machine: 'line.third', holds: false });
    expect([pace, other].map(accountOfUnit)).toEqual(['down', 'execute']);
    expect(producing([pace, other])).toBe(1);
  });

  it('has none that stands where its machines run, wait, or stand because the unit does not work', () => {
    const told = down('line.first').say('line.first', 960, RUNS).say('line.second', 970, { state: 'Suspended', starved: true, stopReason: 1000 });
    expect(lineAt(told, 980).stands).toBeNull();
    expect(lineAt(down('line.first').say('line', 960, { state: 'Stopped', stopReason: 3000 }), 970).stands).toBeNull();
  });
});

describe('waiting', () => {
  it('is caused by the first that does not wait itself, downstream of those that are blocked', () => {
    const told = new Told()
      .say('line.first', 0, RUNS)
      .say('line.second', 0, RUNS)
      .say('line.third', 0, { ...RUNS, state: 'Aborted', stopReason: 258 });
    told
      .say('line.second', 10, { state: 'Suspended', blocked: true, stopReason: 2000 })
      .say('line.first', 20, { state: 'Suspended', blocked: true, stopReason: 2000 });
    told.beat(['line.first', 'line.second', 'line.third'], 30, 1200);
    told.say('line.third', 1200, RUNS).say('line.third', 1300, { power: 1 });
    const caused = Object.fromEntries(told.rows().flatMap(({ source, causedS }) => (Object.keys(causedS).length > 0 ? [[source, causedS]] : [])));
    expect(caused).toEqual({ 'line.first': { 'line.third': 1280 }, 'line.second': { 'line.third': 1290 } });
    expect(viewMirror(smallCell, told.mirror, at(1300)).machines.map(({ account, causedBy }) => [account, causedBy])).toEqual([
      ['blocked', 'line.third'],
      ['blocked', 'line.third'],
      ['execute', null],
    ]);
  });

  it('of a unit is caused by the one that has its next lot, and by the laboratory while that is held', () => {
    const told = new Told().say('tank', 0, { state: 'Idle', stopReason: 1000, phase: 'idle' });
    told
      .event('mixer.1', 0, { event: 'batch-begin', lot: 'A', product: 'gel', order: 'o', items: 9 })
      .event('mixer.1', 0.001, { event: 'step-begin', lot: 'A', step: 'mixing', in: 9 });
    told.say('mixer.1', 0, { ...RUNS, batch: 'A', phase: 'mix' }).beat(['mixer.1', 'tank'], 0, 1000);
    told
      .event('mixer.1', 1000, { event: 'step-end', lot: 'A', step: 'mixing', in: 9, good: 9, rejected: 0 })
      .event('cell', 1000, { event: 'held', lot: 'A', release: 'bulk' });
    told.say('mixer.1', 1000, { batch: null, phase: 'idle', state: 'Idle' }).beat(['tank', 'mixer.1'], 1000, 3000);
    const { causedS } = told.rows().find(({ source }) => source === 'tank')!;
    expect(Object.fromEntries(Object.entries(causedS).map(([cause, s]) => [cause, Math.round(s)]))).toEqual({ tank: 0, 'mixer.1': 1000, laboratory: 2000 });
  });
});

describe('what is kept', () => {
  it('goes after 45 days of the cell, handed back as it was, and orders still count their lots', () => {
    const told = new Told().event('cell', 0, { event: 'released', order: 'o', product: 'gel', batches: 2, due: null }, 'orderEvent');
    told.event('mixer.1', 0, { event: 'batch-begin', lot: 'A', product: 'gel', order: 'o', items: 9 });
    told.event('mixer.1', 9, { event: 'batch-end', lot: 'A', product: 'gel', outcome: 'lost', good: 0 });
    told.say('tank', 0, RUNS).beat('tank', 0, 3600);
    const rows = told.rows({ fromS: 0, toS: 3600 }).filter(({ source }) => source === 'tank');
    expect(drainOld(told.mirror)).toEqual({ rows: [], lots: [], orders: [] });
    told.say('tank', 46 * 86_400, { power: 1 }).say('tank', 46 * 86_400 + 10, { power: 1 });
    const orders = ordersOf(told.mirror);
    const drained = drainOld(told.mirror);
    expect(drained.lots.map(({ lot }) => lot)).toEqual(['A']);
    expect(drained.rows.slice(0, 1)).toEqual([{ ...rows[0], timeS: { execute: 3600, unknown: 15 * 3600 } }]);
    expect([ordersOf(told.mirror), told.mirror.lots]).toEqual([orders, {}]);
    expect(orders[0]).toMatchObject({ begun: 1, ended: 1, lost: 1 });
    expect(drainOld(told.mirror).rows).toEqual([]);
    expect(told.timeS('tank', { fromS: 46 * 86_400, toS: 46 * 86_400 + 10 })).toEqual({ execute: 10 });
  });

  it('is not taken from a text that is no mirror of the cell', () => {
    expect(restoreCellMirror(smallCell, '{')).toEqual({ ok: false, reason: 'the mirror is not JSON' });
    expect(restoreCellMirror(smallCell, '{"format":"x"}').ok).toBe(false);
    const other = saveCellMirror({ ...new Told().mirror, cell: 'other' });
    expect(restoreCellMirror(smallCell, other)).toEqual({ ok: false, reason: 'the mirror is that of the cell other, not of cell' });
  });

  it('is kept by its id where the cell has changed', () => {
    const told = new Told().say('tank', 0, RUNS).say('tank', 60, { power: 1 });
    const { mirror } = told;
    const old = { ...mirror, layout: 'older', books: mirror.books.filter(({ id }) => id !== 'line.second') };
    const restored = restoreCellMirror(smallCell, saveCellMirror(old));
    if (!restored.ok) throw new Error(restored.reason);
    told.mirror = restored.mirror;
    expect([told.mirror.books.length, told.timeS('tank')]).toEqual([mirror.books.length, { execute: 60 }]);
  });
});

describe('work of a unit', () => {
  it('tells each phase and activity with the time in which it went on, and what the unit needs next', () => {
    const told = new Told().say('mixer.1', 0, { ...RUNS, state: 'Idle', phase: 'idle' });
    told.say('mixer.1', 60, { ...RUNS, mode: 'Cleaning', phase: 'cleaning' }).beat('mixer.1', 60, 2 * 3600);
    told.say('mixer.1', 60 + 2 * 3600, { ...RUNS, phase: 'mix', batch: 'A', product: 'gel', step: 'mixing' });
    told.event('mixer.1', 60 + 2 * 3600, { event: 'step-begin', lot: 'A', step: 'mixing', in: 9 });
    told
      .beat('mixer.1', 2 * 3600 + 60, 3 * 3600)
      .say('mixer.1', 3 * 3600, { state: 'Held', stopReason: 40 })
      .say('mixer.1', 3 * 3600 + 60, RUNS);
    const middle = situationOf(smallCell, told.mirror, at(3 * 3600 + 60)).places[0];
    expect(middle).toMatchObject({
      place: 'mixer.1',
      lot: 'A',
      stage: 'phases',
      phase: 'mix',
      activeS: 3540,
      soiledSinceUs: null,
      cleanSinceUs: at(7260),
      campaign: { batches: 0, sinceUs: at(7260) },
    });
    told.event('mixer.1', 3 * 3600 + 120, { event: 'step-end', lot: 'A', step: 'mixing', in: 9, good: 9, rejected: 0 });
    told.say('mixer.1', 3 * 3600 + 120, { phase: 'done', stopReason: 2000, state: 'Suspended' }).say('mixer.1', 3 * 3600 + 180, { power: 1 });
    const after = situationOf(smallCell, told.mirror, at(3 * 3600 + 180)).places[0];
    expect(after).toMatchObject({
      stage: 'done',
      activeS: null,
      product: 'gel',
      soiledSinceUs: at(3 * 3600 + 120),
      campaign: { batches: 1, sinceUs: at(7260) },
    });
    const { facts } = told;
    expect(facts.filter(({ kind }) => kind === 'activity')).toEqual([
      { kind: 'activity', source: 'mixer.1', activity: 'cleaning', lot: null, fromUs: at(60), toUs: at(7260), activeS: 7200 },
    ]);
    expect(facts.filter(({ kind }) => kind === 'phase')).toMatchObject([
      { phase: 'mix', lot: 'A', product: 'gel', items: 9, fromUs: at(7260), toUs: at(3 * 3600 + 120), activeS: 3600 },
    ]);
  });
});

import fc from '../property.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { advance } from '../../src/model/advance.js';
import { observe } from '../../src/model/assimilate.js';
import { allBatches } from '../../src/model/batches.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { levelOf } from '../../src/model/level.js';
import { copyMirror, type Mirror, newMirror, restoreMirror, saveMirror } from '../../src/model/mirror.js';
import { nextStates, TIME_ELEMENTS } from '../../src/model/packml.js';
import { MONDAY_06_UTC, reading, smallLine } from './mirror-lines.js';

const line = smallLine();
const at = (atS: number) => MONDAY_06_UTC + atS * 1e6;
type Said = [atS: number, unit: string, signal: Observation['signal'], value: Observation['value']];

function hear(mirror: Mirror, said: Said[], of: CompiledLine = line) {
  return said.flatMap(([atS, unit, signal, value]) => observe(of, mirror, reading('small', atS, unit, signal, value)));
}
const unit = (mirror: Mirror, id: string) => mirror.books.units.find((candidate) => candidate.id === id)!;

describe('readings taken in', () => {
  it('give the state, the family and the time of the line', () => {
    const mirror = newMirror(line);
    const facts = hear(mirror, [
      [0, 'packer', 'state', 'Execute'],
      [20, 'packer', 'state', 'Held'],
      [20, 'packer', 'stopReason', 66],
    ]);
    expect(facts).toEqual([
      { atUs: at(0), kind: 'state', unit: 'packer', from: 'Undefined', to: 'Execute', why: 'measured' },
      { atUs: at(20), kind: 'state', unit: 'packer', from: 'Execute', to: 'Held', why: 'measured' },
    ]);
    expect(unit(mirror, 'packer')).toMatchObject({
      state: 'Held',
      reason: 66,
      stateSinceUs: at(20),
      family: { family: 'held', cause: 'internal' },
      total: { stops: 1 },
    });
    expect(mirror.books.asOfUs).toBe(at(20));
  });

  it('are left out and counted where they are older than what their signal already has', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [10, 'packer', 'state', 'Execute'],
      [9, 'packer', 'state', 'Held'],
      [9, 'packer', 'speed', 58],
    ]);
    expect(unit(mirror, 'packer').state).toBe('Execute');
    expect(unit(mirror, 'packer').latest['speed']!.value).toBe(58);
    expect(mirror.books.late).toBe(1);
  });

  it('of equal time count in the order of their arrival', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [5, 'packer', 'state', 'Held'],
      [5, 'packer', 'state', 'Execute'],
    ]);
    expect(unit(mirror, 'packer').state).toBe('Execute');
  });

  it('that hold no value, or a bad one, are no readings', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [1, 'packer', 'processedCount', 100],
      [2, 'packer', 'processedCount', null],
    ]);
    observe(line, mirror, { ...reading('small', 3, 'packer', 'processedCount', 0), quality: 'bad' });
    hear(mirror, [[4, 'packer', 'processedCount', 130]]);
    expect(unit(mirror, 'packer').total.processed).toBe(30);
  });

  it('that say that the source is not there make the unit silent at once, until its next word', () => {
    const mirror = newMirror(line);
    const gone = (atS: number, signal: Observation['signal']) =>
      observe(line, mirror, { ...reading('small', atS, 'packer', signal, null), quality: 'uncertain' });
    hear(mirror, [
      [0, 'packer', 'state', 'Execute'],
      [0, 'packer', 'power', 4],
      [9, 'filler', 'state', 'Execute'],
    ]);
    expect(gone(10, 'state')).toEqual([{ atUs: at(10), kind: 'state', unit: 'packer', from: 'Execute', to: 'Undefined', why: 'measured' }]);
    gone(10, 'power');
    expect(unit(mirror, 'packer')).toMatchObject({
      state: 'Undefined',
      goneUs: at(10),
      family: { family: 'unknown' },
      latest: { power: { value: null } },
      us: { APT: 10e6 },
    });
    hear(mirror, [
      [12, 'packer', 'state', 'Execute'],
      [15, 'packer', 'state', 'Held'],
    ]);
    expect(unit(mirror, 'packer')).toMatchObject({ state: 'Held', goneUs: null, us: { APT: 13e6, unknown: 2e6 } });
  });

  it('that are not known of a signal that was never heard change nothing', () => {
    const mirror = newMirror(line);
    expect(observe(line, mirror, { ...reading('small', 1, 'packer', 'state', null), quality: 'uncertain' })).toEqual([]);
    expect(mirror).toStrictEqual(newMirror(line));
  });

  it('of an earlier shift, kept by a gateway over its end, count in that shift', () => {
    const mirror = newMirror(line);
    const nextDay = 86_400;
    hear(mirror, [
      [28_000, 'packer', 'state', 'Execute'],
      [28_000, 'packer', 'processedCount', 100],
      [nextDay, 'filler', 'state', 'Execute'],
      [28_010, 'packer', 'processedCount', 110],
      [28_020, 'packer', 'state', 'Held'],
      [nextDay + 10, 'packer', 'processedCount', 115],
    ]);
    const { total, mark } = unit(mirror, 'packer');
    expect([total, mark]).toMatchObject([{ processed: 15, good: 15, stops: 1 }, { processed: 10, good: 10, stops: 1 }]); // prettier-ignore
    const [day] = mirror.books.closed;
    expect(day!.units.map(({ id, made }) => [id, made.good, made.stops])).toEqual([['filler', 0, 0], ['packer', 10, 1], ['wrapper', 0, 0]]); // prettier-ignore
  });

  it('of the time before the books began count nowhere, and are no baseline', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [0, 'filler', 'state', 'Execute'],
      [-90_000, 'packer', 'processedCount', 0],
      [-89_990, 'packer', 'processedCount', 200],
      [-90_000, 'packer', 'power', 4],
      [-89_990, 'packer', 'power', 4],
      [5, 'packer', 'processedCount', 5000],
      [10, 'packer', 'processedCount', 5005],
    ]);
    expect(unit(mirror, 'packer').total).toMatchObject({ processed: 5, powerKwh: 0 });
  });

  it('of a unit that the line does not have change nothing', () => {
    const mirror = newMirror(line);
    expect(hear(mirror, [[1, 'oven', 'state', 'Execute']])).toEqual([]);
    expect(mirror).toStrictEqual(newMirror(line));
  });
});

describe('counters', () => {
  it('add their rises; a fall is a reset and adds nothing', () => {
    const mirror = newMirror(line);
    hear(
      mirror,
      [1000, 1010, 1030, 5, 12].map((value, i): Said => [i, 'packer', 'processedCount', value]),
    );
    expect(unit(mirror, 'packer').total.processed).toBe(37);
    expect(unit(mirror, 'packer').counters.processed.resets).toBe(1);
  });

  it('give the good items as processed less defective', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [0, 'packer', 'processedCount', 0],
      [0, 'packer', 'defectiveCount', 0],
      [5, 'packer', 'processedCount', 50],
      [5, 'packer', 'defectiveCount', 2],
    ]);
    expect(unit(mirror, 'packer').total).toMatchObject({ processed: 50, good: 48, rejected: 2 });
  });

  it('give the processed items as good and defective', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [0, 'packer', 'goodCount', 7],
      [0, 'packer', 'defectiveCount', 0],
      [5, 'packer', 'goodCount', 57],
      [5, 'packer', 'defectiveCount', 3],
    ]);
    expect(unit(mirror, 'packer').total).toMatchObject({ processed: 53, good: 50, rejected: 3 });
  });
});

describe('a rise that no machine makes', () => {
  const WHY = 'goodCount rises by more than the machine can make: not counted, a new baseline';

  it('is not counted, becomes a new baseline and is told', () => {
    const mirror = newMirror(line);
    const facts = hear(mirror, [
      [0, 'packer', 'goodCount', 100],
      [5, 'packer', 'goodCount', 105],
      [10, 'packer', 'goodCount', 1e15],
      [15, 'packer', 'goodCount', 1e15 + 5],
      [20, 'packer', 'goodCount', 115],
      [25, 'packer', 'goodCount', 120],
    ]);
    expect(facts).toEqual([{ atUs: at(10), kind: 'count', unit: 'packer', from: '105', to: '1000000000000000', why: WHY }]);
    expect(unit(mirror, 'packer')).toMatchObject({ implausible: 1, total: { good: 15, processed: 15 }, counters: { good: { last: 120, resets: 1 } } });
  });

  it('is one beyond ten times the ideal rate since the counter last changed, and a minute more', () => {
    const rising = (items: number) => {
      const mirror = newMirror(line);
      hear(mirror, [
        [0, 'packer', 'goodCount', 0],
        [30, 'packer', 'goodCount', 0],
        [60, 'packer', 'goodCount', items],
      ]);
      return unit(mirror, 'packer').total.good;
    };
    expect(rising(1200)).toBe(1200); // 60 /min, 10 times, over 2 min
    expect(rising(1201)).toBe(0);
  });

  it('is none after a silence in which the machine may have gone on', () => {
    const mirror = newMirror(line);
    const facts = hear(mirror, [
      [0, 'packer', 'goodCount', 0],
      [7200, 'packer', 'goodCount', 7000],
    ]);
    expect(facts).toEqual([]);
    expect(unit(mirror, 'packer').total.good).toBe(7000);
  });

  it('is not seen in the step of a slow machine', () => {
    const packer = { id: 'packer', type: 'packer', name: { en: 'Packer', fr: 'Encaisseuse' }, item: 'box', rate: '1 /h' };
    const slow = smallLine({ stations: [{ ...packer, power: { standby: '1 kW', idle: '1 kW', execute: '1 kW' } }] });
    const mirror = newMirror(slow);
    hear(
      mirror,
      [
        [0, 'packer', 'goodCount', 0],
        [5, 'packer', 'goodCount', 10],
      ],
      slow,
    );
    expect(unit(mirror, 'packer').total.good).toBe(10);
  });

  it('of an energy meter counts no energy', () => {
    const mirror = newMirror(line);
    const facts = hear(mirror, [
      [0, 'packer', 'energy', 100],
      [60, 'packer', 'energy', 100.06],
      [120, 'packer', 'energy', 99999],
    ]);
    expect(facts).toMatchObject([{ kind: 'count', unit: 'packer', to: '99999' }]);
    expect(unit(mirror, 'packer').total.meterKwh).toBeCloseTo(0.06, 9);
  });

  it('is counted once by books that were saved before it was looked for', () => {
    const mirror = newMirror(line);
    hear(mirror, [[0, 'packer', 'goodCount', 0]]);
    const saved = JSON.parse(JSON.stringify(saveMirror(line, mirror)));
    const { units } = saved.books;
    delete units[1].implausible;
    delete units[1].counters.good.changedAtUs;
    const restored = restoreMirror(line, saved);
    if (!restored.ok) throw new Error(restored.reason);
    hear(restored.mirror, [
      [5, 'packer', 'goodCount', 5000],
      [10, 'packer', 'goodCount', 10_000],
    ]);
    expect(unit(restored.mirror, 'packer')).toMatchObject({ implausible: 1, total: { good: 5000 } });
  });
});

describe('a buffer', () => {
  it('is known once a starving or blocked neighbour has shown it empty or full, and then by the counts', () => {
    const mirror = newMirror(line);
    const buffer = mirror.books.buffers[0]!;
    hear(mirror, [
      [0, 'filler', 'goodCount', 0],
      [0, 'packer', 'processedCount', 0],
      [5, 'filler', 'goodCount', 50],
    ]);
    expect(levelOf(buffer)).toBeNull();
    hear(mirror, [
      [6, 'packer', 'starved', true],
      [6, 'packer', 'state', 'Suspended'],
    ]);
    expect(levelOf(buffer)).toBe(0);
    hear(mirror, [
      [10, 'filler', 'goodCount', 350],
      [10, 'packer', 'processedCount', 12],
    ]);
    expect(levelOf(buffer)).toBe(180);
    hear(mirror, [
      [20, 'filler', 'blocked', true],
      [20, 'filler', 'state', 'Suspended'],
    ]);
    expect(levelOf(buffer)).toBe(1000);
  });
});

describe('batches', () => {
  it('count a stop once production goes on, and nothing before the first or after the last', () => {
    const mirror = newMirror(line);
    const facts = hear(mirror, [
      [0, 'packer', 'batch', 'A'],
      [0, 'packer', 'state', 'Stopped'],
      [10, 'packer', 'state', 'Execute'],
      [20, 'packer', 'state', 'Held'],
      [22, 'packer', 'state', 'Stopped'],
      [30, 'packer', 'state', 'Execute'],
      [40, 'packer', 'state', 'Held'],
      [50, 'packer', 'batch', 'B'],
      [51, 'packer', 'state', 'Execute'],
    ]);
    expect(facts.filter((fact) => fact.kind === 'batch').map(({ from, to }) => [from, to])).toEqual([
      [null, 'A'],
      ['A', 'B'],
    ]);
    expect(allBatches(mirror.books)).toEqual([
      { id: 'A', unit: 'packer', fromUs: at(0), toUs: at(50), good: 0, rejected: 0, stops: 1 },
      { id: 'B', unit: 'packer', fromUs: at(50), toUs: null, good: 0, rejected: 0, stops: 0 },
    ]);
  });
});

describe('time', () => {
  it('that nothing was heard in is unknown from the stale limit on', () => {
    const mirror = newMirror(line);
    hear(mirror, [
      [0, 'packer', 'state', 'Execute'],
      [100, 'packer', 'state', 'Execute'],
    ]);
    expect(unit(mirror, 'packer').us).toMatchObject({ APT: 30e6, unknown: 70e6 });
  });

  it('of a source counts as silent after ten of its usual intervals', () => {
    const source = smallLine({ clock: 'source' });
    const mirror = newMirror(source);
    hear(mirror, [...Array.from({ length: 50 }, (_, i): Said => [i * 10, 'packer', 'state', 'Execute']), [1000, 'packer', 'state', 'Execute']], source);
    expect(unit(mirror, 'packer').us).toMatchObject({ APT: 590e6, unknown: 410e6 });
  });

  it('begins a new account with each shift, and keeps the closed ones', () => {
    const mirror = newMirror(line);
    hear(mirror, [[28790, 'packer', 'state', 'Execute']]);
    const facts = hear(mirror, [[28810, 'packer', 'state', 'Stopped']]);
    expect(facts[0]).toEqual({ atUs: at(28800), kind: 'shift', unit: null, from: 'day', to: null, why: 'calendar' });
    expect(mirror.books.closed).toHaveLength(1);
    expect(mirror.books.closed[0]).toMatchObject({ shift: 'day', fromUs: at(0), toUs: at(28800) });
    expect(mirror.books.closed[0]!.units[1]).toMatchObject({ id: 'packer', us: { unknown: 28790e6, APT: 10e6 } });
    expect(unit(mirror, 'packer')).toMatchObject({ us: { PDOT: 10e6 }, family: { family: 'planned' } });
  });

  it('adds up to the window, whatever was heard when', () => {
    const states = nextStates('Execute').concat('Execute', 'Idle', 'Suspended', 'Stopped', 'Undefined');
    const said = fc.record({
      waitS: fc.oneof(fc.integer({ min: 0, max: 60_000_000 }), fc.integer({ min: 0, max: 20_000_000_000 })),
      unit: fc.constantFrom('filler', 'packer', 'wrapper'),
      what: fc.oneof(
        fc.record({ signal: fc.constant('state' as const), value: fc.constantFrom(...states) }),
        fc.record({ signal: fc.constant('mode' as const), value: fc.constantFrom('Production', 'Cleaning', 'Maintenance', 'Manual') }),
        fc.record({ signal: fc.constantFrom('blocked' as const, 'starved' as const), value: fc.boolean() }),
        fc.record({ signal: fc.constantFrom('goodCount' as const, 'defectiveCount' as const), value: fc.nat(1000) }),
        fc.record({ signal: fc.constant('power' as const), value: fc.double({ min: 0, max: 10, noNaN: true }) }),
      ),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 60 }), (script) => {
        const mirror = newMirror(line);
        let nowUs = at(0);
        for (const { waitS, unit: id, what } of script) {
          nowUs += waitS;
          observe(line, mirror, { line: 'small', unit: id, ...what, measuredAtUs: nowUs, receivedAtUs: nowUs, quality: 'good' });
        }
        for (const closed of mirror.books.closed) {
          for (const { us } of closed.units) expect(TIME_ELEMENTS.reduce((sum, element) => sum + us[element], 0)).toBe(closed.toUs - closed.fromUs);
        }
        for (const { us, bookedUntilUs } of mirror.books.units) {
          expect(TIME_ELEMENTS.reduce((sum, element) => sum + us[element], 0)).toBe(bookedUntilUs - (mirror.books.window?.fromUs ?? 0));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a mirror', () => {
  const script: Said[] = [
    [0, 'filler', 'state', 'Execute'],
    [0, 'packer', 'state', 'Execute'],
    [1, 'wrapper', 'state', 'Execute'],
    [2, 'filler', 'goodCount', 10],
    [7, 'packer', 'starved', true],
    [7, 'packer', 'state', 'Suspended'],
    [9, 'filler', 'goodCount', 400],
    [12, 'packer', 'state', 'Execute'],
    [15, 'wrapper', 'batch', 'L1'],
    [90, 'wrapper', 'goodCount', 12],
    [40000, 'packer', 'state', 'Stopped'],
  ];

  it('goes on from its JSON exactly as it would have gone on', () => {
    for (let cut = 0; cut <= script.length; cut++) {
      const whole = newMirror(line);
      hear(whole, script.slice(0, cut));
      const saved = restoreMirror(line, JSON.parse(JSON.stringify(saveMirror(line, whole))));
      if (!saved.ok) throw new Error(saved.reason);
      hear(whole, script.slice(cut));
      hear(saved.mirror, script.slice(cut));
      expect(saveMirror(line, saved.mirror)).toStrictEqual(saveMirror(line, whole));
    }
  });

  it('is not moved by its copy', () => {
    const mirror = newMirror(line);
    hear(mirror, script.slice(0, 9));
    const before = JSON.stringify(saveMirror(line, mirror));
    const copied = copyMirror(mirror);
    advance(line, copied, at(50_000), []);
    expect(copied.books.closed).toHaveLength(1);
    expect(JSON.stringify(saveMirror(line, mirror))).toBe(before);
  });
});

import { compileParts } from '../../../src/model/parts/compile.js';
import { HAPPENING } from '../../../src/model/parts/layout.js';
import { reportParts } from '../../../src/model/parts/report.js';
import { runParts } from '../../../src/model/parts/run.js';
import type { Begin, Calendar, Failure, PartsSpec, Station } from '../../../src/model/parts/spec.js';
import { forkParts, startParts } from '../../../src/model/parts/state.js';
import { compiledParts, fixed, log, serial, to } from './specs.js';

function ran(spec: PartsSpec, until: number, begin: Begin = {}) {
  const { watch, seen } = log();
  const model = compiledParts(spec);
  const state = startParts(model, { seed: 1, replication: 0, begin, watch });
  runParts(model, state, until);
  const times = (happening: keyof typeof HAPPENING, station = 0) =>
    seen.filter(([kind, , i]) => kind === HAPPENING[happening] && i === station).map(([, at]) => at);
  return { times, report: reportParts(model, state), state, model };
}

const machine = (more: Partial<Station>): PartsSpec => ({ stations: [{ id: 's', supply: {}, service: { every: fixed(4) }, ...more }] });

describe('a calendar', () => {
  const with_ = (policy: NonNullable<Calendar['policy']>) =>
    ran(
      machine({
        calendar: {
          spans: [
            [0, 10],
            [15, 30],
          ],
          policy,
        },
      }),
      40,
    );

  it('suspends a part under way, which goes on when the station opens', () => {
    const { times, report } = with_('suspend');
    expect(times('leave')).toStrictEqual([4, 8, 17, 21, 25, 29]);
    expect(report.stations[0]!.share).toMatchObject({ busy: 25 / 40, off: 15 / 40 });
  });

  it('begins it again', () => expect(with_('restart').times('leave')).toStrictEqual([4, 8, 19, 23, 27]));

  it('lets it be finished', () => {
    const { times, report } = with_('finish-over');
    expect(times('leave')).toStrictEqual([4, 8, 12, 19, 23, 27, 31]);
    expect(report.stations[0]!.share).toMatchObject({ busy: 28 / 40, off: 12 / 40 });
  });

  it('begins only what it can finish, and that may end with the span', () => {
    const { times, report } = with_('finish-before-end');
    expect(times('leave')).toStrictEqual([4, 8, 19, 23, 27]);
    expect(report.stations[0]!.share).toMatchObject({ busy: 20 / 40, starved: 5 / 40, off: 15 / 40 });
    expect(
      ran(
        machine({
          calendar: {
            spans: [
              [0, 8],
              [10, 20],
            ],
            policy: 'finish-before-end',
          },
        }),
        20,
      ).times('leave'),
    ).toStrictEqual([4, 8, 14, 18]);
  });

  it('repeats, and may say when there is no work instead', () => {
    const { times } = ran(machine({ calendar: { spans: [[6, 8]], are: 'stops', period: 8 } }), 24);
    expect(times('leave')).toStrictEqual([4, 10, 14, 20]);
    expect(times('close')).toStrictEqual([6, 14, 22]);
  });
});

describe('a failure', () => {
  const once = (part: NonNullable<Failure['part']>, more: Partial<Station> = {}) =>
    ran(machine({ failures: [{ clock: 'operation', after: { dist: 'sequence', values: [6, 1000] }, lasts: fixed(3), part }], ...more }), 30);

  it('lets the part resume', () => expect(once('resume').times('leave')).toStrictEqual([4, 11, 15, 19, 23, 27]));
  it('lets it begin again', () => expect(once('restart').times('leave')).toStrictEqual([4, 13, 17, 21, 25, 29]));

  it('scraps it, and loads the next one while it is down or after', () => {
    const { times, report } = once('scrap');
    expect(times('leave')).toStrictEqual([4, 13, 17, 21, 25, 29]);
    expect(report.classes[0]).toMatchObject({ scrapped: 1, left: 6 });
    expect(times('start')).toStrictEqual([0, 4, 6, 13, 17, 21, 25, 29]);
    expect(once('scrap', { loadWhileDown: false }).times('start')).toStrictEqual([0, 4, 9, 13, 17, 21, 25, 29]);
  });

  it('runs in time also while the machine has nothing to do', () => {
    const spec = (clock: Failure['clock']): PartsSpec => ({
      sources: [{ id: 'source', to: { station: 's' }, first: 1, between: fixed(10) }],
      stations: [{ id: 's', service: { every: fixed(2) }, failures: [{ clock, after: fixed(5), lasts: fixed(1) }] }],
    });
    expect(ran(spec('time'), 20).times('fail')).toStrictEqual([5, 11, 17]);
    expect(ran(spec('operation'), 35).times('fail')).toStrictEqual([22]);
  });

  it('of several kinds each has its clock, and all stand while the machine is down', () => {
    const kind = (after: number, lasts: number): Failure => ({ clock: 'time', after: fixed(after), lasts: fixed(lasts) });
    expect(ran(machine({ failures: [kind(5, 2), kind(6, 1)] }), 20).times('fail')).toStrictEqual([5, 8, 13, 17]);
  });
});

describe('a station', () => {
  it('changes over between classes, and makes a campaign of what waits where it may', () => {
    const lots = ['a', 'b', 'a', 'b', 'a'];
    const press = (discipline: Station['discipline']) =>
      ran(
        {
          classes: [{ id: 'a' }, { id: 'b' }],
          stations: [{ id: 's', discipline, service: { every: fixed(1) }, changeover: { a: { b: 10 }, b: { a: 5 } } }],
        },
        100,
        { s: { waiting: [lots] } },
      );
    expect(press('fifo').times('leave')).toStrictEqual([1, 12, 18, 29, 35]);
    expect(press('campaign').times('leave')).toStrictEqual([1, 2, 3, 14, 15]);
    expect(press('campaign').report.stations[0]!.share.setup).toBe(10 / 100);
  });

  it('lets a part of higher priority interrupt, and resumes the other', () => {
    const { times, report } = ran(
      {
        classes: [
          { id: 'low', priority: 2 },
          { id: 'high', priority: 1 },
        ],
        sources: [
          { id: 'lows', to: { station: 's' }, first: 0, between: fixed(100), mix: [{ class: 'low', share: 1 }] },
          { id: 'highs', to: { station: 's' }, first: 3, between: fixed(100), mix: [{ class: 'high', share: 1 }] },
        ],
        stations: [{ id: 's', discipline: 'preemptive', service: { byClass: { low: fixed(5), high: fixed(2) } } }],
      },
      50,
    );
    expect(times('leave')).toStrictEqual([5, 7]);
    expect(report.stations[0]!.waitByClass).toStrictEqual([0, 0]);
  });

  it('sleeps when it has nothing to do, wakes in its time when enough wait, and draws what it should', () => {
    const { times, report } = ran(
      {
        sources: [{ id: 'source', to: { station: 's' }, first: 10, between: fixed(1), limit: 3 }],
        stations: [
          {
            id: 's',
            service: { every: fixed(2) },
            sleep: { after: 4, wakeAt: 2, wakeUp: fixed(3) },
            power: { busy: 10, starved: 4, standby: 1, waking: 6 },
            startKwh: 0.5,
          },
        ],
      },
      40,
    );
    expect(times('start')).toStrictEqual([14, 16, 18]);
    const [s] = report.stations;
    expect(s!.share).toMatchObject({ busy: 6 / 40, starved: 8 / 40, standby: 23 / 40, waking: 3 / 40 });
    expect(s!.energyByPhaseKwh).toMatchObject({ busy: 60, starved: 32, standby: 23, waking: 18 });
    expect(s!.energyKwh).toBe(133.5);
  });

  it('puts parts of several inputs together, as many of each as it takes', () => {
    const feeder = (id: string, time: number, input: number): Station => ({ id, supply: {}, service: { every: fixed(time) }, next: to('pack', input) });
    const { times, report } = ran(
      {
        stations: [
          { id: 'pack', service: { every: fixed(1) }, inputs: [{ waiting: 4, takes: 2 }, { waiting: 1 }] },
          feeder('tablets', 1, 0),
          feeder('boxes', 5, 1),
        ],
      },
      22,
    );
    expect(times('leave')).toStrictEqual([6, 11, 16, 21]);
    expect(report.classes[0]).toMatchObject({ left: 4, joined: 8 });
    expect(report.stations[1]!.share.blocked).toBeGreaterThan(0.4);
  });

  it('that shares its server gives each part its part of it', () => {
    const { times } = ran(
      {
        sources: [{ id: 'source', to: { station: 's' }, first: 0, between: { dist: 'sequence', values: [2, 1] }, limit: 3 }],
        stations: [{ id: 's', sharing: true, service: { every: { dist: 'sequence', values: [4, 2, 1] } } }],
      },
      20,
    );
    // Alone to 2 it has 2; to 3 each of two has 1/2; to 6 each of three has 1, all of the third; to 7 each of two its last 1/2.
    expect(times('leave')).toStrictEqual([6, 7, 7].map((t) => expect.closeTo(t, 9)));
  });

  it('routes by chance, by class, and into another class', () => {
    const spec: PartsSpec = {
      classes: [{ id: 'new' }, { id: 'again' }],
      stations: [
        {
          id: 'work',
          service: { every: fixed(1) },
          next: { byClass: { new: [{ probability: 1, to: { station: 'test' } }], again: [{ probability: 1, scrap: true }] } },
        },
        { id: 'test', service: { every: fixed(1) }, yield: 1, next: { every: [{ probability: 0.25, to: { station: 'work' }, becomes: 'again' }] } },
      ],
    };
    const { report } = ran(spec, 20_000, { work: { waiting: [4000] } });
    const [fresh, again] = report.classes;
    expect(fresh!.left + again!.scrapped).toBe(4000);
    expect(Math.abs(again!.scrapped - 1000)).toBeLessThan(4 * Math.sqrt(4000 * 0.25 * 0.75));
  });
});

describe('many machines', () => {
  it('more timers than are scanned give the same departures as the recursion', () => {
    const count = 40;
    const { times } = ran(serial(Array.from({ length: count }, (_, i) => (i === 0 ? { law: fixed(1) } : { law: fixed(1 + (i % 3) / 4), buffer: 1 }))), 200);
    // The slowest machines take 1.5: once the line is filled, parts leave at that pace.
    const left = times('leave', count - 1);
    expect(left[0]).toBe(Array.from({ length: count }, (_, i) => 1 + (i % 3) / 4).reduce((sum, time) => sum + time, 0));
    expect(new Set(left.slice(10).map((at, i, all) => (i === 0 ? 1.5 : at - all[i - 1]!)))).toStrictEqual(new Set([1.5]));
  });

  it('many servers of one station serve as a delay does', () => {
    const spec = (servers: Station['servers']): PartsSpec => ({
      sources: [{ id: 'source', to: { station: 's' }, between: { dist: 'exponential', mean: 1 } }],
      stations: [{ id: 's', servers: servers!, service: { every: { dist: 'exponential', mean: 5 } } }],
    });
    const [finite, endless] = [ran(spec(60), 500).report, ran(spec('infinite'), 500).report];
    expect(finite.stations[0]!.present).toBeCloseTo(endless.stations[0]!.present, 9);
    expect(finite.classes).toStrictEqual(endless.classes.map((c) => ({ ...c, sojourn: expect.closeTo(c.sojourn!, 9) })));
  });
});

describe('a live state', () => {
  const line = serial([
    { law: { dist: 'weibull', scale: 2, shape: 2 }, failures: [{ clock: 'operation', after: fixed(50), lasts: fixed(9) }] },
    { law: fixed(3), buffer: 4, failures: [{ clock: 'operation', after: fixed(50), lasts: fixed(9) }] },
  ]);

  it('begins with parts where they are, repairs and services with the time they had', () => {
    const begin: Begin = {
      s0: { servers: [{ state: 'working', workAge: 1, clockAges: [48] }] },
      s1: { waiting: [3], servers: [{ state: 'working', down: 0, downAge: 5, workAge: 2 }] },
    };
    const { times, state, model } = ran(line, 0, begin);
    expect(state.present).toStrictEqual(Int32Array.of(1, 4));
    runParts(model, state, 20);
    expect(times('repair', 1)).toStrictEqual([4]);
    expect(times('leave', 1)).toStrictEqual([5, 8, 11, 14, 17, 20]);
    expect(times('fail', 0)[0]).toBeGreaterThanOrEqual(2);
  });

  it('may hold a finished part for which there is no room', () => {
    const { times } = ran(line, 4, { s0: { servers: [{ state: 'finished' }] }, s1: { waiting: [4], servers: [{ state: 'working' }] } });
    expect(times('leave', 0)[0]).toBe(3);
  });

  it('refuses what finds no room, and stations and classes that are not there', () => {
    const start = (begin: Begin) => () => startParts(compiledParts(line), { seed: 1, replication: 0, begin });
    expect(start({ s1: { waiting: [9] } })).toThrow('more parts than fit at s1');
    expect(start({ s9: {} })).toThrow('s9 is no station');
    expect(start({ s1: { waiting: [['x']] } })).toThrow('x is no class');
    expect(start({ s1: { servers: [{ state: 'empty' }, { state: 'empty' }] } })).toThrow('s1 has 1 servers, not 2');
  });

  it('forked gives every service under way a fresh remaining time given its age', () => {
    const model = compiledParts(line);
    const live = startParts(model, { seed: 1, replication: 0, begin: { s0: { servers: [{ state: 'working', workAge: 3 }] } } });
    const left = Array.from({ length: 3000 }, (_, r) => forkParts(model, live, { seed: 2, replication: r }).times[0]!);
    // Weibull with shape 2 and scale 2, age 3: P(more than x) = exp(-((3 + x)^2 - 9) / 4); half of them beyond sqrt(9 + 4 ln 2) - 3.
    const median = Math.sqrt(9 + 4 * Math.LN2) - 3;
    const beyond = left.filter((x) => x > median).length;
    expect(Math.abs(beyond - 1500)).toBeLessThan(4 * Math.sqrt(750));
  });
});

describe('a specification', () => {
  it('that cannot be simulated is refused with every place that is wrong', () => {
    const result = compileParts({
      sources: [{ id: 'source', to: { station: 'nowhere' }, between: { dist: 'exponential', mean: 0 } }],
      stations: [
        { id: 's', servers: 0, service: { every: fixed(1) }, next: { every: [{ probability: 0.7, to: { station: 't', input: 1 } }, { probability: 0.7 }] } },
        { id: 's', servers: 'infinite', service: { every: fixed(-1) }, failures: [], next: to('t') },
        { id: 't', service: { every: fixed(1) }, inputs: [{ waiting: 0 }], calendar: { spans: [[5, 3]] }, yield: 2, blocking: 'before-service', next: to('t') },
      ],
    });
    expect(result.ok ? [] : result.issues.map(({ pointer }) => pointer)).toStrictEqual([
      '/stations/1/id',
      '/stations/0/servers',
      '/stations/0/next/every',
      '/stations/0/next/every/0/to/input',
      '/stations/1/service/every/value',
      '/stations/1/next/every/0/to',
      '/stations/1/failures',
      '/stations/2/yield',
      '/stations/2/next/every/0/to',
      '/stations/2/calendar/spans',
      '/sources/0/between/mean',
      '/sources/0/to/station',
    ]);
  });

  it('in which time would stand still for ever is refused', () => {
    const pointers = (spec: PartsSpec) => {
      const result = compileParts(spec);
      return result.ok ? [] : result.issues.map(({ pointer }) => pointer);
    };
    const arrivals = { id: 'source', to: { station: 'a' }, between: fixed(0) };
    const station = (id: string, time: number, more: Partial<Station> = {}): Station => ({ id, service: { every: fixed(time) }, ...more });
    expect(pointers({ sources: [arrivals], stations: [station('a', 1)] })).toStrictEqual(['/sources/0/between']);
    expect(pointers({ sources: [{ ...arrivals, limit: 5 }], stations: [station('a', 1)] })).toStrictEqual([]);
    // Round in a circle without time, and out of it or through one that takes some.
    const circle = (b: Station) => ({ stations: [station('a', 0, { next: to('b') }), b] });
    expect(pointers(circle(station('b', 0, { next: to('a') })))).toStrictEqual(['/stations/0/service', '/stations/1/service']);
    expect(pointers(circle(station('b', 1, { next: to('a') })))).toStrictEqual([]);
    expect(pointers(circle(station('b', 0, { next: { every: [{ probability: 0.5, to: { station: 'a' } }] } })))).toStrictEqual([]);
    // An endless supply that is never held up, and one that is by a slower station with few places before it.
    const supplied = (b: Station) => ({ stations: [station('a', 0, { supply: {}, next: to('b') }), b] });
    expect(pointers({ stations: [station('a', 0, { supply: {} })] })).toStrictEqual(['/stations/0/service']);
    expect(pointers(supplied(station('b', 0, { inputs: [{ waiting: 2 }] })))).toStrictEqual(['/stations/0/service']);
    expect(pointers(supplied(station('b', 1)))).toStrictEqual(['/stations/0/service']);
    expect(pointers(supplied(station('b', 1, { inputs: [{ waiting: 2 }] })))).toStrictEqual([]);
  });
});

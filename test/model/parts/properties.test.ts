import fc from '../../property.js';
import { newStream, nextUniform } from '../../../src/engine/random.js';
import { sample, type Distribution } from '../../../src/engine/distribution.js';
import { ACTIVITY, HAPPENING, partsViews } from '../../../src/model/parts/layout.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import { reportParts } from '../../../src/model/parts/report.js';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import { takesParts } from '../../../src/model/parts/server.js';
import { runParts } from '../../../src/model/parts/run.js';
import type { Law, PartsSpec, Station } from '../../../src/model/parts/spec.js';
import { forkParts, openPartsAccount, restoreParts, snapshotParts, startParts, type PartsState } from '../../../src/model/parts/state.js';
import { anySerial, anySpec, compiledParts, eventHash, exponential, fixed, GOLDEN, serial, to } from './specs.js';

const END = 300;
const luck = (seed: number, replication = 0) => ({ seed, replication });
const bits = (state: PartsState) => Object.fromEntries(partsViews(state).map(([name, view]) => [name, Array.from(view)]));

/** Parts that came, less those that are gone in any way. */
function inside(model: PartsModel, state: PartsState): { book: number; there: number } {
  const { classes } = reportParts(model, state);
  const book = classes.reduce((sum, c) => sum + c.arrived - c.lost - c.left - c.scrapped - c.joined, 0);
  return { book, there: state.present.reduce((sum, n) => sum + n, 0) };
}

/** Servers of each station that can take a part, counted one by one. */
function idleServers(model: PartsModel, state: PartsState): number[] {
  return model.spec.stations.map((_, station) => {
    const servers = Array.from(state.activity.keys()).filter((server) => model.serverStation[server] === station);
    return servers.filter((server) => state.activity[server] === ACTIVITY.idle && takesParts(model, state, station, server)).length;
  });
}

describe('P01 Little', () => {
  it.each([1, 2, 3])('between two instants at which nobody is there, L = lambda W to 1e-9, seed %i', (seed) => {
    const spec: PartsSpec = {
      sources: [{ id: 'source', to: { station: 's0' }, between: exponential(2), limit: 500 }],
      stations: [
        {
          id: 's0',
          service: { every: exponential(1) },
          next: {
            every: [
              { probability: 0.3, to: { station: 's0' } },
              { probability: 0.7, to: { station: 's1' } },
            ],
          },
        },
        {
          id: 's1',
          servers: 2,
          service: { every: { dist: 'erlang', k: 2, mean: 1.5 } },
          failures: [{ clock: 'time', after: exponential(20), lasts: exponential(2) }],
        },
      ],
    };
    const model = compiledParts(spec);
    const state = startParts(model, luck(seed));
    runParts(model, state, 3000);
    const { present, sojourn, throughput, classes, stations } = reportParts(model, state);
    expect(classes[0]!.left).toBe(500);
    expect(Math.abs(present - throughput * sojourn!)).toBeLessThan(1e-9 * present);
    for (const station of stations) expect(Math.abs(station.present - station.throughput * station.stay!)).toBeLessThan(1e-9 * station.present);
  });
});

describe('P02 conservation, P03 state budget', () => {
  it('at every event what came is inside, out or lost, and the time of each station is all spent', () => {
    fc.assert(
      fc.property(anySpec, fc.nat(1000), (spec, seed) => {
        const model = compiledParts(spec);
        const state = startParts(model, luck(seed));
        for (let at = 0; at <= 60; at += 2.5) {
          runParts(model, state, at);
          const { book, there } = inside(model, state);
          expect(there).toBe(book);
          expect(Array.from(state.idle)).toStrictEqual(idleServers(model, state));
          if (at === 0) continue;
          for (const { share, present, waiting } of reportParts(model, state).stations) {
            expect(Math.abs(Object.values(share).reduce((sum, s) => sum + s, 0) - 1)).toBeLessThan(1e-12);
            expect(Math.min(...Object.values(share))).toBeGreaterThanOrEqual(0);
            expect(present).toBeGreaterThanOrEqual(waiting[0]! - 1e-9);
          }
          expect(
            Math.max(
              ...Array.from(
                state.waiting,
                (n, q) => n - model.waitingLimit[q]! - model.batchMax[model.queueStation[q]!]! * model.serverCount[model.queueStation[q]!]!,
              ),
            ),
          ).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('P04 snapshot identity', () => {
  it('stopping on the way, and writing to JSON there, changes no bit and no event', () => {
    fc.assert(
      fc.property(anySpec, fc.uniqueArray(fc.double({ min: 0.01, max: END, noNaN: true }), { maxLength: 4 }), fc.nat(1000), (spec, stops, seed) => {
        const model = compiledParts(spec);
        const [whole, inPieces] = [eventHash(), eventHash()];
        const once = startParts(model, { ...luck(seed), watch: whole.watch });
        runParts(model, once, END);
        let pieces = startParts(model, { ...luck(seed), watch: inPieces.watch });
        for (const at of [...stops].sort((a, b) => a - b)) {
          runParts(model, pieces, at);
          const back = restoreParts(model, JSON.parse(JSON.stringify(snapshotParts(model, pieces))));
          if (!back.ok) throw new Error(back.reason);
          pieces = back.state;
          pieces.watch = inPieces.watch;
        }
        runParts(model, pieces, END);
        expect(inPieces.value()).toBe(whole.value());
        expect(bits(pieces)).toStrictEqual(bits(once));
      }),
      { numRuns: 100 },
    );
  });

  it('the short way and the general way are the same to the bit', () => {
    fc.assert(
      fc.property(fc.oneof(anySpec, anySerial), fc.nat(1000), (spec, seed) => {
        const model = compiledParts(spec);
        const general = { ...model, plain: model.plain.map(() => 0) };
        const [a, b] = [startParts(model, luck(seed)), startParts(general, luck(seed))];
        runParts(model, a, END);
        runParts(general, b, END);
        expect(bits(a)).toStrictEqual(bits(b));
      }),
      { numRuns: 200 },
    );
  });

  it('a machine that fails while it is blocked, and is not loaded while down, takes no part until it is repaired: on both ways', () => {
    const spec = serial([
      { law: fixed(1), failures: [{ clock: 'time', after: fixed(5), lasts: fixed(100) }], loadWhileDown: false },
      { law: fixed(10), buffer: 0 },
    ]);
    const model = compiledParts(spec);
    const [unwatched, watched] = [startParts(model, luck(1)), startParts(model, { ...luck(1), watch: () => undefined })];
    for (const state of [unwatched, watched]) runParts(model, state, 50);
    expect(Array.from(unwatched.part)).toStrictEqual([-1, -1]);
    expect(bits(unwatched)).toStrictEqual(bits(watched));
  });

  it('refuses a snapshot of another model, and one that is not whole', () => {
    const model = compiledParts(serial([{ law: fixed(1) }]));
    const saved = snapshotParts(model, startParts(model, luck(1)));
    const other = compiledParts(serial([{ law: fixed(1) }, { law: fixed(1) }]));
    expect(restoreParts(other, saved)).toMatchObject({ ok: false, reason: expect.stringContaining('another model') });
    expect(restoreParts(model, { ...saved, fields: { ...saved.fields, times: [] } })).toStrictEqual({ ok: false, reason: 'times: expected 1 numbers' });
    expect(restoreParts(model, { ...saved, fields: { ...saved.fields, phase: [0.5] } })).toMatchObject({ ok: false });
  });
});

describe('P05 fork identity', () => {
  it('a fork leaves its parent as it was, and two of the same luck run alike', () => {
    fc.assert(
      fc.property(anySpec, fc.double({ min: 0, max: 100, noNaN: true }), fc.nat(1000), (spec, at, seed) => {
        const model = compiledParts(spec);
        const parent = startParts(model, luck(seed));
        runParts(model, parent, at);
        const before = bits(parent);
        const [one, two] = [eventHash(), eventHash()];
        for (const { watch } of [one, two]) {
          const child = forkParts(model, parent, luck(seed, 7));
          child.watch = watch;
          runParts(model, child, at + 100);
          const { book, there } = inside(model, child);
          expect(there).toBe(book);
        }
        expect(one.value()).toBe(two.value());
        expect(bits(parent)).toStrictEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('a fork of the beginning with its own luck is the beginning: the same events', () => {
    fc.assert(
      fc.property(anySerial, fc.nat(1000), (spec, seed) => {
        // Nothing is drawn yet where no machine has begun: the clocks of an empty model.
        const model = compiledParts({ ...spec, stations: spec.stations.map((s, i): Station => (i === 0 ? { ...s, calendar: { spans: [[1, 1e6]] } } : s)) });
        const [one, two] = [eventHash(), eventHash()];
        const parent = startParts(model, luck(seed));
        const child = forkParts(model, parent, luck(seed));
        parent.watch = one.watch;
        child.watch = two.watch;
        runParts(model, parent, 50);
        runParts(model, child, 50);
        expect(two.value()).toBe(one.value());
      }),
      { numRuns: 30 },
    );
  });

  it('a repair under way goes on with what is left of it given its age', () => {
    const model = compiledParts(serial([{ law: fixed(1), failures: [{ clock: 'operation', after: fixed(5), lasts: { dist: 'uniform', min: 10, max: 20 } }] }]));
    const state = startParts(model, luck(3));
    runParts(model, state, 5 + 12);
    const ends = Array.from({ length: 2000 }, (_, r) => forkParts(model, state, luck(4, r)).times[0]! - 17);
    expect(Math.min(...ends)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ends)).toBeLessThanOrEqual(8);
    // Of a uniform on [10, 20] that has lasted 12, what is left is uniform on [0, 8].
    expect(Math.abs(ends.reduce((sum, x) => sum + x, 0) / ends.length - 4)).toBeLessThan(4 * (8 / Math.sqrt(12 * 2000)));
  });
});

describe('P06 determinism', () => {
  it('the same model and seed give the same events; another replication gives others', () => {
    const model = compiledParts(GOLDEN);
    const hash = (replication: number) => {
      const { watch, value } = eventHash();
      runParts(model, startParts(model, { ...luck(20_260_101, replication), watch }), 500);
      return value();
    };
    expect(hash(0)).toBe(hash(0));
    expect(hash(1)).not.toBe(hash(0));
  });

  it('replication r is the same whatever ran before it', () => {
    const model = compiledParts(GOLDEN);
    const plan = { seed: 9, warmup: 20, length: 100 };
    const inOrder = [0, 1, 2, 3].map((r) => replicateParts(model, plan, r));
    const backwards = [3, 2, 1, 0].map((r) => replicateParts(model, plan, r)).reverse();
    expect(backwards).toStrictEqual(inOrder);
  });
});

describe('P07 reversibility', () => {
  it('a saturated line and its mirror image have the same throughput without chance, once they repeat', () => {
    const times = fc.array(fc.record({ law: fc.integer({ min: 1, max: 9 }).map(fixed), buffer: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(times, (stations) => {
        const laws = stations.map((s) => s.law);
        const buffers = stations.slice(1).map((s) => s.buffer);
        const line = (mirror: boolean) => {
          const b = mirror ? buffers.toReversed() : buffers;
          return compiledParts(serial((mirror ? laws.toReversed() : laws).map((law, i) => (i === 0 ? { law } : { law, buffer: b[i - 1]! }))));
        };
        // A deterministic line repeats with the time of its slowest machine: 2520 is a multiple of all of them.
        const [a, b] = [false, true].map((mirror) => replicateParts(line(mirror), { seed: 1, warmup: 1000, length: 2520 }, 0).throughput);
        expect(a).toBe(b);
      }),
      { numRuns: 60 },
    );
  });
});

/** Departures from every machine of a saturated serial line: the recursion of the shared cases, by machine and part. */
function maxPlus(service: readonly (readonly number[])[], buffers: readonly number[]): number[][] {
  const machines = service.length;
  const parts = service[0]!.length;
  const left: number[][] = service.map(() => []);
  for (let j = 0; j < parts; j++) {
    for (let i = 0; i < machines; i++) {
      const begins = Math.max(i > 0 ? left[i - 1]![j]! : 0, left[i]![j - 1] ?? 0);
      const done = begins + service[i]![j]!;
      const room = i + 1 < machines ? (left[i + 1]![j - buffers[i]! - 1] ?? 0) : 0;
      left[i]!.push(Math.max(done, room));
    }
  }
  return left;
}

function drawn(spec: PartsSpec, seed: number, parts: number): number[][] {
  return spec.stations.map(({ id, service }) => {
    const words = newStream(`${id}/service`, seed);
    const d = (service as { every: Law }).every as Distribution;
    return Array.from({ length: parts }, () => (d.dist === 'fixed' ? d.value : sample(d, nextUniform(words, 0))));
  });
}

function departures(spec: PartsSpec, seed: number, until: number): number[][] {
  const left: number[][] = spec.stations.map(() => []);
  const watch = (happening: number, at: number, station: number) => {
    if (happening === HAPPENING.leave) left[station]!.push(at);
  };
  const model = compiledParts(spec);
  runParts(model, startParts(model, { ...luck(seed), watch }), until);
  return left;
}

const buffersOf = (spec: PartsSpec) => spec.stations.slice(1).map(({ inputs }) => inputs![0]!.waiting!);

describe('P08 monotonicity and P09 the max-plus recursion', () => {
  it('every machine of a saturated line lets go of every part when the recursion says, to the bit', () => {
    fc.assert(
      fc.property(anySerial, fc.nat(1000), (spec, seed) => {
        const found = departures(spec, seed, 60);
        const parts = found[0]!.length + 1;
        const exact = maxPlus(drawn(spec, seed, parts), buffersOf(spec));
        found.forEach((times, i) => expect(times).toStrictEqual(exact[i]!.filter((at) => at <= 60).slice(0, times.length)));
        expect(found.map((times) => times.length)).toStrictEqual(exact.map((times) => times.filter((at) => at <= 60).length));
      }),
      { numRuns: 150 },
    );
  });

  it('a slot more, or shorter services, never delay any part', () => {
    fc.assert(
      fc.property(anySerial, fc.nat(1000), fc.nat(10), (spec, seed, pick) => {
        const i = pick % spec.stations.length;
        const better = (change: (s: Station) => Station): PartsSpec => ({ ...spec, stations: spec.stations.map((s, k) => (k === i ? change(s) : s)) });
        const base = departures(spec, seed, 60).at(-1)!;
        const slot = better((s) => (i === 0 ? s : { ...s, inputs: [{ waiting: s.inputs![0]!.waiting! + 1 }] }));
        const faster = better((s) => ({ ...s, service: { every: halved((s.service as { every: Law }).every) } }));
        for (const variant of [slot, faster]) {
          const times = departures(variant, seed, 60).at(-1)!;
          expect(times.length).toBeGreaterThanOrEqual(base.length);
          base.forEach((at, n) => expect(times[n]!).toBeLessThanOrEqual(at));
        }
      }),
      { numRuns: 80 },
    );
  });
});

function halved(law: Law): Law {
  switch (law.dist) {
    case 'fixed':
      return { ...law, value: law.value / 2 };
    case 'uniform':
      return { ...law, min: law.min / 2, max: law.max / 2 };
    case 'exponential':
    case 'erlang':
      return { ...law, mean: law.mean / 2 };
    default:
      throw new TypeError(law.dist);
  }
}

describe('P10 insensitivity', () => {
  it('of think times, and of services that are shared, only the mean matters', () => {
    // Of both fixed at once nothing would ever mix: the parts would go round in step.
    const hyper = (mean: number): Law => ({ dist: 'hyperexponential', p: [0.7, 0.3], means: [mean / 2, (mean * 13) / 6] });
    const LAWS: [think: Law, shared: Law][] = [
      [fixed(4), exponential(1)],
      [exponential(4), fixed(1)],
      [
        { dist: 'uniform', min: 0, max: 8 },
        { dist: 'uniform', min: 0, max: 2 },
      ],
      [hyper(4), hyper(1)],
    ];
    const throughputs = LAWS.map(([think, shared]) => {
      const model = compiledParts({
        stations: [
          { id: 'think', servers: 'infinite', service: { every: think }, next: to('server') },
          { id: 'server', sharing: true, service: { every: shared }, next: to('think') },
        ],
      });
      const plan = { seed: 5, warmup: 100, length: 20_000, begin: { think: { waiting: [6] } } };
      return [0, 1, 2, 3].map((r) => replicateParts(model, plan, r).stations[1]!.throughput).reduce((sum, x) => sum + x / 4, 0);
    });
    // Machine repair model with 6 sources, think 4, service 1: mean value analysis.
    let queue = 0;
    let exact = 0;
    for (let n = 1; n <= 6; n++) {
      exact = n / (4 + 1 + queue);
      queue = exact * (1 + queue);
    }
    for (const throughput of throughputs) expect(Math.abs(throughput / exact - 1)).toBeLessThan(0.012);
  });
});

describe('P11 synchronisation of random numbers', () => {
  it('the n-th service of a machine is that of its stream, whatever the others do', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 5 }), (seed, speed, buffer) => {
        const spec = serial([{ law: exponential(1) }, { law: exponential(speed / 4), buffer }, { law: exponential(1), buffer: 2 }]);
        const begun = new Map<number, number>();
        const services: number[] = [];
        const watch = (happening: number, at: number, station: number, part: number) => {
          if (station !== 2) return;
          if (happening === HAPPENING.start) begun.set(part, at);
          if (happening === HAPPENING.finish) services.push(at - begun.get(part)!);
        };
        const model = compiledParts(spec);
        runParts(model, startParts(model, { ...luck(seed), watch }), 40);
        const words = newStream('s2/service', seed);
        services.forEach((service) => expect(Math.abs(service - sample({ dist: 'exponential', mean: 1 }, nextUniform(words, 0)))).toBeLessThan(1e-12));
      }),
      { numRuns: 40 },
    );
  });

  it('with common numbers the difference of two lines varies far less than with others', () => {
    const line = (mean: number) =>
      compiledParts(serial([1, 1, mean, 1, 1].map((m, i) => (i === 0 ? { law: exponential(m) } : { law: exponential(m), buffer: 4 }))));
    const [base, variant] = [line(1), line(0.95)];
    const variance = (shift: number) => {
      const values = Array.from(
        { length: 150 },
        (_, r) => replicateParts(variant, { seed: 1, length: 480 }, r + shift).throughput - replicateParts(base, { seed: 1, length: 480 }, r).throughput,
      );
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
    };
    expect(variance(1000) / variance(0)).toBeGreaterThan(20);
  });
});

describe('P12 time change', () => {
  it('times twice as long halve the throughput and leave the shares, to the bit', () => {
    fc.assert(
      fc.property(anySerial, fc.nat(1000), (spec, seed) => {
        const slow: PartsSpec = spec;
        const fast: PartsSpec = { ...spec, stations: spec.stations.map((s) => ({ ...s, service: { every: halved((s.service as { every: Law }).every) } })) };
        const a = replicateParts(compiledParts(slow), { seed, warmup: 16, length: 128 }, 0);
        const b = replicateParts(compiledParts(fast), { seed, warmup: 8, length: 64 }, 0);
        expect(b.throughput).toBe(2 * a.throughput);
        expect(b.stations.map(({ share }) => share)).toStrictEqual(a.stations.map(({ share }) => share));
        expect(b.stations.map(({ present }) => present)).toStrictEqual(a.stations.map(({ present }) => present));
      }),
      { numRuns: 60 },
    );
  });
});

describe('an account', () => {
  it('that is opened later begins at zero and changes no event', () => {
    fc.assert(
      fc.property(anySpec, fc.nat(1000), (spec, seed) => {
        const model = compiledParts(spec);
        const [one, two] = [eventHash(), eventHash()];
        const plain = startParts(model, { ...luck(seed), watch: one.watch });
        runParts(model, plain, 100);
        const opened = startParts(model, { ...luck(seed), watch: two.watch });
        runParts(model, opened, 40);
        openPartsAccount(model, opened);
        runParts(model, opened, 100);
        expect(two.value()).toBe(one.value());
        expect(reportParts(model, opened).time).toBe(60);
      }),
      { numRuns: 60 },
    );
  });
});

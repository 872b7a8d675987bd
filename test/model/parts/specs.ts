import fc from '../../property.js';
import { compileParts } from '../../../src/model/parts/compile.js';
import { type Happening, type Watch } from '../../../src/model/parts/layout.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import type { Law, PartsSpec, Route, Station } from '../../../src/model/parts/spec.js';

export function compiledParts(spec: PartsSpec): PartsModel {
  const compiled = compileParts(spec);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return compiled.model;
}

export const fixed = (value: number): Law => ({ dist: 'fixed', value });
export const exponential = (mean: number): Law => ({ dist: 'exponential', mean });
export const to = (station: string, input?: number): { every: Route[] } => ({
  every: [{ probability: 1, to: input === undefined ? { station } : { station, input } }],
});

/** A serial line of stations s0, s1, ... that is never short of parts. */
export function serial(stations: (Partial<Station> & { law: Law; buffer?: number })[]): PartsSpec {
  return {
    stations: stations.map(({ law, buffer, ...more }, i) => ({
      id: `s${i}`,
      service: { every: law },
      ...(i === 0 ? { supply: {} } : buffer === undefined ? {} : { inputs: [{ waiting: buffer }] }),
      ...(i + 1 < stations.length ? { next: to(`s${i + 1}`) } : {}),
      ...more,
    })),
  };
}

/** Every event in words, for traces small enough to read. */
export function log(): { watch: Watch; seen: [Happening, number, number][] } {
  const seen: [Happening, number, number][] = [];
  return { watch: (happening, at, station) => void seen.push([happening, at, station]), seen };
}

/** FNV-1a over kind, station, part and the bits of the time of every event. */
export function eventHash(): { watch: Watch; value: () => number } {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  let hash = 0x811c9dc5;
  const add = (word: number) => (hash = Math.imul(hash ^ word, 0x01000193));
  return {
    watch: (happening, at, station, part) => {
      double[0] = at;
      add(happening);
      add(station);
      add(part);
      add(words[0]!);
      add(words[1]!);
    },
    value: () => hash >>> 0,
  };
}

const law = fc.oneof(
  fc.integer({ min: 1, max: 8 }).map((value) => fixed(value / 4)),
  fc.integer({ min: 1, max: 8 }).map((value) => exponential(value / 4)),
  fc.integer({ min: 1, max: 8 }).map((value): Law => ({ dist: 'uniform', min: value / 8, max: value / 2 })),
  fc.integer({ min: 1, max: 8 }).map((value): Law => ({ dist: 'erlang', k: 3, mean: value / 4 })),
);

const failure = fc.record({
  clock: fc.constantFrom('operation' as const, 'time' as const),
  after: fc.integer({ min: 2, max: 20 }).map(exponential),
  lasts: law,
  part: fc.constantFrom('resume' as const, 'restart' as const, 'scrap' as const),
});

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

const station = fc.record({
  law,
  buffer: fc.integer({ min: 0, max: 4 }),
  servers: fc.integer({ min: 1, max: 3 }),
  failures: some(fc.array(failure, { minLength: 1, maxLength: 2 })),
  loadWhileDown: fc.boolean(),
  blocking: fc.constantFrom(undefined, undefined, 'before-service' as const),
  batch: some(fc.integer({ min: 1, max: 3 }).map((min) => ({ min, max: min + 1 }))),
  sleep: some(fc.record({ after: fc.constantFrom(0, 1.5), wakeUp: law })),
  calendar: some(
    fc.record({
      spans: fc.constant([
        [0, 7],
        [9, 15],
      ] as [number, number][]),
      period: fc.constant(20),
      policy: fc.constantFrom('suspend' as const, 'restart' as const, 'finish-over' as const, 'finish-before-end' as const),
    }),
  ),
  discipline: fc.constantFrom('fifo' as const, 'fifo' as const, 'priority' as const, 'campaign' as const),
  changeover: some(fc.constant({ a: { b: 0.5 }, b: { a: 0.75 } })),
  yield: fc.constantFrom(1, 1, 0.9),
  loop: fc.constantFrom(0, 0, 0.2),
});
type Shape = typeof station extends fc.Arbitrary<infer T> ? T : never;

/** A model of one to four stations in a row, with what the shapes say where that goes together, fed by a source or an endless supply. */
export function specOfShapes({ shapes, supply }: { shapes: Shape[]; supply: boolean }): PartsSpec {
  const last = shapes.length - 1;
  return {
    classes: [{ id: 'a', priority: 1 }, { id: 'b' }],
    ...(supply ? {} : { sources: [{ id: 'source', to: { station: 's0' }, between: exponential(1.1), mix: MIX }] }),
    stations: shapes.map((shape, i): Station => {
      const { law: service, loop, batch, sleep, calendar, changeover, failures, discipline } = shape;
      const before = shape.blocking !== undefined && (i === last || shapes[i + 1]!.buffer > 0);
      const batched =
        batch !== undefined && !before && !(supply && i === 0) && calendar?.policy !== 'finish-before-end' && batch.min <= Math.max(1, shape.buffer);
      const supplied = supply && i === 0;
      // Rework goes to the first station, whose queue takes what comes: no line may stop for good.
      const back = loop > 0 && i > 0 && !before ? [{ probability: loop, to: { station: 's0' } }] : [];
      return {
        id: `s${i}`,
        servers: shape.servers,
        service: { every: service },
        inputs: [i === 0 ? {} : { waiting: shape.buffer }],
        ...(supplied ? { supply: { mix: MIX } } : {}),
        ...(failures ? { failures } : {}),
        loadWhileDown: shape.loadWhileDown,
        ...(before ? { blocking: 'before-service' as const } : {}),
        ...(batched ? { batch } : {}),
        ...(sleep && !supplied ? { sleep } : {}),
        ...(calendar ? { calendar } : {}),
        ...(changeover ? { changeover } : {}),
        discipline: before || batched ? 'fifo' : discipline,
        yield: shape.yield,
        next: { every: i < last ? [...back, { probability: 1 - (back.length > 0 ? loop : 0), to: { station: `s${i + 1}` } }] : [] },
      };
    }),
  };
}

const MIX = [
  { class: 'a', share: 1 },
  { class: 'b', share: 2 },
];

export const anySpec = fc.record({ shapes: fc.array(station, { minLength: 1, maxLength: 4 }), supply: fc.boolean() }).map(specOfShapes);

/** A saturated serial line whose machines never fail. */
export const anySerial = fc
  .array(fc.record({ law, buffer: fc.integer({ min: 0, max: 4 }) }), { minLength: 1, maxLength: 5 })
  .map((stations) => serial(stations));

/** A bit of everything. */
export const GOLDEN: PartsSpec = {
  classes: [{ id: 'a' }, { id: 'b', priority: -1 }],
  sources: [
    {
      id: 'source',
      to: { station: 's0' },
      between: { dist: 'gamma', mean: 1, shape: 0.7 },
      mix: [
        { class: 'a', share: 0.5 },
        { class: 'b', share: 0.5 },
      ],
    },
  ],
  stations: [
    {
      id: 's0',
      servers: 2,
      discipline: 'priority',
      service: { every: { dist: 'lognormal', mean: 1.2, sigma: 0.5 } },
      next: {
        every: [
          { probability: 0.2, to: { station: 'think' } },
          { probability: 0.8, to: { station: 's1' } },
        ],
      },
    },
    { id: 'think', servers: 'infinite', service: { every: { dist: 'weibull', scale: 3, shape: 1.5 } }, next: to('s0') },
    {
      id: 's1',
      service: { every: { dist: 'erlang', k: 3, mean: 0.6 } },
      inputs: [{ waiting: 3 }],
      failures: [{ clock: 'operation', after: exponential(30), lasts: { dist: 'triangular', min: 1, mode: 2, max: 6 } }],
    },
  ],
};

import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsSpec, Route, Source, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, parsedAs, type Metric } from '../metric.js';
import { LawOfCase } from '../models/laws.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

const StationOfCase = z.strictObject({
  id: z.union([z.string(), z.number()]).optional(),
  name: z.string().optional(),
  service: LawOfCase,
  servers: z.union([z.int().positive(), z.enum(['inf', 'infinite'])]).default(1),
  /** rate of Poisson arrivals from outside, or the law of the times between them */
  external: z.union([z.number().nonnegative(), LawOfCase]).optional(),
  discipline: z.enum(['FIFO', 'FCFS', 'PS', 'processor sharing', 'IS']).optional(),
});
type StationOfCase = z.infer<typeof StationOfCase>;

const NetworkModel = z
  .strictObject({
    type: z.enum(['open-network', 'closed-network']),
    population: z.int().positive().optional(),
    stations: z.array(StationOfCase).min(1),
    routing: z.union([z.array(z.array(z.number().min(0).max(1))), z.enum(['cyclic', 'tandem', 'serial'])]),
    note: z.string().optional(),
  })
  .refine(
    ({ routing, stations }) => typeof routing === 'string' || (routing.length === stations.length && routing.every((row) => row.length === stations.length)),
    {
      error: 'needs a row and a column for every station',
      path: ['routing'],
    },
  )
  .refine(({ type, population }) => (type === 'closed-network') === (population !== undefined), {
    error: 'is what a closed network has, and an open one has not',
    path: ['population'],
  });
type NetworkModel = z.infer<typeof NetworkModel>;

const name = (i: number) => `station-${i + 1}`;

function rowsOf({ routing, stations }: NetworkModel): number[][] {
  if (typeof routing !== 'string') return routing;
  const after = (i: number) => (routing === 'cyclic' ? (i + 1) % stations.length : i + 1);
  return stations.map((_, i) => stations.map((__, j) => (j === after(i) ? 1 : 0)));
}

function specOf(m: NetworkModel): PartsSpec {
  const rows = rowsOf(m);
  const routes = (row: readonly number[]): Route[] => row.flatMap((probability, j) => (probability > 0 ? [{ probability, to: { station: name(j) } }] : []));
  return {
    sources: m.stations.flatMap(sourceOf),
    stations: m.stations.map(({ service, servers, discipline = 'FIFO' }, i): Station => ({
      id: name(i),
      servers: discipline === 'IS' || typeof servers !== 'number' ? 'infinite' : servers,
      service: { every: service },
      ...(['PS', 'processor sharing'].includes(discipline) ? { sharing: true } : {}),
      next: { every: routes(rows[i]!) },
    })),
  };
}

function sourceOf({ external }: StationOfCase, i: number): Source[] {
  // A number is a law too: of a fixed time. Of arrivals from outside it is the rate.
  if (external === undefined || external === 0) return [];
  const between = typeof external === 'number' ? { dist: 'exponential' as const, mean: 1 / external } : external;
  return [{ id: `source-${i + 1}`, to: { station: name(i) }, between }];
}

/** Networks of queues. The throughput of a closed one is that of its first station. */
export function run(c: ValidationCase): Metric[] {
  const m = parsedAs(NetworkModel, c);
  if (m.population === undefined && !m.stations.some(({ external }) => external !== undefined && external !== 0))
    throw new NotSupported(`${c.at}/model/stations: nothing comes from outside`);
  const model = compiledParts(specOf(m));
  const { warmup, length } = effort(c, 1);
  const begin = m.population === undefined ? {} : { [name(0)]: { waiting: [m.population] } };
  return untilSharp(c, numbersExpected(c), (r) => {
    const report = replicateParts(model, { seed: SEED, warmup, length, begin }, r);
    const first = report.stations[0]!;
    return {
      ...Object.fromEntries(
        report.stations.flatMap((station, i) => [
          [`L${i + 1}`, station.present],
          [`Lq${i + 1}`, station.waiting[0]!],
          [`W${i + 1}`, station.stay],
          [`Wq${i + 1}`, station.wait],
          [`utilization${i + 1}`, station.share.busy],
          [`throughput${i + 1}`, station.throughput],
        ]),
      ),
      L: report.present,
      W: report.sojourn,
      throughput: m.population === undefined ? report.throughput : first.throughput,
      ...(m.population === undefined ? {} : { cycleTime: m.population / first.throughput }),
    };
  });
}

import { z } from 'zod';
import { replicateParts } from '../../../src/model/parts/replicate.js';
import type { PartsSpec, Route, Station } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { NotSupported, type Metric } from '../metric.js';
import { LawOfCase } from '../models/laws.js';
import { compiledParts, effort, numbersExpected, SEED, untilSharp } from '../models/simulate.js';

const NetworkModel = z.object({
  type: z.enum(['open-network', 'closed-network']),
  population: z.int().optional(),
  stations: z.array(
    z.object({
      service: LawOfCase,
      servers: z.union([z.int(), z.enum(['inf', 'infinite'])]).default(1),
      external: z.number().optional(),
      discipline: z.enum(['FIFO', 'FCFS', 'PS']).optional(),
    }),
  ),
  routing: z.union([z.array(z.array(z.number())), z.literal('cyclic')]),
});
type NetworkModel = z.infer<typeof NetworkModel>;

const name = (i: number) => `station-${i + 1}`;

function specOf(m: NetworkModel): PartsSpec {
  const count = m.stations.length;
  const rows = m.routing === 'cyclic' ? m.stations.map((_, i) => m.stations.map((__, j) => (j === (i + 1) % count ? 1 : 0))) : m.routing;
  const routes = (row: readonly number[]): Route[] => row.flatMap((probability, j) => (probability > 0 ? [{ probability, to: { station: name(j) } }] : []));
  return {
    sources: m.stations.flatMap(({ external = 0 }, i) =>
      external > 0 ? [{ id: `source-${i + 1}`, to: { station: name(i) }, between: { dist: 'exponential' as const, mean: 1 / external } }] : [],
    ),
    stations: m.stations.map(({ service, servers, discipline }, i): Station => ({
      id: name(i),
      servers: typeof servers === 'number' ? servers : 'infinite',
      service: { every: service },
      ...(discipline === 'PS' ? { sharing: true } : {}),
      next: { every: routes(rows[i]!) },
    })),
  };
}

/** Networks of queues. The throughput of a closed one is that of its first station. */
export function run(c: ValidationCase): Metric[] {
  const parsed = NetworkModel.safeParse(c.model);
  if (!parsed.success) throw new NotSupported(z.prettifyError(parsed.error));
  const m = parsed.data;
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

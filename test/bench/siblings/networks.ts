import { exponential, rounded, type Sibling } from './case.js';
import { chainFrom, meanOver, stationary } from './chain.js';

/** Mean value analysis (Reiser and Lavenberg 1980) of a closed network: demands of single servers, and the time of those who wait for nobody. */
function meanValues(demands: number[], think: number, population: number): { throughput: number; L: number[] } {
  let L = demands.map(() => 0);
  let throughput = 0;
  for (let n = 1; n <= population; n++) {
    const stays = demands.map((demand, i) => demand * (1 + L[i]!));
    throughput = n / (think + stays.reduce((a, b) => a + b, 0));
    L = stays.map((stay) => throughput * stay);
  }
  return { throughput, L };
}

/** A closed network of two stations that go round, with several servers each, by its chain. */
function twoStations(means: [number, number], servers: [number, number], population: number): Record<string, number> {
  const rate = (i: 0 | 1, n: number) => Math.min(n, servers[i]) / means[i];
  const chain = chainFrom(population, (first: number): [number, number][] => [
    [rate(0, first), first - 1],
    [rate(1, population - first), first + 1],
  ]);
  const share = stationary(chain);
  const throughput = meanOver(chain, share, (first) => rate(0, first));
  const L1 = meanOver(chain, share, (first) => first);
  return { throughput, L1, L2: population - L1, cycleTime: population / throughput };
}

export function networks(): Sibling[] {
  const round = meanValues([1.2, 0.9], 0, 4);
  // Station 1 is seen once a round, station 2 in 7 of 10, station 3 in the others.
  const central = meanValues([1, 0.7 * 1.1, 0.3 * 1.5], 0, 5);
  const thinkers = meanValues([1.5], 6, 5);
  // Feedback: of 0.5 that come, a third goes back each time: 0.75 at the first, 0.5 at the second.
  const [first, second] = [0.75 * 0.9, 0.5 * 1.2];
  const L = [first / (1 - first), second / (1 - second)];
  return [
    {
      id: 'feedback',
      family: 'network',
      model: {
        type: 'open-network',
        stations: [
          { service: exponential(0.9), servers: 1, external: 0.5 },
          { service: exponential(1.2), servers: 1 },
        ],
        routing: [
          [1 / 3, 2 / 3],
          [0, 0],
        ],
      },
      expected: rounded({ L1: L[0]!, L2: L[1]!, L: L[0]! + L[1]!, W: (L[0]! + L[1]!) / 0.5 }),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'round-of-two',
      family: 'network',
      model: {
        type: 'closed-network',
        population: 4,
        stations: [
          { service: exponential(1.2), servers: 1 },
          { service: exponential(0.9), servers: 1 },
        ],
        routing: [
          [0, 1],
          [1, 0],
        ],
      },
      expected: rounded({ throughput: round.throughput, L1: round.L[0]!, L2: round.L[1]!, cycleTime: 4 / round.throughput }),
      simulate: { replications: 10, warmup: 1000, length: 8000, unit: 'time per replication' },
      tolerance: { rel: { throughput: 0.01, L1: 0.03, L2: 0.03, cycleTime: 0.01 } },
      quick: true,
    },
    {
      id: 'central-server',
      family: 'network',
      model: {
        type: 'closed-network',
        population: 5,
        stations: [{ service: exponential(1) }, { service: exponential(1.1) }, { service: exponential(1.5) }],
        routing: [
          [0, 0.7, 0.3],
          [1, 0, 0],
          [1, 0, 0],
        ],
      },
      expected: rounded({ throughput: central.throughput, L1: central.L[0]!, L2: central.L[1]!, L3: central.L[2]! }),
      tolerance: { rel: { throughput: 0.01, L1: 0.03, L2: 0.03, L3: 0.03 } },
    },
    {
      id: 'several-servers',
      family: 'network',
      model: {
        type: 'closed-network',
        population: 7,
        stations: [
          { service: exponential(2), servers: 2 },
          { service: exponential(3), servers: 3 },
        ],
        routing: 'cyclic',
      },
      expected: rounded(twoStations([2, 3], [2, 3], 7)),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'thinkers-of-any-law',
      family: 'network',
      model: {
        type: 'closed-network',
        population: 5,
        stations: [
          { service: { dist: 'lognormal', mean: 6, cv: 0.5 }, servers: 'inf' },
          { service: exponential(1.5), servers: 1 },
        ],
        routing: 'cyclic',
      },
      expected: rounded({ throughput: thinkers.throughput, L2: thinkers.L[0]! }),
      tolerance: { rel: { throughput: 0.01, L2: 0.03 } },
    },
    {
      id: 'shared-server-of-any-law',
      family: 'network',
      model: {
        type: 'closed-network',
        population: 5,
        stations: [
          { service: exponential(6), servers: 'inf' },
          { service: { dist: 'uniform', min: 0, max: 3 }, servers: 1, discipline: 'PS' },
        ],
        routing: 'cyclic',
      },
      expected: rounded({ throughput: thinkers.throughput, L2: thinkers.L[0]! }),
      tolerance: { rel: { throughput: 0.01, L2: 0.03 } },
    },
  ];
}

import { exponential, fixed, only, rounded, type Sibling } from './case.js';
import { chainFrom, meanOver, stationary, transient } from './chain.js';

const CUSTOMERS = { unit: 'customers per replication', replications: 10 };

/** Customers at servers of rate mu, at most `room` of them; arrivals at rate lambda(n). */
function birthDeath(lambda: (n: number) => number, mu: number, servers: number, room: number): Record<string, number> {
  const weight = [1];
  for (let n = 1; n <= room; n++) weight.push((weight[n - 1]! * lambda(n - 1)) / (Math.min(n, servers) * mu));
  const sum = weight.reduce((a, b) => a + b, 0);
  const p = weight.map((w) => w / sum);
  const mean = (value: (n: number) => number) => p.reduce((total, share, n) => total + share * value(n), 0);
  const entering = mean((n) => (n < room ? lambda(n) : 0));
  const [L, Lq] = [mean((n) => n), mean((n) => Math.max(0, n - servers))];
  const utilization = mean((n) => Math.min(n, servers)) / servers;
  const offered = mean(lambda);
  return {
    L,
    Lq,
    W: L / entering,
    Wq: Lq / entering,
    utilization,
    throughput: entering,
    pBlock: (p[room]! * lambda(room)) / offered,
    pWait: mean((n) => (n >= servers ? lambda(n) : 0)) / offered,
    p0: p[0]!,
  };
}

/** Pollaczek and Khinchine. */
function pollaczek(lambda: number, mean: number, second: number): Record<string, number> {
  const rho = lambda * mean;
  const Wq = (lambda * second) / (2 * (1 - rho));
  return { Wq, W: Wq + mean, Lq: lambda * Wq, L: lambda * (Wq + mean), utilization: rho };
}

const queue = (arrival: unknown, service: unknown, more: Record<string, unknown> = {}) => ({
  type: 'queue',
  arrival,
  service,
  servers: 1,
  systemCapacity: null,
  discipline: 'FIFO',
  ...more,
});

/** sigma of GI/M/1: the root of sigma = A*(mu (1 - sigma)). */
function sigmaOf(transform: (s: number) => number, mu: number): number {
  let sigma = 0.5;
  for (let i = 0; i < 2000; i++) sigma = transform(mu * (1 - sigma));
  return sigma;
}

/** An M/M/1 whose server is down at times, whatever it does. */
function brokenQueue(lambda: number, mu: number, fails: number, repairs: number): Record<string, number> {
  const room = 150;
  const chain = chainFrom([0, 0], ([n, down]) => [
    [n! < room ? lambda : 0, [n! + 1, down!]],
    [n! > 0 && down === 0 ? mu : 0, [n! - 1, down!]],
    [down === 0 ? fails : 0, [n!, 1]],
    [down === 1 ? repairs : 0, [n!, 0]],
  ]);
  const share = stationary(chain);
  const L = meanOver(chain, share, ([n]) => n!);
  return { L, W: L / lambda, availability: repairs / (fails + repairs) };
}

/** A batch server that waits for `min` and takes up to `max`. */
function batchServer(lambda: number, mean: number, min: number, max: number): Record<string, number> {
  const room = 250;
  const chain = chainFrom([0, 0], ([waiting, serving]): [number, number[]][] => {
    const start = (n: number): number[] => (n >= min ? [n - Math.min(n, max), Math.min(n, max)] : [n, 0]);
    return [
      [waiting! < room ? lambda : 0, serving! > 0 ? [waiting! + 1, serving!] : start(waiting! + 1)],
      [serving! > 0 ? 1 / mean : 0, start(waiting!)],
    ];
  });
  const share = stationary(chain);
  const Lq = meanOver(chain, share, ([waiting]) => waiting!);
  const inService = meanOver(chain, share, ([, serving]) => serving!);
  return { Lq, Wq: Lq / lambda, L: Lq + inService, utilization: meanOver(chain, share, ([, serving]) => (serving! > 0 ? 1 : 0)) };
}

/** An M/M/1 that sleeps until `wakeAt` wait, and then takes an exponential time to be ready. */
function sleepingQueue(lambda: number, mu: number, wakeAt: number, ready: number): Record<string, number> {
  const room = 200;
  // 0 asleep, 1 waking, 2 working
  const chain = chainFrom([0, 0], ([n, does]): [number, number[]][] => [
    [n! < room ? lambda : 0, [n! + 1, does === 0 && n! + 1 >= wakeAt ? 1 : does!]],
    [does === 1 ? 1 / ready : 0, [n!, 2]],
    [does === 2 ? mu : 0, [n! - 1, n! > 1 ? 2 : 0]],
  ]);
  const share = stationary(chain);
  const phase = (which: number) => meanOver(chain, share, ([, does]) => (does === which ? 1 : 0));
  const L = meanOver(chain, share, ([n]) => n!);
  return { L, W: L / lambda, sleepFraction: phase(0), setupFraction: phase(1), utilization: phase(2) };
}

export function queues(): Sibling[] {
  const gammaSquares = { weibull: 0, lognormal: 0 };
  // Of Weibull with shape 2 and mean 1, E S^2 = 4 / pi; of a log-normal with sigma 0.8 and mean 1, exp(sigma^2).
  gammaSquares.weibull = 4 / Math.PI;
  gammaSquares.lognormal = Math.exp(0.64);
  const vacationQueue = () => {
    const { Wq, W } = pollaczek(0.6, 1, 2);
    // Multiple vacations of two to four hours: E V^2 / (2 E V) on top (Levy and Yechiali 1975).
    const residual = (9 + 4 / 12) / 6;
    return { Wq: Wq! + residual, W: W! + residual, L: 0.6 * (W! + residual) };
  };
  const uniformTransform = (s: number) => (Math.exp(-0.5 * s) - Math.exp(-2 * s)) / (1.5 * s);
  const sigma = sigmaOf(uniformTransform, 1);
  const h2 = (lambda: number) => pollaczek(lambda, 1, 2 * (0.4 * 0.25 + (0.6 * 16) / 9));
  const shared = birthDeath(() => 0.7, 1, 1, 400);
  const transientQueue = (() => {
    const room = 80;
    const chain = chainFrom(3, (n: number): [number, number][] => [
      [n < room ? 0.7 : 0, n + 1],
      [n > 0 ? 1 : 0, n - 1],
    ]);
    const { at, spent } = transient(chain, 12);
    return {
      L_at_T: meanOver(chain, at, (n) => n),
      expectedDepartures: chain.states.reduce((sum, n, i) => sum + (n > 0 ? spent[i]! : 0), 0),
      pEmpty_at_T: at[chain.index.get('0')!]!,
    };
  })();
  const preemptive = (() => {
    const [high, low] = [0.3, 0.4];
    const W1 = 1 / (1 - high);
    const W2 = 1 / ((1 - high) * (1 - high - low));
    return { W1, W2, L: high * W1 + low * W2 };
  })();
  const three = (() => {
    const rates = [0.2, 0.3, 0.25];
    const means = [1, 0.8, 1.2];
    const rest = rates.reduce((sum, rate, i) => sum + rate * means[i]! ** 2, 0);
    const upTo = (k: number) => rates.slice(0, k).reduce((sum, rate, i) => sum + rate * means[i]!, 0);
    return Object.fromEntries(rates.map((_, i) => [`Wq${i + 1}`, rest / ((1 - upTo(i)) * (1 - upTo(i + 1)))]));
  })();
  const batches = (() => {
    // M^[X]/M/1, two at a time: L = rho (1 + E X(X-1) / (2 E X)) / (1 - rho) + ... (Gross and Harris): by its chain.
    const room = 240;
    const chain = chainFrom(0, (n: number): [number, number][] => [
      [n + 3 <= room ? 0.25 : 0, n + 3],
      [n > 0 ? 1 : 0, n - 1],
    ]);
    const L = meanOver(chain, stationary(chain), (n) => n);
    return { L, W: L / 0.75, utilization: 0.75 };
  })();
  const geometricBatches = { L: 0.7 * ((1 + 2) / 2 / (1 - 0.7)) * (4 / 3), W: 0 };
  // L of M^[X]/M/1 with geometric groups of mean m: rho m / (1 - rho).
  geometricBatches.L = (0.7 * 2) / (1 - 0.7);
  geometricBatches.W = geometricBatches.L / 0.7;
  return [
    {
      id: 'mm1-0.8',
      family: 'queue',
      title: 'M/M/1, rho 0.8',
      model: { ...queue(exponential(1.25), exponential(1)) },
      expected: { Wq: 4, W: 5, Lq: 3.2, L: 4, utilization: 0.8 },
      simulate: { ...CUSTOMERS, warmup: 20000, length: 160000 },
      tolerance: { rel: { Wq: 0.03, W: 0.03, Lq: 0.03, L: 0.03, utilization: 0.01 }, rule: 'as told' },
    },
    {
      id: 'mm2-keys-in-another-order',
      family: 'queue',
      expected: {
        W: { value: birthDeath(() => 1.4, 1, 2, 500)['W'], rel: 0.02 },
        L: birthDeath(() => 1.4, 1, 2, 500)['L'],
        pWait: birthDeath(() => 1.4, 1, 2, 500)['pWait'],
      },
      model: { servers: 2, service: { mean: 1, dist: 'exponential' }, arrival: { rate: 1.4, dist: 'exp' }, type: 'queue' },
      quick: true,
    },
    {
      id: 'mm3-3-loss',
      family: 'queue',
      model: queue(exponential(0.5), exponential(1), { servers: 3, systemCapacity: 3 }),
      expected: only(
        birthDeath(() => 2, 1, 3, 3),
        'pBlock',
        'throughput',
        'L',
      ),
      simulate: { ...CUSTOMERS, warmup: 2000, length: 20000 },
      tolerance: { rel: 0.02 },
      quick: true,
    },
    {
      id: 'mm1-10',
      family: 'queue',
      model: queue(exponential(0.8), exponential(1), { systemCapacity: 10 }),
      expected: only(
        birthDeath(() => 1.25, 1, 1, 10),
        'pBlock',
        'throughput',
        'L',
        'Lq',
        'W',
        'Wq',
        'utilization',
      ),
      simulate: { ...CUSTOMERS, warmup: 20000, length: 60000 },
      tolerance: { rel: 0.03 },
    },
    {
      id: 'mm3-8-and-p0',
      family: 'queue',
      model: queue(exponential(0.4), exponential(1), { servers: 3, systemCapacity: 8 }),
      expected: only(
        birthDeath(() => 2.5, 1, 3, 8),
        'pBlock',
        'throughput',
        'L',
        'Lq',
        'W',
        'Wq',
        'utilization',
      ),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'm-infinite-servers',
      family: 'queue',
      model: queue(exponential(0.5), { dist: 'uniform', min: 0, max: 4 }, { servers: 'inf' }),
      expected: { L: 4, W: 2 },
      tolerance: { rel: 0.02 },
      quick: true,
    },
    ...(
      [
        ['erlang', { dist: 'erlang', k: 2, mean: 1 }, 1.5],
        ['gamma-by-scale', { dist: 'gamma', shape: 0.5, scale: 2 }, 3],
        ['gamma-by-cv', { dist: 'gamma', mean: 1, cv: 0.5 }, 1.25],
        ['weibull', { dist: 'weibull', shape: 2, mean: 1 }, gammaSquares.weibull],
        ['lognormal-by-mu', { dist: 'lognormal', mu: -0.32, sigma: 0.8 }, gammaSquares.lognormal],
        ['lognormal-by-cv', { dist: 'lognormal', mean: 1, cv: 0.7 }, 1.49],
        ['triangular', { dist: 'triangular', min: 0, mode: 1, max: 2 }, 1 + 1 / 6],
        ['two-values', { dist: 'discrete', values: [0.5, 2], weights: [2, 1] }, 1.5],
        ['constant', { dist: 'constant', value: 1 }, 1],
      ] as const
    ).map(([name, service, second]): Sibling => ({
      id: `m-${name}-1`,
      family: 'queue',
      model: queue(exponential(1.6), service),
      expected: rounded(pollaczek(0.625, 1, second)),
      simulate: { ...CUSTOMERS, warmup: 10000, length: 50000 },
      tolerance: { rel: { Wq: 0.03, W: 0.03, Lq: 0.03, L: 0.03, utilization: 0.01 } },
    })),
    {
      id: 'm-h2-1-one-chance',
      family: 'queue',
      model: queue(exponential(1.6), { dist: 'hyperexponential', p: 0.4, means: [0.5, 4 / 3] }),
      expected: rounded(h2(0.625)),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'u-m-1',
      family: 'queue',
      model: queue({ dist: 'uniform', min: 0.5, max: 2 }, exponential(1)),
      expected: rounded({ sigma, Wq: sigma / (1 - sigma), W: 1 / (1 - sigma) }),
      tolerance: { rel: { Wq: 0.03, W: 0.03, sigma: 0.01 } },
    },
    {
      id: 'd-m-1-no-tolerance',
      family: 'queue',
      model: queue(fixed(2), exponential(1)),
      expected: (() => {
        const of = sigmaOf((s) => Math.exp(-2 * s), 1);
        return rounded({ sigma: of, Wq: of / (1 - of), W: 1 / (1 - of) });
      })(),
      quick: true,
    },
    {
      id: 'bounds-only',
      family: 'queue',
      model: queue({ dist: 'uniform', min: 0, max: 3 }, { dist: 'erlang', k: 4, mean: 1.2 }),
      // rho = 0.8, variances 0.75 and 0.36
      expected: { kingmanApprox: (4 * (0.75 / 2.25 + 0.25) * 1.2) / 2, upperBoundKingman: (0.75 + 0.36) / (2 * 1.5 * 0.2), lowerBoundMarshall: 0 },
      quick: true,
    },
    {
      id: 'breakdowns-of-time',
      family: 'queue',
      model: queue(exponential(2), exponential(1), { failures: { mode: 'time', ttf: exponential(20), ttr: exponential(4) } }),
      expected: rounded(brokenQueue(0.5, 1, 0.05, 0.25)),
      tolerance: { rel: { L: 0.03, W: 0.03, availability: 0.01 } },
    },
    {
      id: 'breakdowns-of-operation',
      family: 'queue',
      model: queue(exponential(2.5), exponential(1), { failures: { mode: 'operation', ttf: exponential(8), ttr: fixed(2), resume: true } }),
      // E C = 1.25; E C^2 = 2 * 1.25^2 + 4 / 8
      expected: (() => {
        const { Wq, W, L } = pollaczek(0.4, 1.25, 2 * 1.5625 + 0.5);
        return rounded({ Wq: Wq!, W: W!, L: L!, utilizationInclRepair: 0.5 });
      })(),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'preemptive-resume',
      family: 'queue',
      model: queue(exponential(1 / 0.7), exponential(1), {
        discipline: 'preemptive-resume priority',
        classes: [
          { id: 1, share: 3 },
          { id: 2, share: 4 },
        ],
      }),
      expected: rounded(preemptive),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'three-classes',
      family: 'queue',
      model: queue(undefined, exponential(1), {
        discipline: 'non-preemptive priority',
        classes: [
          { id: 'a', lambda: 0.2, service: exponential(1) },
          { id: 'b', lambda: 0.3, service: exponential(0.8) },
          { id: 'c', lambda: 0.25, service: exponential(1.2) },
        ],
      }),
      expected: rounded(three),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'processor-sharing',
      family: 'queue',
      model: queue(exponential(1 / 0.7), { dist: 'uniform', min: 0.5, max: 1.5 }, { discipline: 'PS' }),
      expected: only(shared, 'L', 'W', 'utilization'),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'n-policy-2',
      family: 'queue',
      model: queue(exponential(1 / 0.6), exponential(1), { vacation: { policy: 'N', N: 2 } }),
      expected: { L: 2, W: 2 / 0.6, sleepFraction: 0.4, utilization: 0.6 },
      tolerance: { rel: 0.03 },
      quick: true,
    },
    {
      id: 'setup',
      family: 'queue',
      model: queue(exponential(2), exponential(1), { vacation: { policy: 'setup', setup: exponential(2) } }),
      expected: rounded(sleepingQueue(0.5, 1, 1, 2)),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'n-policy-and-setup',
      family: 'queue',
      model: queue(exponential(2), exponential(1), { vacation: { policy: 'N', N: 3 }, setup: exponential(1.5) }),
      expected: rounded(sleepingQueue(0.5, 1, 3, 1.5)),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'vacations',
      family: 'queue',
      model: queue(exponential(1 / 0.6), exponential(1), { vacation: { policy: 'multiple', duration: { dist: 'uniform', min: 2, max: 4 } } }),
      expected: rounded(vacationQueue()),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'batches-of-three-arrive',
      family: 'queue',
      model: queue({ ...exponential(4), batch: 3 }, exponential(1)),
      expected: rounded(batches),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'geometric-batches-arrive',
      family: 'queue',
      model: queue(exponential(2 / 0.7), exponential(1), { batchArrival: { dist: 'geometric', mean: 2, step: 1 } }),
      expected: rounded(geometricBatches),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'full-batches-of-2',
      family: 'queue',
      model: queue(exponential(1), exponential(1.5), { batchService: { min: 2, max: 2 } }),
      expected: only(batchServer(1, 1.5, 2, 2), 'Lq', 'Wq', 'utilization', 'L'),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'batches-of-1-to-3',
      family: 'queue',
      model: queue(exponential(1), exponential(2), { batchService: { min: 1, max: 3 } }),
      expected: only(batchServer(1, 2, 1, 3), 'Lq', 'utilization', 'L'),
      tolerance: { rel: 0.03 },
    },
    {
      id: 'one-technician',
      family: 'queue',
      model: { type: 'machine-repairman', machines: 4, ttf: exponential(8), ttr: exponential(2), technicians: 1 },
      expected: (() => {
        const of = birthDeath((n) => (4 - n) / 8, 0.5, 1, 4);
        return rounded({ meanUp: 4 - of['L']!, availability: 1 - of['L']! / 4, technicianUtilization: of['utilization']!, meanWaiting: of['Lq']! });
      })(),
      simulate: { replications: 10, warmup: 1000, length: 5000, unit: 'time per replication' },
      tolerance: { rel: { meanUp: 0.01, availability: 0.01, technicianUtilization: 0.01, meanWaiting: 0.03 } },
      quick: true,
    },
    {
      id: 'finite-population',
      family: 'queue',
      model: queue(exponential(5), exponential(1), { population: 6, servers: 2 }),
      expected: only(
        birthDeath((n) => (6 - n) / 5, 1, 2, 6),
        'L',
        'Lq',
        'W',
        'Wq',
        'throughput',
        'utilization',
      ),
      simulate: { warmup: 1000, length: 10000 },
      tolerance: { rel: 0.03 },
    },
    {
      id: 'energy-of-a-queue',
      family: 'energy',
      model: queue(exponential(2), exponential(1), { power: { idle: 1, busy: 3, startupEnergyKWh: 0.4 } }),
      // half idle, half busy, 0.25 busy periods an hour of 2 h each
      expected: { averagePowerKW: 2.1, energyPerPartKWh: 4.2, busyPeriodsPerHour: 0.25, meanBusyPeriod: 2 },
      tolerance: { rel: { averagePowerKW: 0.01, energyPerPartKWh: 0.01, busyPeriodsPerHour: 0.02, meanBusyPeriod: 0.03 } },
      quick: true,
    },
    {
      id: 'energy-of-a-sleeping-queue',
      family: 'energy',
      model: queue(exponential(2), exponential(1), { vacation: { policy: 'N', N: 3 }, power: { sleep: 0.2, busy: 3, startupEnergyKWh: 1.2 } }),
      // half asleep; a cycle of N / lambda / (1 - rho) = 12 h
      expected: { averagePowerKW: 0.1 + 1.5 + 0.1, sleepFraction: 0.5, startsPerHour: 1 / 12 },
      tolerance: { rel: 0.02 },
    },
    {
      id: 'a-queue-from-3',
      family: 'transient',
      model: queue(exponential(1 / 0.7), exponential(1), { initialInSystem: 3, horizon: 12 }),
      expected: rounded(transientQueue),
      tolerance: { rel: { L_at_T: 0.03, expectedDepartures: 0.01, pEmpty_at_T: 0.03 } },
      quick: true,
    },
  ];
}

import { exponential, fixed, only, rounded, type Sibling } from './case.js';
import { chainFrom, meanOver, stationary } from './chain.js';
import { fluidOfTwo, type FluidOfTwo } from './fluid-chain.js';
import { forecastLine, solvedLine, type LineOfStages, type LineState } from './line-chain.js';

const SATURATED = { type: 'line', blocking: 'BAS', source: 'saturated', sink: 'infinite' };
const capacities = (buffers: readonly (number | null)[]) => buffers.map((capacity) => ({ capacity }));

/** A line as a case writes it. */
function written({ means, k = 1, buffers, failures, loadWhileDown }: LineOfStages) {
  return {
    ...SATURATED,
    machines: means.map((mean, i) => ({
      service: k === 1 ? exponential(mean) : { dist: 'erlang', k, mean },
      ...(failures ? { failures: { mode: failures.mode, ttf: exponential(failures.ttf[i]!), ttr: exponential(failures.ttr[i]!) } } : {}),
    })),
    buffers: capacities(buffers),
    ...(loadWhileDown === undefined ? {} : { loadWhileDown }),
  };
}

function line(id: string, of: LineOfStages, names: readonly string[], more: Partial<Sibling> = {}): Sibling {
  return {
    id,
    family: of.failures ? 'unreliable-line' : 'line',
    model: written(of),
    expected: only(solvedLine(of), ...names),
    simulate: { replications: 10, warmup: 2000, length: 10_000, unit: 'time per replication' },
    tolerance: { rel: Object.fromEntries(names.map((name) => [name, name === 'throughput' ? 0.01 : 0.03])) },
    ...more,
  };
}

const ones = (count: number) => new Array<number>(count).fill(1);
const alike = (mode: 'operation' | 'time', count: number, ttf: number, ttr: number) => ({
  mode,
  ttf: new Array<number>(count).fill(ttf),
  ttr: new Array<number>(count).fill(ttr),
});

/** Two feeders of exponential services into one assembly: parts held by each side, the finished one on the machine included. */
function assembly(rates: number[], buffers: number[], rate: number): number {
  // By feeder: pairs waiting, from 0 to buffer + 1, of which the last is on a blocked feeder; and whether the assembly works.
  const chain = chainFrom([0, 0, 0], ([a, b, works]): [number, number[]][] => {
    const settle = (x: number, y: number, w: number): number[] => (w === 0 && x > 0 && y > 0 ? [x - 1, y - 1, 1] : [x, y, w]);
    return [
      [a! <= buffers[0]! ? rates[0]! : 0, settle(a! + 1, b!, works!)],
      [b! <= buffers[1]! ? rates[1]! : 0, settle(a!, b! + 1, works!)],
      [works === 1 ? rate : 0, settle(a!, b!, 0)],
    ];
  });
  return rate * meanOver(chain, stationary(chain), ([, , works]) => works!);
}

/** Two machines in step with geometric failures and repairs, as the conventions of such cases say. */
function inStep(p: readonly [number, number], r: readonly [number, number], room: number): Record<string, number> {
  // Both up and something between them: a state that comes again, as an empty buffer with both up does not.
  const chain = chainFrom([2, 1, 1], ([n, a, b]): [number, number[]][] => {
    const next = (i: 0 | 1, up: number, may: boolean): [number, number][] =>
      up === 0
        ? [
            [r[i], 1],
            [1 - r[i], 0],
          ]
        : may
          ? [
              [p[i], 0],
              [1 - p[i], 1],
            ]
          : [[1, 1]];
    return next(0, a!, n! < room).flatMap(([chanceA, upA]) =>
      next(1, b!, n! > 0).map(([chanceB, upB]): [number, number[]] => [
        chanceA * chanceB,
        [n! + (upA === 1 && n! < room ? 1 : 0) - (upB === 1 && n! > 0 ? 1 : 0), upA, upB],
      ]),
    );
  });
  const share = stationary(chain);
  // Made in a slot: the second machine is up after the changes and there was something.
  const out = meanOver(chain, share, ([n, , b]) => (n! > 0 ? (b === 1 ? 1 - p[1] : r[1]) : 0));
  return { throughput: out, meanBuffer: meanOver(chain, share, ([n]) => n!) };
}

function fluid(id: string, of: FluidOfTwo, names: string[], more: Partial<Sibling> = {}): Sibling {
  return {
    id,
    family: 'fluid',
    model: {
      type: 'fluid-line',
      machines: of.rates.map((rate, i) => ({ rate, failures: { mode: of.mode, ttf: exponential(1 / of.p[i]!), ttr: exponential(1 / of.r[i]!) } })),
      buffers: [{ capacity: of.capacity }],
    },
    expected: only(fluidOfTwo(of), ...names),
    simulate: { replications: 10, warmup: 2000, length: 40_000, unit: 'time per replication' },
    tolerance: { rel: { throughput: 0.01, meanBuffer: 0.03 } },
    ...more,
  };
}

const transferLine = (mode: string, rates: number[], ttf: number[], ttr: number[], buffers: (number | null)[]) => ({
  type: 'fluid-line',
  machines: rates.map((rate, i) => ({ rate, failures: { mode, ttf: exponential(ttf[i]!), ttr: exponential(ttr[i]!) } })),
  buffers: capacities(buffers),
});

function forecast(id: string, of: LineOfStages, from: LineState, horizon: number, more: Partial<Sibling> = {}): Sibling {
  const states = from.does.map((does, i) => ({ state: does > 0 ? 'working' : does < 0 ? 'blocked' : 'starved', down: from.down[i] === 1 }));
  const { expectedOutput, pDownAtEnd } = forecastLine(of, from, horizon);
  return {
    id,
    family: 'transient',
    model: { ...written(of), initial: { machines: states, buffers: from.held }, horizon },
    expected: { expectedOutput, pDownAtEnd },
    simulate: { replications: 4000, warmup: 0, length: horizon, unit: 'horizon per replication' },
    tolerance: { rel: { expectedOutput: 0.01, pDownAtEnd: 0.1 } },
    ...more,
  };
}

function bottleneck(id: string, of: LineOfStages): Sibling {
  const solved = solvedLine(of);
  const nudged = (i: number, by: number) => solvedLine({ ...of, means: of.means.map((mean, k) => (k === i ? mean / by : mean)) })['throughput']!;
  const elasticity = of.means.map((_, i) => (Math.log(nudged(i, 1.001)) - Math.log(nudged(i, 0.999))) / (Math.log(1.001) - Math.log(0.999)));
  return {
    id,
    family: 'bottleneck',
    model: written(of),
    expected: {
      throughput: solved['throughput'],
      elasticity: elasticity.map((value) => Number(value.toFixed(5))),
      bottleneck: 1 + elasticity.indexOf(Math.max(...elasticity)),
      isolatedThroughput: of.means.map((mean, i) => of.failures!.ttf[i]! / (of.failures!.ttf[i]! + of.failures!.ttr[i]!) / mean),
      starvedBlocked: of.means.map((_, i) => [solved[`starved${i + 1}`], solved[`blocked${i + 1}`]].map((share) => Number(share!.toFixed(5)))),
    },
    simulate: { replications: 10, warmup: 2000, length: 20_000, unit: 'time per replication' },
    tolerance: { rel: { throughput: 0.01, bottleneck: 0.01 } },
  };
}

function allocation(id: string, means: number[], total: number): Sibling {
  const places = (left: number, count: number): number[][] =>
    count === 1
      ? [[left]]
      : Array.from({ length: left + 1 }, (_, k) => left - k).flatMap((first) => places(left - first, count - 1).map((rest) => [first, ...rest]));
  const ranked = places(total, means.length - 1)
    .map((buffers) => ({ allocation: buffers, throughput: solvedLine({ means, buffers })['throughput']! }))
    .sort((a, b) => b.throughput - a.throughput);
  return {
    id,
    family: 'optimisation',
    model: { ...written({ means, buffers: [] }), buffers: means.slice(1).map(() => ({ capacity: null })), decision: { totalBuffer: total } },
    expected: { bestAllocation: ranked[0]!.allocation, bestThroughput: ranked[0]!.throughput, second: ranked[1], worst: ranked.at(-1) },
    tolerance: { rel: { bestThroughput: 0.01 } },
  };
}

/** Work is best shared so that the middle has less (Hillier and Boling 1966): the best x by golden sections. */
function bowl(id: string, buffer: number): Sibling {
  const at = (x: number) => solvedLine({ means: [1 + x / 2, 1 - x, 1 + x / 2], buffers: [buffer, buffer] })['throughput']!;
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, 0.4];
  while (high - low > 1e-7) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (at(a) > at(b)) high = b;
    else low = a;
  }
  return {
    id,
    family: 'optimisation',
    model: { ...SATURATED, machines: [{ service: 'decision' }, { service: 'decision' }, { service: 'decision' }], buffers: capacities([buffer, buffer]) },
    expected: { bestX: (low + high) / 2, bestThroughput: at((low + high) / 2), balancedThroughput: at(0) },
    tolerance: { rel: { bestX: 0.1, bestThroughput: 0.01, balancedThroughput: 0.01 } },
  };
}

/** Discrete parts of exponential cycles against the flow of the same capacity. */
function discreteAndFluid(id: string, ttf: number, ttr: number, capacity: number): Sibling {
  const des = solvedLine({ means: [1, 1], buffers: [capacity], failures: alike('operation', 2, ttf, ttr) })['throughput']!;
  const flow = fluidOfTwo({ mode: 'operation', rates: [1, 1], p: [1 / ttf, 1 / ttf], r: [1 / ttr, 1 / ttr], capacity })['throughput']!;
  return {
    id,
    family: 'discrete-vs-fluid',
    model: written({ means: [1, 1], buffers: [capacity], failures: alike('operation', 2, ttf, ttr) }),
    expected: { throughputDES: des, throughputFluidSameCapacity: Number(flow.toFixed(5)), relativeDifference: Number(((flow - des) / des).toFixed(5)) },
    simulate: { replications: 10, warmup: 2000, length: 60_000, unit: 'time per replication' },
    tolerance: { rel: { throughputDES: 0.005 }, rule: '|mean-value| <= 4*sqrt(SE^2+se^2)' },
  };
}

export function lines(): Sibling[] {
  const two: LineOfStages = { means: [1, 1], buffers: [2], failures: alike('operation', 2, 40, 8) };
  const three: LineOfStages = { means: [1, 1.1, 0.9], buffers: [2, 2], failures: { mode: 'operation', ttf: [60, 40, 80], ttr: [6, 8, 5] } };
  const bbs = solvedLine({ means: [1, 1.2, 0.9], buffers: [0, 1] })['throughput']!;
  return [
    line('two-stations-b2', { means: ones(2), buffers: [2] }, ['throughput', 'buffer1', 'blocked1', 'starved2'], { quick: true }),
    line('three-stations-b0', { means: ones(3), buffers: [0, 0] }, ['throughput'], { tolerance: { rel: 0.01 }, quick: true }),
    line('three-stations-b2', { means: ones(3), buffers: [2, 2] }, ['throughput', 'buffer1', 'buffer2', 'blocked1', 'blocked2', 'starved2', 'starved3']),
    line('five-stations-b0', { means: ones(5), buffers: [0, 0, 0, 0] }, ['throughput']),
    line('slow-first', { means: [1.4, 1, 1], buffers: [2, 1] }, ['throughput', 'buffer1', 'buffer2']),
    line('unequal-four', { means: [0.9, 1.1, 1, 0.8], buffers: [0, 1, 2] }, ['throughput', 'buffer1', 'buffer2', 'buffer3']),
    line('erlang-2-b1', { means: ones(3), k: 2, buffers: [1, 1] }, ['throughput']),
    line('erlang-3-unequal', { means: [1, 1.2, 0.8], k: 3, buffers: [0, 1] }, ['throughput', 'buffer2']),
    {
      id: 'before-service',
      family: 'line',
      model: { ...written({ means: [1, 1.2, 0.9], buffers: [1, 2] }), blocking: 'BBS' },
      // A slot that is kept for a part in service is a position less: the line with one slot less that blocks after service.
      expected: { throughput: bbs },
      tolerance: { rel: 0.01 },
    },
    {
      id: 'hyperexponential-and-buffers-as-numbers',
      family: 'line',
      model: { ...SATURATED, machines: [{ service: { dist: 'hyperexponential', p: [0.5, 0.5], means: [1, 1] } }, { service: exponential(1) }], buffers: [3] },
      expected: { throughput: 5 / 6 },
      tolerance: { rel: 0.01 },
      quick: true,
    },
    {
      id: 'mirror',
      family: 'line',
      model: written({ means: [1, 0.7, 1.2], buffers: [2, 0] }),
      expected: {
        throughput: solvedLine({ means: [1, 0.7, 1.2], buffers: [2, 0] })['throughput'],
        throughputReversed: solvedLine({ means: [1.2, 0.7, 1], buffers: [0, 2] })['throughput'],
      },
      tolerance: { rel: 0.01 },
    },
    {
      id: 'assembly-unequal',
      family: 'line',
      model: {
        type: 'assembly',
        feeders: [
          { service: exponential(1 / 1.2), buffer: 1 },
          { service: exponential(1), buffer: 3 },
        ],
        assembly: { service: exponential(1 / 1.1) },
      },
      expected: { throughput: assembly([1.2, 1], [1, 3], 1.1) },
      tolerance: { rel: { throughput: 0.01 } },
    },
    line('of-operation-unequal', { ...three }, ['throughput', 'busy1', 'blocked1', 'down1', 'starved2', 'blocked2', 'starved3', 'buffer1', 'buffer2']),
    line(
      'of-time-b4',
      { means: ones(2), buffers: [4], failures: alike('time', 2, 30, 5) },
      ['throughput', 'busy1', 'blocked1', 'down1', 'starved2', 'buffer1'],
      {
        quick: true,
      },
    ),
    line('of-time-no-loading-while-down', { means: [1, 1.1], buffers: [1], failures: { mode: 'time', ttf: [15, 20], ttr: [5, 4] }, loadWhileDown: false }, [
      'throughput',
      'busy1',
      'blocked1',
      'down1',
      'starved2',
      'down2',
      'buffer1',
    ]),
    line('of-time-loading-while-down', { means: [1, 1.1], buffers: [1], failures: { mode: 'time', ttf: [15, 20], ttr: [5, 4] }, loadWhileDown: true }, [
      'throughput',
      'busy1',
      'blocked1',
      'down1',
      'starved2',
      'down2',
      'buffer1',
    ]),
    allocation('five-slots', [1, 1.2, 0.9, 1], 4),
    bowl('bowl-with-slots', 1),
    bottleneck('the-last', { means: [1, 1, 1.1], buffers: [2, 4], failures: { mode: 'operation', ttf: [80, 100, 60], ttr: [8, 8, 10] } }),
    forecast('both-up', two, { does: [1, 1], down: [0, 0], held: [1] }, 40, { quick: true }),
    forecast('first-down-next-starved', two, { does: [1, 0], down: [1, 0], held: [0] }, 20),
    forecast('first-blocked', two, { does: [-1, 1], down: [0, 1], held: [2] }, 25),
    forecast('of-time-three', { ...three, failures: alike('time', 3, 50, 10) }, { does: [1, 1, 1], down: [0, 1, 0], held: [2, 0] }, 30),
    ...(
      [
        ['in-step-equal-4', [0.02, 0.02], [0.2, 0.2], 4],
        ['in-step-unequal', [0.01, 0.03], [0.1, 0.15], 8],
        ['in-step-long', [0.005, 0.01], [0.05, 0.2], 20],
      ] as [string, [number, number], [number, number], number][]
    ).map(([id, p, r, room], i): Sibling => ({
      id,
      family: 'synchronous-line',
      model: { type: 'synchronous-line', timeStep: 1, machines: [0, 1].map((k) => ({ p: p[k as 0], r: r[k as 0] })), buffers: [{ capacity: room }] },
      expected: rounded(inStep(p, r, room)),
      simulate: { replications: 10, warmup: 5000, length: 50_000, unit: 'slots per replication' },
      tolerance: { rel: { throughput: 0.01, meanBuffer: 0.03 } },
      ...(i === 0 ? { quick: true } : {}),
    })),
    {
      id: 'no-buffers-of-operation',
      family: 'synchronous-line',
      model: transferLine('operation', [2, 2], [40, 60], [10, 5], [0]),
      expected: { throughput: 2 / (1 + 10 / 40 + 5 / 60) },
      simulate: { replications: 10, warmup: 1000, length: 20_000 },
      tolerance: { rel: 0.01 },
    },
    {
      id: 'no-buffers-of-time',
      family: 'synchronous-line',
      model: transferLine('time', [1, 1], [40, 60], [10, 5], [0]),
      expected: { throughput: (40 / 50) * (60 / 65) },
      tolerance: { rel: 0.01 },
    },
    {
      id: 'endless-buffer',
      family: 'synchronous-line',
      model: transferLine('time', [1, 1.5], [40, 60], [10, 5], [null]),
      expected: { throughput: 0.8 },
      tolerance: { rel: 0.01 },
    },
    {
      id: 'alone',
      family: 'synchronous-line',
      model: {
        type: 'line',
        source: 'saturated',
        machines: [{ service: fixed(0.5), failures: { mode: 'time', ttf: exponential(30), ttr: exponential(6) } }],
        buffers: [],
      },
      expected: { throughput: 2 * (30 / 36), availability: 30 / 36 },
      tolerance: { rel: 0.01 },
      quick: true,
    },
    fluid('equal-of-operation-b5', { mode: 'operation', rates: [1, 1], p: [0.02, 0.02], r: [0.2, 0.2], capacity: 5 }, ['throughput', 'meanBuffer'], {
      quick: true,
    }),
    fluid('fast-first-of-operation', { mode: 'operation', rates: [1.3, 1], p: [0.02, 0.01], r: [0.1, 0.2], capacity: 8 }, ['throughput', 'meanBuffer']),
    fluid('fast-second-of-time', { mode: 'time', rates: [1, 1.5], p: [0.01, 0.05], r: [0.1, 0.2], capacity: 6 }, ['throughput', 'meanBuffer']),
    fluid('equal-of-time', { mode: 'time', rates: [2, 2], p: [0.05, 0.02], r: [0.25, 0.2], capacity: 10 }, ['throughput', 'meanBuffer']),
    discreteAndFluid('exponential-b4', 60, 8, 4),
  ];
}

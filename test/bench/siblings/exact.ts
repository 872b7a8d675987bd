import { fixed, type Sibling } from './case.js';

const EQUAL = { rel: 1e-9, rule: 'deterministic: equal within rel' };
type Deterministic = Omit<Sibling, 'tolerance' | 'quick'>;
const exactly = (c: Deterministic): Sibling => ({ ...c, tolerance: EQUAL, quick: true });

/** Departures of jobs in a fixed order: D(j,i) = max(max(D(j,i-1), D(j-1,i)) + p, D(j-b-1,i+1)), blocking after service. */
function flowShop(processing: number[][], buffers: (number | null)[]): Record<string, unknown> {
  const D: number[][] = [];
  const at = (job: number, i: number) => (job < 0 || i < 0 ? 0 : D[job]![i]!);
  processing.forEach((times, job) => {
    D.push([]);
    times.forEach((time, i) => {
      const done = Math.max(at(job, i - 1), at(job - 1, i)) + time;
      const b = buffers[i];
      D[job]!.push(b === undefined || b === null ? done : Math.max(done, at(job - b - 1, i + 1)));
    });
  });
  const departures = D.map((row) => row.at(-1)!);
  return { departures, makespan: departures.at(-1), departureFromEachMachine: D };
}

const PROCESSING = [
  [3, 5, 2],
  [1, 4, 6],
  [4, 2, 3],
  [2, 6, 1],
  [5, 1, 4],
  [2.5, 3.5, 2],
];

const flow = (id: string, buffers: (number | null)[]): Sibling =>
  exactly({ id, family: 'deterministic', model: { type: 'flowshop', processing: PROCESSING, buffers }, expected: flowShop(PROCESSING, buffers) });

/** One machine by its calendar: work 0 to 100 and 130 to 200, cycle 30. */
const shift = (id: string, policy: string, expected: Record<string, unknown>): Sibling =>
  exactly({
    id,
    family: 'calendar',
    model: {
      type: 'line',
      source: 'saturated',
      machines: [
        {
          service: fixed(30),
          calendar: {
            work: [
              [0, 100],
              [130, 200],
            ],
            policy,
          },
        },
      ],
      buffers: [],
      horizon: 240,
    },
    expected: { ...expected, availableMinutes: 170 },
  });

const M64 = (1n << 64n) - 1n;
function splitmix(state: bigint, count: number): string[] {
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & M64;
    let z = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & M64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & M64;
    return String(z ^ (z >> 31n));
  });
}

function xoshiro128(s: number[], count: number): number[] {
  const rotl = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0;
  return Array.from({ length: count }, () => {
    const result = Math.imul(rotl(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotl(s[3]!, 11);
    return result;
  });
}

const rng = (id: string, model: Record<string, unknown>, expected: Record<string, unknown>): Sibling =>
  exactly({ id, family: 'rng', model: { type: 'rng', ...model }, expected });

const A = [5.1, 4.8, 6, 5.5, 5.9, 4.7];
const B = [5.6, 5, 6.1, 6.2, 6, 5.4];
/** Laws, tests and intervals: found by scipy 1.17.1. */
const statistic = (id: string, model: Record<string, unknown> & { type: string }, expected: Record<string, unknown>, rel = 1e-9): Sibling => ({
  ...exactly({ id, family: 'statistics', model, expected }),
  tolerance: { rel },
});

function statistics(): Sibling[] {
  return [
    statistic(
      'fit',
      { type: 'fit', data: [0.8, 1.7, 2.4, 2.9, 3.3, 3.6, 4.4, 5.1, 5.9, 6.2, 7.7, 9.8, 11.5, 14.2] },
      {
        exponential: { logLik: -38.31379568863039, ksD: 0.20182934242216233, ad: 0.7145752678741584, mean: 5.67857142857143 },
        weibull: { logLik: -36.40400740502762, ksD: 0.09549095308383648, ad: 0.12726652923604043, shape: 1.5714425203906057, scale: 6.344607626208392 },
        gamma: { logLik: -36.34009306906121, ksD: 0.08006301299761215, ad: 0.10315549894467857, shape: 2.1741161863905463, scale: 2.611898786328875 },
        lognormal: { logLik: -36.75558725537536, ksD: 0.07619184100377463, ad: 0.14725841987572075, mu: 1.489432780439899, sigma: 0.7535407179349315 },
        bestByAIC: 'gamma',
      },
      1e-6,
    ),
    statistic(
      'quantiles',
      { type: 'quantiles' },
      {
        t: { '0.9:3': 1.637744353696209, '0.999:12': 3.9296332646264913, '0.975:7.5': 2.333039626864974 },
        z: { '0.05': -1.6448536269514729, '0.999': 3.090232306167813 },
        chi2: { '0.01:4': 0.2971094805065319, '0.9:30': 40.2560237387118 },
        F: { '0.95:3:10': 3.7082648190468435, '0.05:4:6': 0.1622551576264002 },
      },
    ),
    statistic(
      'warm-up',
      {
        type: 'warmup',
        data: [20, 19, 18, 17, 16, 12, 11, 10, 12, 10, 6, 7, 6, 5, 6, 5, 6, 5, 4, 6, 5, 5, 6, 5, 5, 4, 6, 5, 5, 6, 6, 5, 4, 5, 5, 5, 6, 5, 6, 5],
        method: 'MSER-5',
      },
      { truncation: 15, mser: 0.0032, truncatedMean: 5.2 },
    ),
    statistic(
      'wilson',
      {
        type: 'wilson',
        cases: [
          [3, 12],
          [50, 50],
        ],
      },
      { threeOfTwelve: [0.08894166839405473, 0.5323053349335657], all: [0.9286524008666414, 1] },
    ),
    statistic(
      'paired',
      { type: 'paired-t', a: A, b: B },
      {
        meanDifference: 0.3833333333333333,
        sd: 0.2857738033247043,
        low: 0.08343211917576304,
        high: 0.6832345474909036,
        t: 3.285714285714283,
        df: 5,
        p: 0.021816439840006665,
      },
    ),
    statistic(
      'welch',
      { type: 'welch', a: A, b: B },
      {
        t: 1.2967267707053594,
        p: 0.22466223667715957,
        df: 9.719954054378936,
        ci: [-0.27792185871176367, 1.0445885253784293],
      },
    ),
    statistic(
      'interval',
      { type: 'confidence-interval', data: A, confidence: 0.9 },
      {
        mean: 5.333333333333333,
        sd: 0.5537749241945384,
        interval: [4.877775900003187, 5.788890766663479],
      },
    ),
    statistic('holm', { type: 'holm', p: [0.01, 0.04, 0.03, 0.005] }, { adjusted: [0.03, 0.06, 0.06, 0.02], rejected: [1, 0, 0, 1] }),
    statistic('batch-means', { type: 'batch-means', data: [1, 3, 2, 4, 3, 5, 4, 6], batches: 4 }, { mean: 3.5, sd: 1.2909944487358056, batchSize: 2 }),
  ];
}

export function exact(): Sibling[] {
  return [
    flow('no-buffers', [0, 0]),
    flow('two-slots', [2, 2]),
    flow('mixed', [0, null]),
    flow('mixed-the-other-way', [1, 0]),
    exactly({
      id: 'oven-of-3',
      family: 'deterministic',
      // 3 come by 20; the next 3 by 50, when it is free again at 45; then every 30
      model: { type: 'queue', arrival: { ...fixed(10), first: 0 }, service: fixed(25), batchService: { min: 3, max: 3 }, horizon: 700 },
      expected: { batchStarts: [20, 50, 80], batchEnds: [45, 75, 105], meanWait: 10, utilization: 25 / 30 },
    }),
    exactly({
      id: 'two-stops',
      family: 'deterministic',
      model: {
        type: 'line',
        source: 'saturated',
        machines: [
          {
            service: fixed(2),
            stops: [
              [5, 6.5],
              [11.5, 15],
            ],
            resume: true,
          },
        ],
        buffers: [],
      },
      // worked: 5 by 5, 10 by 11.5, then from 15 on
      expected: { part2: 4, part3: 7.5, part5: 11.5, part6: 17, partsBy20: 7 },
    }),
    exactly({
      id: 'a-stop-begins-it-again',
      family: 'deterministic',
      model: { type: 'line', source: 'saturated', machines: [{ service: fixed(2), stops: [[5, 6]], resume: false }], buffers: [] },
      expected: { part2: 4, part3: 8, partsBy12: 5 },
    }),
    shift('suspended', 'suspend-resume', { partsByMidnight: 5, lastCompletion: 180 }),
    shift('begun-again', 'restart', { partsByMidnight: 5, lastCompletion: 190 }),
    shift('finished-before-the-end', 'finish-before-end', { partsByMidnight: 5, lastCompletion: 190 }),
    shift('finished-beyond-the-end', 'finish-over', { partsByMidnight: 7, lastCompletion: 220 }),
    exactly({
      id: 'campaign-of-three',
      family: 'calendar',
      model: {
        type: 'campaign',
        lots: [
          { product: 'X', qty: 10 },
          { product: 'Y', qty: 4 },
          { product: 'X', qty: 5 },
        ],
        cycle: { Y: 2.5, X: 1 },
        changeover: { 'X>Y': 6, 'Y>X': 3 },
      },
      // 10; +6+10; +3+5. Best: Y first, then the campaign of X: 10 + 3 + 15
      expected: { lotCompletion: [10, 26, 34], makespan: 34, bestMakespan: 28, bestSequence: ['Y4', 'X10', 'X5'] },
    }),
    exactly({
      id: 'two-tariffs',
      family: 'energy',
      model: {
        type: 'energy-timeline',
        segments: [
          { state: 'standby', kW: 2, fromMin: 0, toMin: 20 },
          { state: 'busy', kW: 9, fromMin: 20, toMin: 70 },
          { state: 'standby', kW: 2, fromMin: 70, toMin: 90 },
        ],
        tariff: [
          { fromMin: 0, toMin: 30, price: 0.1 },
          { fromMin: 30, toMin: 90, price: 0.25 },
        ],
        demandWindowMin: 15,
      },
      // 2/3 + 7.5 + 2/3; windows 2, 6.666667, 9, 9, 6.666667, 2: from 15 on 5 of 2 and 10 of 9
      expected: {
        energyKWh: 8.833333333,
        cost: 1.883333333,
        peakDemandKW: 9,
        secondHighestWindows: [9, 6.666667, 2],
        energyByState: { standby: 1.333333333, busy: 7.5 },
      },
    }),
    exactly({
      id: 'drains',
      family: 'fluid-deterministic',
      model: {
        type: 'fluid-line',
        machines: [
          { rate: 1, outages: [[8, 11]] },
          { rate: 2, outages: [] },
        ],
        buffers: [{ capacity: 10, initial: 6 }],
        horizon: 20,
      },
      // Drains at 1 until 6; then 1 through until 8; nothing until 11; then 1 again.
      expected: {
        cumulative: [17, 23],
        finalLevels: [0],
        trace: [
          { t: 0, levels: [6], rates: [1, 2] },
          { t: 6, levels: [0], rates: [1, 1] },
          { t: 8, levels: [0], rates: [0, 0] },
          { t: 11, levels: [0], rates: [1, 1] },
          { t: 20, levels: [0], rates: null },
        ],
      },
    }),
    exactly({
      id: 'last-stands',
      family: 'fluid-deterministic',
      model: {
        type: 'fluid-line',
        machines: [{ rate: 2 }, { rate: 2.5 }, { rate: 2, outages: [[5, 15]] }],
        buffers: [{ capacity: 4 }, { capacity: 6, initial: 1 }],
        horizon: 20,
      },
      // The second runs at 2 with the first; the second buffer stays at 1, from 5 on it grows by 2 to 6 at 7.5, then the first to 4 at 9.5.
      // From 15 on the second takes what the last does: 2, and so does the first: both stay full.
      expected: { cumulative: [29, 25, 20], finalLevels: [4, 6] },
    }),
    exactly({
      id: 'merge-of-unequal',
      family: 'fluid-deterministic',
      model: { type: 'fluid-network', rule: 'proportional', nodes: { A: 2, B: 1, C: 2 }, buffer: { capacity: 4, initial: 1 }, horizon: 10 },
      // 1 more each time unit: full at 3; then 4/3 and 2/3
      expected: { fullAt: 3, cumA: 6 + 28 / 3, cumB: 3 + 14 / 3, cumC: 20 },
    }),
    exactly({
      id: 'merge-of-unequal-by-priority',
      family: 'fluid-deterministic',
      model: { type: 'fluid-network', rule: 'priority', nodes: { A: 1.5, B: 1, C: 2 }, buffer: { capacity: 3, initial: 0 }, horizon: 10 },
      expected: { fullAt: 6, cumA: 15, cumB: 8, cumC: 20 },
    }),
    exactly({
      id: 'shifting',
      family: 'bottleneck',
      model: {
        type: 'active-period',
        active: {
          A: [
            [0, 4],
            [5, 9],
          ],
          B: [[2, 8]],
        },
        horizon: 10,
      },
      expected: {
        shareOfTime: { A: 0.3, B: 0.6 },
        intervals: [
          [0, 2, 'A'],
          [2, 4, 'B'],
          [4, 5, 'B'],
          [5, 8, 'B'],
          [8, 9, 'A'],
          [9, 10, null],
        ],
      },
    }),
    rng('splitmix64', { name: 'splitmix64', seed: 42 }, { first4: splitmix(42n, 4) }),
    rng('xoshiro128', { name: 'xoshiro128**', state: [1, 2, 3, 4] }, { first8: xoshiro128([1, 2, 3, 4], 8) }),
    // The states that the 2^64th and 2^96th power of the step's matrix over GF(2) leads to.
    rng(
      'xoshiro128-ahead',
      { name: 'xoshiro128**', state: ['1', '2', '3', '4'] },
      {
        jump: [2843103750, 2038079848, 1533207345, 44816753],
        longJump: [1611968294, 2125834322, 966769569, 3193880526],
      },
    ),
    rng('mrg32k3a-from-one-seed', { name: 'MRG32k3a', seed: 12345 }, { first2: [0.12701112204657714, 0.3185275653967945] }),
    // The published answers of the generator: key and counter of zeros, and of ones.
    rng('philox', { name: 'philox4x32-10', key: [0, 0], counter: [0, 0, 0, 0] }, { first4: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] }),
    rng(
      'philox-of-ones',
      { name: 'philox4x32-10', key: new Array(2).fill(0xffffffff), counter: new Array(4).fill(0xffffffff) },
      {
        first4: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
      },
    ),
    exactly({
      id: 'alike',
      family: 'twin-validation',
      model: { type: 'sequence-compare', real: [1, 2, 3, 4], twin: [1, 3, 4], eps: 0.5, delta: 1 },
      // The 2 is nearest to 1 or 3; without it all three are common, one place apart.
      expected: { dtw: 1, lcss: 3, lcssSimilarity: 1 },
    }),
    ...statistics(),
  ];
}

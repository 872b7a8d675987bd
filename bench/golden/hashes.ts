import { nextArrival } from '../../src/engine/arrivals.js';
import { sample, type Distribution } from '../../src/engine/distribution.js';
import { GENERATORS } from '../../src/engine/generators.js';
import { newStream, nextUniform, streamKey } from '../../src/engine/random.js';

const DRAWS = 10_000;
const SEED = 20_260_105;

/** One of each kind, and of those with several ways to a number one for each way. */
const LAWS: Record<string, Distribution> = {
  fixed: { dist: 'fixed', value: 7.3 },
  exponential: { dist: 'exponential', mean: 36 },
  uniform: { dist: 'uniform', min: 2, max: 5 },
  triangular: { dist: 'triangular', min: 30, mode: 45, max: 75 },
  normal: { dist: 'normal', mean: 40, sd: 3 },
  'normal, above 0': { dist: 'normal', mean: 10, sd: 8, min: 0 },
  'normal, far below its mean': { dist: 'normal', mean: 100, sd: 8, min: 5, max: 60 },
  'lognormal by median': { dist: 'lognormal', median: 69.4, sigma: 1.05 },
  'lognormal by mean': { dist: 'lognormal', mean: 90, sigma: 0.8 },
  weibull: { dist: 'weibull', scale: 20, shape: 0.45 },
  gamma: { dist: 'gamma', mean: 12, shape: 2.5 },
  'gamma, shape below 1': { dist: 'gamma', mean: 12, shape: 0.3 },
  erlang: { dist: 'erlang', mean: 12, k: 4 },
  'erlang, many phases': { dist: 'erlang', mean: 12, k: 50 },
  hyperexponential: { dist: 'hyperexponential', p: [0.8, 0.2], means: [2, 50] },
  beta: { dist: 'beta', min: 2, max: 9, alpha: 2, beta: 3.5 },
  geometric: { dist: 'geometric', mean: 10, step: 1 },
  empirical: { dist: 'empirical', values: [1, 2, 2, 5, 40] },
  discrete: { dist: 'discrete', values: [1, 5, 9], weights: [1, 2, 1] },
  mixture: {
    dist: 'mixture',
    weights: [7, 3],
    of: [
      { dist: 'lognormal', median: 20, sigma: 0.5 },
      { dist: 'weibull', scale: 600, shape: 1.5 },
    ],
  },
};

/** FNV-1a of 32 bits over the bytes of the numbers, little end first, as eight hexadecimal digits. */
export function hashNumbers(next: () => number, count: number): string {
  const bytes = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (let n = 0; n < count; n++) {
    bytes.setFloat64(0, next(), true);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bytes.getUint8(i), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function lawHash(name: string, law: Distribution): string {
  const words = newStream(`golden/${name}`, SEED);
  return hashNumbers(() => sample(law, nextUniform(words, 0)), DRAWS);
}

function arrivalsHash(): string {
  const words = newStream('golden/arrivals', SEED);
  let at = 0;
  return hashNumbers(() => (at = nextArrival({ until: [4, 6, 8], rates: [2, 0, 5], cyclic: true }, at, nextUniform(words, 0))), DRAWS);
}

function generatorHash(name: keyof typeof GENERATORS): string {
  const generator = GENERATORS[name];
  const words = new Uint32Array(generator.words);
  generator.seed(words, 0, streamKey('golden'), SEED, 3);
  return hashNumbers(() => generator.uniform(words, 0), DRAWS);
}

/** A hash over the bits of 10,000 numbers of each generator and each distribution. */
export function goldenHashes(): Record<string, string> {
  const names = Object.keys(GENERATORS) as (keyof typeof GENERATORS)[];
  return {
    ...Object.fromEntries(names.map((name) => [name, generatorHash(name)])),
    ...Object.fromEntries(Object.entries(LAWS).map(([name, law]) => [name, lawHash(name, law)])),
    'arrivals, changing rate': arrivalsHash(),
  };
}

import { GENERATORS, type GeneratorName } from '../../src/engine/generators.js';
import { jumpMrg, nextMrg, seedMrg } from '../../src/engine/mrg32k3a.js';
import { nextPhiloxBits, PHILOX_WORDS, philoxBlock } from '../../src/engine/philox.js';
import { jumpStream, nextBits, streamKey } from '../../src/engine/random.js';
import { nextSplitmixBits } from '../../src/engine/splitmix64.js';
import { jumpXoshiro256, nextXoshiro256, nextXoshiro256Bits } from '../../src/engine/xoshiro256.js';

const M64 = (1n << 64n) - 1n;
const halves = (words: bigint[]) => Uint32Array.from(words.flatMap((word) => [Number(word & 0xffffffffn), Number(word >> 32n)]));
const whole = (words: Uint32Array) => [0, 2, 4, 6].map((at) => (BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!));

/** The recurrences in big integers, as their authors write them. */
function mrgReference(seed: readonly number[], count: number): number[] {
  const s = seed.map(BigInt);
  return Array.from({ length: count }, () => {
    const first = (((1403580n * s[1]! - 810728n * s[0]!) % 4294967087n) + 4294967087n) % 4294967087n;
    const second = (((527612n * s[5]! - 1370589n * s[3]!) % 4294944443n) + 4294944443n) % 4294944443n;
    s.splice(0, 6, s[1]!, s[2]!, first, s[4]!, s[5]!, second);
    return Number(first > second ? first - second : first - second + 4294967087n) * 2.328306549295728e-10;
  });
}

function xoshiroReference(s: bigint[], count: number): bigint[] {
  const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (64n - k))) & M64;
  return Array.from({ length: count }, () => {
    const result = (rotl((s[1]! * 5n) & M64, 7n) * 9n) & M64;
    const t = (s[1]! << 17n) & M64;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotl(s[3]!, 45n);
    return result;
  });
}

function splitmixReference(state: bigint, count: number): bigint[] {
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & M64;
    let z = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & M64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & M64;
    return z ^ (z >> 31n);
  });
}

describe('MRG32k3a', () => {
  const published = () => {
    const words = new Uint32Array(6);
    seedMrg(words, 0, [12345, 12345, 12345, 12345, 12345, 12345]);
    return words;
  };

  it('draws the numbers of its recurrence', () => {
    const words = published();
    const drawn = Array.from({ length: 20_000 }, () => nextMrg(words, 0));
    expect(drawn).toEqual(mrgReference([12345, 12345, 12345, 12345, 12345, 12345], 20_000));
    expect(drawn[0]).toBeCloseTo(0.12701112204657714, 15);
  });

  it('draws them from the largest seeds too', () => {
    const seed = [4294967086, 4294967085, 4294967086, 4294944442, 4294944441, 4294944442];
    const words = Uint32Array.from(seed);
    expect(Array.from({ length: 1000 }, () => nextMrg(words, 0))).toEqual(mrgReference(seed, 1000));
  });

  it('the next stream and substream begin where RngStreams says', () => {
    const [stream, substream] = [published(), published()];
    jumpMrg(stream, 0, 'stream');
    jumpMrg(substream, 0, 'substream');
    expect([...stream]).toEqual([3692455944, 1366884236, 2968912127, 335948734, 4161675175, 475798818]);
    expect([...substream]).toEqual([870504860, 2641697727, 884013853, 339352413, 2374306706, 3651603887]);
  });

  it('many jumps at once are the jumps one by one', () => {
    const [atOnce, oneByOne] = [published(), published()];
    jumpMrg(atOnce, 0, 'substream', 13);
    for (let i = 0; i < 13; i++) jumpMrg(oneByOne, 0, 'substream');
    expect(atOnce).toEqual(oneByOne);
  });

  it('never takes three zeros for a state', () => {
    const words = new Uint32Array(6);
    seedMrg(words, 0, [4294967087, 0, 0, 0, 0, 0]);
    expect([...words]).toEqual([1, 0, 0, 1, 0, 0]);
  });
});

describe('xoshiro256**', () => {
  it('draws the bits of its authors', () => {
    const words = halves([1n, 2n, 3n, 4n]);
    const drawn = Array.from({ length: 2000 }, () => nextXoshiro256Bits(words, 0));
    expect(drawn).toEqual(xoshiroReference([1n, 2n, 3n, 4n], 2000));
  });

  it('its uniform number is the upper 52 bits of a draw', () => {
    const [bits, uniform] = [halves([5n, 6n, 7n, M64]), halves([5n, 6n, 7n, M64])];
    for (let n = 0; n < 100; n++) expect(nextXoshiro256(uniform, 0)).toBe((Number(nextXoshiro256Bits(bits, 0) >> 12n) + 0.5) / 2 ** 52);
  });

  it('jumps to the states that the published code reaches from 1, 2, 3, 4', () => {
    const [stream, longStream] = [halves([1n, 2n, 3n, 4n]), halves([1n, 2n, 3n, 4n])];
    jumpXoshiro256(stream, 0, 'stream');
    jumpXoshiro256(longStream, 0, 'longStream');
    expect(whole(stream)).toEqual(jumped([0x180ec6d33cfd0aban, 0xd5a61266f0c9392cn, 0xa9582618e03fc9aan, 0x39abdc4529b1661cn]));
    expect(whole(longStream)).toEqual(jumped([0x76e15d3efefdcbbfn, 0xc5004e441c522fb3n, 0x77710069854ee241n, 0x39109bb02acbe635n]));
  });
});

function jumped(polynomial: bigint[]): bigint[] {
  const state = [1n, 2n, 3n, 4n];
  const sum = [0n, 0n, 0n, 0n];
  for (const word of polynomial) {
    for (let bit = 0n; bit < 64n; bit++) {
      if ((word >> bit) & 1n) state.forEach((value, i) => (sum[i]! ^= value));
      xoshiroReference(state, 1);
    }
  }
  return sum;
}

describe('splitmix64', () => {
  it.each([0n, 1234567n, M64])('draws the bits of its authors from %s', (seed) => {
    const words = halves([seed]);
    expect(Array.from({ length: 1000 }, () => nextSplitmixBits(words, 0))).toEqual(splitmixReference(seed, 1000));
  });

  it('begins with its published numbers', () => {
    expect(nextSplitmixBits(halves([1234567n]), 0)).toBe(6457827717110365317n);
  });
});

describe('Philox4x32-10', () => {
  const ONES = 0xffffffff;
  it.each([
    [
      [0, 0],
      [0, 0, 0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [ONES, ONES],
      [ONES, ONES, ONES, ONES],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
  ] as [[number, number], number[], number[]][])('of key %j and counter %j are the published words', (key, counter, block) => {
    const into = new Uint32Array(4);
    philoxBlock(key, counter, into);
    expect([...into]).toEqual(block);
  });

  it('the words of a stream are those of the blocks in turn, across the end of a word of the counter', () => {
    const words = new Uint32Array(PHILOX_WORDS);
    words.set([7, 9, ONES - 1, ONES, 0, 0]);
    const drawn = Array.from({ length: 12 }, () => nextPhiloxBits(words, 0));
    const blocks = [
      [ONES - 1, ONES, 0, 0],
      [ONES, ONES, 0, 0],
      [0, 0, 1, 0],
    ].flatMap((counter) => {
      const into = new Uint32Array(4);
      philoxBlock([7, 9], counter, into);
      return [...into];
    });
    expect(drawn).toEqual(blocks);
    expect([...words]).toEqual([7, 9, 1, 0, 1, 0, 0]);
  });
});

describe('jumps of xoshiro128**', () => {
  /** The state after 2^k steps: the step is linear over GF(2), so its matrix is squared k times. */
  function after(k: number, state: readonly number[]): number[] {
    const asBits = (words: ArrayLike<number>) => [0, 1, 2, 3].reduce((sum, i) => sum | (BigInt(words[i]!) << BigInt(32 * i)), 0n);
    const asWords = (bits: bigint) => [0, 1, 2, 3].map((i) => Number((bits >> BigInt(32 * i)) & 0xffffffffn));
    let columns = Array.from({ length: 128 }, (_, i) => {
      const words = Uint32Array.from(asWords(1n << BigInt(i)));
      nextBits(words, 0);
      return asBits(words);
    });
    const times = (vector: bigint) => columns.reduce((sum, column, i) => ((vector >> BigInt(i)) & 1n ? sum ^ column : sum), 0n);
    for (let i = 0; i < k; i++) columns = columns.map(times);
    return asWords(times(asBits(state)));
  }

  it('lead as far as 2^64 and 2^96 steps', () => {
    const [stream, longStream] = [Uint32Array.of(1, 2, 3, 4), Uint32Array.of(1, 2, 3, 4)];
    jumpStream(stream, 0, 'stream');
    jumpStream(longStream, 0, 'longStream');
    expect([...stream]).toEqual(after(64, [1, 2, 3, 4]));
    expect([...longStream]).toEqual(after(96, [1, 2, 3, 4]));
  });
});

describe.each(Object.keys(GENERATORS) as GeneratorName[])('named streams of %s', (name) => {
  const generator = GENERATORS[name];
  const first = (stream: string, seed: number, replication: number, offset = 0) => {
    const words = new Uint32Array(generator.words + offset);
    generator.seed(words, offset, streamKey(stream), seed, replication);
    return [generator.uniform(words, offset), generator.uniform(words, offset)];
  };

  it('depend on name, seed and replication and not on their place', () => {
    expect(first('press/every', 42, 7, 5)).toEqual(first('press/every', 42, 7));
    const others = [first('press/every', 42, 7), first('press/lasts', 42, 7), first('press/every', 43, 7), first('press/every', 42, 8)];
    expect(new Set(others.flat()).size).toBe(8);
  });

  it('are uniform over ten bins and over neighbouring replications', () => {
    const bins = new Array<number>(10).fill(0);
    const n = 4000;
    for (let i = 0; i < n; i++) for (const u of first('x', 3, i)) bins[Math.floor(u * 10)]!++;
    const expected = (2 * n) / 10;
    expect(bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(33.72); // 9 degrees of freedom, p = 0.0001
  });
});

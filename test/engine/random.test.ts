import { newStream, nextBits, nextUniform, seedStream, streamKey } from '../../src/engine/random.js';

/** xoshiro128** as its authors publish it, in big integers. */
function reference(words: bigint[], count: number): number[] {
  const M = 0xffffffffn;
  const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & M;
  const s = [...words];
  return Array.from({ length: count }, () => {
    const result = (rotl((s[1]! * 5n) & M, 7n) * 9n) & M;
    const t = (s[1]! << 9n) & M;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotl(s[3]!, 11n);
    return Number(result);
  });
}

describe('random streams', () => {
  it('draws the numbers of xoshiro128**', () => {
    const words = new Uint32Array([1, 2, 3, 4]);
    const drawn = Array.from({ length: 1000 }, () => nextBits(words, 0));
    expect(drawn.slice(0, 4)).toEqual([11520, 0, 5927040, 70819200]);
    expect(drawn).toEqual(reference([1n, 2n, 3n, 4n], 1000));
  });

  it('a stream depends on seed, replication and name only, not on its place or neighbours', () => {
    const shared = new Uint32Array(12);
    for (const [i, name] of ['a', 'cartoner/failure/every', 'b'].entries()) seedStream(shared, 4 * i, streamKey(name), 42, 7);
    const alone = newStream('cartoner/failure/every', 42, 7);
    for (let n = 0; n < 100; n++) {
      nextUniform(shared, 0);
      expect(nextUniform(shared, 4)).toBe(nextUniform(alone, 0));
    }
  });

  it('differs by seed, by replication and by name', () => {
    const first = [newStream('x', 1, 0), newStream('x', 2, 0), newStream('x', 1, 1), newStream('y', 1, 0), newStream('xx', 1, 0)].map((words) =>
      nextUniform(words, 0),
    );
    expect(new Set(first).size).toBe(first.length);
  });

  it('keeps its first numbers for ever', () => {
    const words = newStream('press/micro-stop/every', 1, 0);
    expect([nextUniform(words, 0), nextUniform(words, 0), nextUniform(words, 0)]).toMatchInlineSnapshot(`
     [
       0.2357815390854089,
       0.9331536535988664,
       0.1637641267378248,
     ]
    `);
  });

  it('is uniform over ten bins and over neighbouring replications', () => {
    const bins = new Array<number>(10).fill(0);
    const n = 100_000;
    for (let i = 0; i < n; i++) bins[Math.floor(nextUniform(newStream('x', 3, i), 0) * 10)]!++;
    const chiSquared = bins.reduce((sum, count) => sum + (count - n / 10) ** 2 / (n / 10), 0);
    expect(chiSquared).toBeLessThan(33.72); // 9 degrees of freedom, p = 0.0001
  });
});

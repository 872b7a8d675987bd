import fc from '../property.js';
import { ln } from '../../src/engine/elementary.js';
import { fillExponential } from '../../src/engine/exponential.js';
import { newStream, nextUniform } from '../../src/engine/random.js';

const oneByOne = (words: Uint32Array, count: number) => Float64Array.from({ length: count }, () => -ln(nextUniform(words, 0)));

describe('exponential amounts in a row', () => {
  it('are to the bit those of one draw after the other, and leave the stream where these leave it', () => {
    const [row, single] = [newStream('exponential', 5), newStream('exponential', 5)];
    const drawn = new Float64Array(300_000);
    fillExponential(row, 0, drawn, 0, drawn.length);
    expect(drawn.every((value) => value > 0 && value < 37)).toBe(true);
    expect(Buffer.from(drawn.buffer).equals(Buffer.from(oneByOne(single, drawn.length).buffer))).toBe(true);
    expect(row).toStrictEqual(single);
  });

  it('of any state of the generator, and in any pieces, are the same; what lies beside them stays', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }), (state, pieces) => {
        fc.pre(state.some((w) => w !== 0));
        const shared = Uint32Array.from([1, ...state, 2]);
        const total = pieces.reduce((sum, n) => sum + n, 0);
        const drawn = new Float64Array(total + 2).fill(-1);
        let at = 1;
        for (const count of pieces) {
          fillExponential(shared, 1, drawn, at, count);
          at += count;
        }
        const words = Uint32Array.from(state);
        expect(Array.from(drawn)).toStrictEqual([-1, ...oneByOne(words, total), -1]);
        expect(Array.from(shared)).toStrictEqual([1, ...words, 2]);
      }),
      { numRuns: 500 },
    );
  });

  it('the least uniform number is among them', () => {
    // Its second word is zero, and after one step again: both halves of the number are.
    const least = Uint32Array.from([1, 0, 1, 1]);
    const drawn = new Float64Array(1);
    expect(nextUniform(least.slice(), 0)).toBe(2 ** -53);
    fillExponential(least, 0, drawn, 0, 1);
    expect(drawn[0]).toBe(-ln(2 ** -53));
  });
});

import fc from 'fast-check';
import { allKnown, knownIn } from '../../src/model/known.js';

const replications = fc.array(fc.record({ a: fc.option(fc.double({ noNaN: true })), b: fc.constant(1) }), { minLength: 1, maxLength: 20 });

describe('what replications know of an indicator', () => {
  it('is counted where some of them do not know it, and not told where all do', () => {
    expect(
      knownIn(
        ['a', 'b'],
        [
          { a: 1, b: null },
          { a: 2, b: 3 },
          { a: 0, b: null },
        ],
      ),
    ).toEqual({ b: 1 });
    expect(knownIn(['b'], [{ b: null }])).toEqual({ b: 0 });
  });

  it('has all values exactly where no count is told', () => {
    fc.assert(
      fc.property(replications, (all) => {
        const known = allKnown(all.map(({ a }) => a));
        expect(knownIn(['a', 'b'], all)).toEqual(known === null ? { a: all.filter(({ a }) => a !== null).length } : {});
      }),
    );
  });
});

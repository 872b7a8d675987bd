import fc from '../property.js';
import { applyChange, flatten, hashOf } from '../../src/contract/leaves.js';
import { LeafStore } from '../../src/stream/leaf-store.js';

const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null), fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 2 }));
const state = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(leaf, fc.dictionary(fc.constantFrom('x', 'y'), leaf)), { minKeys: 1 });
const taken = (view: object, rev: number, epoch = 'e') => ({ epoch, rev, asOfUs: rev, view: JSON.parse(JSON.stringify(view)) as object });

it('from every revision that was ever given, the change since then leads to the newest state', () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 8 }), fc.nat({ max: 3 }), (views, step) => {
      const store = new LeafStore();
      const given = views.map((view, i) => taken(view, 10 + i * (step + 1)));
      for (const one of given) store.take(one);
      for (const { rev, view } of given) {
        expect(store.covers('e', rev)).toBe('yes');
        expect(applyChange(view, store.since(rev))).toEqual(given.at(-1)!.view);
      }
      expect(store.check()).toEqual({ rev: given.at(-1)!.rev, hash: hashOf(flatten(given.at(-1)!.view)) });
    }),
  );
});

it('covers no revision before its first, after its newest, or of another epoch', () => {
  const store = new LeafStore();
  expect(store.covers('e', 0)).toBe('other-epoch');
  store.take(taken({ a: 1 }, 5));
  store.take(taken({ a: 2 }, 9));
  expect([4, 5, 7, 9, 10].map((rev) => store.covers('e', rev))).toEqual(['too-old', 'yes', 'yes', 'yes', 'too-old']);
  store.take(taken({ a: 3 }, 1, 'f'));
  expect([store.covers('e', 9), store.covers('f', 1), store.covers('f', 0)]).toEqual(['other-epoch', 'yes', 'too-old']);
  expect(store.since(1)).toEqual({ set: {}, gone: [] });
});

it('a state that is not newer changes nothing', () => {
  const store = new LeafStore();
  store.take(taken({ a: 1 }, 5));
  store.take(taken({ a: 2 }, 5));
  expect(store.state?.view).toEqual({ a: 1 });
});

it('forgets what is long gone, and then no longer covers what was before', () => {
  const store = new LeafStore();
  const many = Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`k${i}`, i]));
  store.take(taken({ keep: 1, ...many }, 1));
  store.take(taken({ keep: 1 }, 2));
  expect(store.covers('e', 1)).toBe('too-old');
  expect(store.covers('e', 2)).toBe('yes');
});

import fc from '../property.js';
import { applyChange, difference, flatten, hashOf, type Json } from '../../src/contract/leaves.js';

const json = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const key = fc.oneof(fc.constantFrom('a', 'b', 'c', 'a/b', '~', '~1', '', '__proto__', 'constructor'), fc.string({ maxLength: 4 }));
const { state } = fc.letrec<{ value: unknown; state: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(0, 1, -0, 'x', '', null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(fc.oneof(fc.integer(), fc.record({ k: fc.integer() })), { maxLength: 3 }),
    tie('state'),
  ),
  state: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
}));
const states = state.filter((s) => Object.keys(s).length > 0).map((s) => json(s) as object);
const change = (from: object, to: object) => json(difference(from, to)) as unknown as ReturnType<typeof difference>;

it('flattens to pointers, with arrays and empty objects as leaves', () => {
  expect([...flatten({ a: { b: 1, 'c/d': { '~': null } }, list: [{ x: 1 }], none: {}, left: undefined })]).toEqual([
    ['/a/b', 1],
    ['/a/c~1d/~0', null],
    ['/list', [{ x: 1 }]],
    ['/none', {}],
  ]);
});

it('a state with the difference to another applied is that other', () => {
  fc.assert(fc.property(states, states, (a, b) => expect(applyChange(a, change(a, b))).toEqual(b)));
});

it('a difference is of the leaves of both: those that are new or another are set, those that are no more are gone', () => {
  fc.assert(
    fc.property(states, states, (a, b) => {
      const [from, to] = [flatten(a), flatten(b)];
      const { set, gone } = change(a, b);
      expect(new Set(gone)).toEqual(new Set([...from.keys()].filter((pointer) => !to.has(pointer))));
      const another = [...to].filter(
        ([pointer, value]) => !from.has(pointer) || hashOf(new Map([['', from.get(pointer)!]])) !== hashOf(new Map([['', value]])),
      );
      expect(new Map(Object.entries(set))).toEqual(new Map(another));
    }),
  );
});

it('a conflated difference leads where the single ones lead', () => {
  fc.assert(
    fc.property(fc.array(states, { minLength: 2, maxLength: 5 }), (sequence) => {
      const stepped = sequence.slice(1).reduce((held, next, i) => applyChange(held, change(sequence[i]!, next)), sequence[0]!);
      expect(stepped).toEqual(applyChange(sequence[0]!, change(sequence[0]!, sequence.at(-1)!)));
    }),
  );
});

it('applying changes nothing of the state that was given', () => {
  fc.assert(
    fc.property(states, states, (a, b) => {
      const before = JSON.stringify(a);
      applyChange(a, change(a, b));
      expect(JSON.stringify(a)).toBe(before);
    }),
  );
});

it('shares what the change does not touch', () => {
  const a = { left: { x: 1 }, right: { deep: { y: 1 }, z: 1 } };
  const b = applyChange(a, { set: { '/right/z': 2 }, gone: [] });
  expect(b.left).toBe(a.left);
  expect(b.right.deep).toBe(a.right.deep);
  expect(b.right).not.toBe(a.right);
});

it('the hash is equal if and only if the states are', () => {
  fc.assert(
    fc.property(states, states, (a, b) => {
      const equal = difference(a, b);
      const same = Object.keys(equal.set).length === 0 && equal.gone.length === 0;
      expect(hashOf(flatten(a)) === hashOf(flatten(b))).toBe(same);
      expect(hashOf(flatten(a))).toBe(hashOf(flatten(json(a) as object)));
    }),
  );
});

it('the hash does not depend on the order of fields, also within arrays', () => {
  const a = { x: 1, y: { list: [{ p: 1, q: 2 }], z: null } };
  const b = { y: { z: null, list: [{ q: 2, p: 1 }] }, x: 1 };
  expect(hashOf(flatten(a))).toBe(hashOf(flatten(b)));
  expect(hashOf(flatten(a))).toBe('52b0852787200909');
});

it('single small changes of a real-sized state all have hashes of their own', () => {
  const base = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`unit-${i}`, { value: i, name: `u${i}` }]));
  const hashes = new Set([hashOf(flatten(base))]);
  for (let i = 0; i < 100; i++) for (let d = 1; d <= 5; d++) hashes.add(hashOf(flatten({ ...base, [`unit-${i}`]: { value: i + d / 8, name: `u${i}` } })));
  expect(hashes.size).toBe(501);
});

it('the prototype of a state cannot be changed from outside', () => {
  const made = applyChange({ a: 1 }, { set: { '/__proto__/polluted': true }, gone: [] });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
});

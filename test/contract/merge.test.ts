import fc from '../property.js';
import { merge } from '../../src/contract/merge.js';

const merged = (type: unknown, own: unknown) => merge(type, own).value;

describe('a machine over its type', () => {
  it('has of a map what either gives, its own where both do', () => {
    expect(merged({ power: { idle: '1 kW', execute: '8 kW' }, takes: 2 }, { power: { execute: '9 kW' }, rate: '5 /min' })).toEqual({
      power: { idle: '1 kW', execute: '9 kW' },
      takes: 2,
      rate: '5 /min',
    });
  });

  it('merges lists by the ids of their entries: changed, left out, new', () => {
    const type = { stops: [{ id: 'jam', every: '20 min', lasts: '1 min' }, { id: 'reel', every: '1 h' }, { id: 'failure' }] };
    const own = {
      stops: [
        { id: 'reel', omit: true },
        { id: 'new', every: '3 h' },
        { id: 'jam', every: '30 min' },
      ],
    };
    expect(merged(type, own)).toEqual({ stops: [{ id: 'jam', every: '30 min', lasts: '1 min' }, { id: 'failure' }, { id: 'new', every: '3 h' }] });
  });

  it.each([
    ['a list whose entries have no ids', { next: ['a', 'b'] }, { next: ['c'] }],
    ['a list where the type has none of ids', { changeover: [{ clean: 'major' }] }, { changeover: [{ id: 'x' }] }],
    ['an empty list', { stops: [{ id: 'jam' }] }, { stops: [] }],
    ['a distribution that says which', { every: { dist: 'lognormal', mean: '1 h', sigma: 1 } }, { every: { dist: 'exponential', mean: '2 h' } }],
    ['a condition that says when', { on: { when: 'stale', for: '1 min' } }, { on: { when: 'silent' } }],
    ['a quantity in place of a distribution', { every: { dist: 'exponential', mean: '1 h' } }, { every: '2 h' }],
  ])('replaces by %s', (_, type, own) => {
    expect(merged(type, own)).toEqual(own);
  });

  it('changes one figure of a distribution that it does not name', () => {
    expect(merged({ every: { dist: 'lognormal', mean: '1 h', sigma: 1 } }, { every: { mean: '2 h' } })).toEqual({
      every: { dist: 'lognormal', mean: '2 h', sigma: 1 },
    });
  });

  it('takes a field of its type away with null, and keeps a null of its own', () => {
    expect(merged({ standby: { after: '5 min' }, ramp: '1 min' }, { standby: null, capacity: null })).toEqual({ ramp: '1 min', capacity: null });
  });

  it('is told of what it leaves out and the type does not have', () => {
    expect(merge({ stops: [{ id: 'jam' }] }, { stops: [{ id: 'jma', omit: true }] })).toMatchObject({
      value: { stops: [{ id: 'jam' }] },
      issues: [{ pointer: '/stops/0', detail: 'there is no "jma" in the type that could be left out' }],
    });
  });

  it('keeps an entry that stands twice twice, for whoever checks ids', () => {
    expect(merged({ stops: [{ id: 'a', x: 1 }] }, { stops: [{ id: 'a' }, { id: 'a', y: 2 }] })).toEqual({
      stops: [
        { id: 'a', x: 1 },
        { id: 'a', y: 2 },
      ],
    });
  });

  it('says of each part where it stands, and what the type gives', () => {
    const type = { name: 'press', stops: [{ id: 'jam' }, { id: 'failure', every: 1 }], power: { idle: 1, execute: 2 } };
    const { places, gives } = merge(type, { stops: [{ id: 'new' }, { id: 'failure', lasts: 2 }], power: { idle: 3 } });
    expect(gives).toEqual(['/name', '/stops/jam', '/stops/failure/every', '/power/execute']);
    expect(places.get('/stops/1')).toEqual({ side: 'own', pointer: '/stops/1' });
    expect(places.get('/stops/1/every')).toEqual({ side: 'type', pointer: '/stops/1/every' });
    expect(places.get('/stops/2')).toEqual({ side: 'own', pointer: '/stops/0' });
    expect(places.get('/stops/0')).toEqual({ side: 'type', pointer: '/stops/0' });
  });
});

const key = fc.constantFrom('a', 'b', 'every', 'dist', '__proto__', 'constructor', 'a/b', '~');
const { fields } = fc.letrec<{ value: unknown; fields: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('x', true),
    tie('fields'),
    fc.array(tie('value'), { maxLength: 3 }),
    entries(tie('fields')),
  ),
  fields: fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => name, maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
}));

function entries(of: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom('i', 'j', 'k'), of), { selector: ([id]) => id, maxLength: 3 })
    .map((list) => list.map(([id, rest]) => ({ ...(rest as object), id })));
}

/** Leaves with the ids of entries in their pointers. */
function leaves(value: unknown, at = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[at, value]];
  const byId = Array.isArray(value) && value.length > 0 && value.every((entry) => typeof (entry as { id?: unknown } | null)?.id === 'string');
  const below = Object.entries(value).map(([name, child]): [string, unknown] => [byId ? `#${(child as { id: string }).id}` : encodeURIComponent(name), child]);
  return below.length === 0 ? [[at, JSON.stringify(value)]] : below.flatMap(([name, child]) => leaves(child, `${at}/${name}`));
}

describe('merging, of any two documents,', () => {
  it('changes nothing when done again', () => {
    fc.assert(
      fc.property(fields, fields, (type, own) => {
        const once = merged(type, own);
        expect(merged(type, once)).toEqual(once);
      }),
    );
  });

  it('keeps every value of the machine itself', () => {
    fc.assert(
      fc.property(fields, fields, (type, own) => {
        const found = new Map(leaves(merged(type, own)));
        for (const [at, value] of leaves(own)) if (value !== '{}') expect([at, found.get(at)]).toEqual([at, value]);
      }),
    );
  });

  it('takes all from the other where one gives nothing', () => {
    fc.assert(
      fc.property(fields, (some) => {
        expect(merged({}, some)).toStrictEqual(some);
        expect(merged(some, {})).toStrictEqual(some);
      }),
    );
  });

  it('leaves both as they were', () => {
    fc.assert(
      fc.property(fields, fields, (type, own) => {
        const before = JSON.stringify([type, own]);
        merge(type, own);
        expect(JSON.stringify([type, own])).toBe(before);
      }),
    );
  });
});

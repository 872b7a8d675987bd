import type { Change } from '../../src/contract/scenario.js';
import { correct } from '../../src/model/correct.js';
import { expected } from '../../src/model/expected.js';
import { follow, run } from '../../src/model/run.js';
import { applyChanges, migrate } from '../../src/model/scenario.js';
import { copy, fork, start } from '../../src/model/state.js';
import { both, compiled, HOUR_US, lineOf, MONDAY_US, S, solidDoseLine, station, stop } from './lines.js';

const definition = solidDoseLine();
const issues = (...changes: Change[]) => {
  const result = applyChanges(definition, changes);
  return result.ok ? [] : result.issues;
};
const apply = (...changes: Change[]) => {
  const result = applyChanges(definition, changes);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.definition;
};

describe('applying changes', () => {
  it('changes what is named and nothing else, and not the original', () => {
    const before = structuredClone(definition);
    const after = apply(
      { kind: 'rate', unit: 'press', to: 2500 },
      { kind: 'rate', unit: 'cartoner', factor: 1.1 },
      { kind: 'buffer', after: 'blister', capacity: 999 },
      { kind: 'stops', unit: 'blister', stop: 'reel-change', lastsFactor: 0.5 },
      { kind: 'standby', unit: 'press', after: 600, wakeUp: 180 },
    );
    expect(definition).toEqual(before);
    const [press, blister, cartoner, ...rest] = after.stations;
    expect(press).toEqual({ ...before.stations[0], rate: 2500, standby: { after: 600, wakeUp: 180 } });
    expect(cartoner!.rate).toBeCloseTo(121, 9);
    expect(blister).toMatchObject({ buffer: { capacity: 999 }, stops: [{ id: 'micro-stop' }, { lasts: { dist: 'fixed', value: 90 } }, { id: 'failure' }] });
    expect(rest).toEqual(before.stations.slice(3));
  });

  it('takes standby away', () => {
    const withStandby = applyChanges(apply({ kind: 'standby', unit: 'press', after: 600, wakeUp: 180 }), [{ kind: 'standby', unit: 'press', after: null }]);
    expect(withStandby.ok && compiled(withStandby.definition).stations[0]!.standby).toBeNull();
  });

  it.each<[string, Change[], string]>([
    ['an unknown unit', [{ kind: 'rate', unit: 'pres', factor: 2 }], '/changes/0/unit'],
    ['a buffer after an unknown unit', [{ kind: 'buffer', after: 'nobody', capacity: 1 }], '/changes/0/after'],
    ['a buffer after the last unit', [{ kind: 'buffer', after: 'palletizer', capacity: 1 }], '/changes/0/after'],
    ['an unknown stop', [{ kind: 'stops', unit: 'press', stop: 'nap', everyFactor: 2 }], '/changes/0/stop'],
    ['a rate both ways', [{ kind: 'rate', unit: 'press', to: 1, factor: 2 }], '/changes/0'],
    ['a rate no way', [{ kind: 'rate', unit: 'press' }], '/changes/0'],
    [
      'a stop changed both ways',
      [{ kind: 'stops', unit: 'press', stop: 'failure', lasts: { dist: 'fixed', value: 5 }, lastsFactor: 2 }],
      '/changes/0/lastsFactor',
    ],
    ['a stop not changed', [{ kind: 'stops', unit: 'press', stop: 'failure' }], '/changes/0'],
    ['a distribution upside down', [{ kind: 'stops', unit: 'press', stop: 'failure', every: { dist: 'uniform', min: 5, max: 1 } }], '/changes/0/every'],
    ['standby without a time to wake up', [{ kind: 'standby', unit: 'press', after: 60 }], '/changes/0/wakeUp'],
    [
      'the same thing twice',
      [
        { kind: 'rate', unit: 'press', to: 1 },
        { kind: 'buffer', after: 'press', capacity: 5 },
        { kind: 'rate', unit: 'press', to: 2 },
      ],
      '/changes/2',
    ],
  ])('refuses %s', (_, changes, pointer) => expect(issues(...changes).map((issue) => issue.pointer)).toEqual([pointer]));

  it('tells all that is wrong with one change too', () => {
    const everything = { kind: 'stops', unit: 'x', stop: 'jam', every: { dist: 'fixed', value: 60 }, everyFactor: 2, lasts: { dist: 'fixed', value: 60 }, lastsFactor: 2 } as const; // prettier-ignore
    expect(issues({ kind: 'rate', unit: 'x' }, everything, everything).map(({ pointer }) => pointer)).toEqual([
      '/changes/0/unit',
      '/changes/0',
      '/changes/1/unit',
      '/changes/1/everyFactor',
      '/changes/1/lastsFactor',
      '/changes/2',
      '/changes/2/unit',
      '/changes/2/everyFactor',
      '/changes/2/lastsFactor',
    ]);
  });

  it('tells every issue at once', () => expect(issues({ kind: 'rate', unit: 'x', to: 1 }, { kind: 'rate', unit: 'y', to: 1 })).toHaveLength(2));
});

describe('migrating a state', () => {
  const line = compiled(definition);
  const live = () => {
    const state = start(line, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(line, state, MONDAY_US + 5 * HOUR_US + 42);
    return state;
  };

  it('to the same line changes no future', () => {
    const state = live();
    const moved = migrate(line, compiled(solidDoseLine()), state);
    expect(expected(line, moved)).toEqual(expected(line, state));
    const [a, b] = [state, moved].map((s) => {
      const forked = fork(line, s, { seed: 5, replication: 1 });
      run(line, forked, MONDAY_US + 15 * HOUR_US);
      return expected(line, forked).lineGood;
    });
    expect(b).toBeCloseTo(a!, 6);
  });

  it('keeps ages and running stops by id, and a measured speed by its ratio', () => {
    const state = live();
    follow(line, state, MONDAY_US + 6 * HOUR_US);
    correct(line, state, { kind: 'condition', station: 1, condition: 'down', law: 2, sinceUs: MONDAY_US + 6 * HOUR_US - 60 * S });
    correct(line, state, { kind: 'speed', station: 0, ratePerMin: 1000 });
    const before = copy(state);
    const to = compiled(apply({ kind: 'rate', unit: 'press', factor: 1.2 }, { kind: 'buffer', after: 'press', capacity: 10 }));
    const moved = migrate(line, to, state);
    expect(state.bytes).toStrictEqual(before.bytes);
    expect(Array.from(moved.age)).toEqual(Array.from(state.age));
    expect(moved.law[1]).toBe(state.law[1]);
    expect(moved.since[1]).toBe(MONDAY_US + 6 * HOUR_US - 60 * S);
    expect(moved.speed[0]! * 60e6).toBeCloseTo(1200, 9);
    expect(moved.level[0]).toBe(Math.min(10, state.level[0]!));
  });

  it('to a line with another station and another law keeps what is the same', () => {
    const from = lineOf([station('a', { buffer: { capacity: 50 }, stops: [stop('x', '1 h', '1 min')] }), station('c', { rate: '1 /min' })]);
    const to = lineOf([
      station('a', { buffer: { capacity: 50 }, stops: [stop('new', '3 h', '1 min'), stop('x', '1 h', '1 min')] }),
      station('b', { name: both('between'), buffer: { capacity: 5 } }),
      station('c', { rate: '1 /min' }),
    ]);
    const state = start(from, { seed: 1, replication: 0, atUs: MONDAY_US });
    run(from, state, MONDAY_US + 30 * S);
    const moved = migrate(from, to, state);
    expect(Array.from(moved.age)).toEqual([0, 30 * S]);
    expect(expected(to, moved)).toMatchObject({ levels: [29.5, 0], lineGood: 0.5 });
    run(to, moved, MONDAY_US + 31 * S);
    expect(expected(to, moved).levels[1]).toBeCloseTo(1 - 1 / 60, 9);
  });
});

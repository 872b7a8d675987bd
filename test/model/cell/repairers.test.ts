import fc from '../../property.js';
import { reportCell } from '../../../src/model/cell/report.js';
import { accounts, cellOf, done, phase, product, told, unit, type SomeCell } from './cells.js';

const failure = (every: string, lasts: string) => ({ id: 'f', name: { en: 'f', fr: 'p' }, class: 'failure' as const, every, lasts });
const operator = { persons: { operator: 1 } };
const operators = (count: number): Record<string, number> => (count === 0 ? {} : { operator: count });
const crewOf = (persons: number) => [{ id: 'crew', skills: ['operator'], persons }];
const eachItsOwn = (ids: string[]) => ({
  products: ids.map((id) => product(`p${id}`, 1, [{ id }])),
  orders: ids.map((id) => ({ id, product: `p${id}`, batches: 1 })),
});

describe('who repairs a unit', () => {
  it('is its crew together with those who are free', () => {
    const cell = cellOf({
      teams: crewOf(2),
      units: [unit('a', { phases: [phase(60, operator)], stops: [failure('25 min', '10 min')], repair: { persons: { operator: 2 } } })],
      ...eachItsOwn(['a']),
    });
    const { facts, state } = told(cell, 2);
    expect(done(facts)).toEqual([[1, 80]]);
    expect(reportCell(cell, state).teams[0]!.busy).toBeCloseTo((80 + 20) / 240, 12);
  });

  it('is the crew of another unit that waits for a repair too, which goes on when they are back; who called first goes first', () => {
    const failing = (id: string, every: string) =>
      unit(id, { phases: [phase(60, operator)], stops: [failure(every, '10 min')], repair: { persons: { operator: 2 } } });
    const cell = cellOf({ teams: crewOf(2), units: [failing('a', '20 min'), failing('b', '23 min')], ...eachItsOwn(['a', 'b']) });
    const { facts, state } = told(cell, 3);
    expect(accounts(facts, 'a')).toEqual([
      ['execute', 0],
      ['down', 20], // with help from b, which fails at 23
      ['execute', 33],
      ['down', 53], // b called first
      ['execute', 96],
      ['idle', 116],
    ]);
    expect(accounts(facts, 'b')).toEqual([
      ['execute', 0],
      ['down', 23],
      ['execute', 63],
      ['down', 86],
      ['execute', 126], // with the operator of a, who is free from 116 on
      ['idle', 140],
    ]);
    expect([...state.busy, ...state.away]).toEqual([0, 0, 0]);
  });

  it('is the crew of the unit that loads it', () => {
    const cell = cellOf({
      teams: crewOf(1),
      units: [
        unit('fill', { phases: [phase(30, operator)] }),
        unit('dry', { phases: [phase(60)], stops: [failure('10 min', '5 min')], repair: { persons: { operator: 1 } } }),
      ],
      products: [product('x', 1, [{ id: 'fill', loads: true }, { id: 'dry' }])],
      orders: [{ id: 'o', product: 'x', batches: 1 }],
    });
    expect(accounts(told(cell, 1).facts, 'fill')).toEqual([
      ['execute', 0],
      ['blocked', 10],
      ['execute', 15],
      ['blocked', 25],
      ['execute', 30],
      ['idle', 40],
    ]);
  });

  it('keeps a unit that others have repaired waiting for its crew until they are back', () => {
    const cell = cellOf({
      teams: [...crewOf(2), { id: 'shop', skills: ['technician'], persons: 1 }],
      units: [
        unit('a', { phases: [phase(60, operator)], stops: [failure('20 min', '30 min')], repair: { persons: { operator: 2 } } }),
        unit('b', { phases: [phase(20, operator)], stops: [failure('15 min', '5 min')], repair: { persons: { technician: 1 } } }),
        unit('c', { phases: [phase(15)], stops: [failure('10 min', '20 min')], repair: { persons: { technician: 1 } } }),
      ],
      ...eachItsOwn(['a', 'b', 'c']),
    });
    const { facts } = told(cell, 1);
    expect(accounts(facts, 'b')).toEqual([
      ['execute', 0],
      ['down', 15], // the technician is at c until 30, its operator at a from 20 to 50
      ['persons', 35],
      ['execute', 50],
      ['idle', 55],
    ]);
    expect(accounts(facts, 'a').slice(0, 3)).toEqual([
      ['execute', 0],
      ['down', 20],
      ['execute', 50],
    ]);
  });
});

describe('whatever fails', () => {
  const minutes = (min: number, max: number) => fc.integer({ min, max }).map((n) => `${n} min`);
  const crowd: fc.Arbitrary<SomeCell> = fc
    .record({
      persons: fc.integer({ min: 1, max: 3 }),
      loads: fc.boolean(),
      units: fc.array(
        fc.record({
          need: fc.integer({ min: 0, max: 2 }),
          repair: fc.integer({ min: 1, max: 3 }),
          every: minutes(7, 60),
          lasts: minutes(1, 40),
          work: minutes(10, 60),
        }),
        { minLength: 2, maxLength: 4 },
      ),
    })
    .map(({ persons, loads, units }) => ({
      teams: crewOf(persons),
      units: units.map(({ need, repair, every, lasts, work }, i) =>
        unit(`u${i}`, {
          phases: [0, 1].map((k) => ({
            id: `p${k}`,
            lasts: work,
            persons: operators(Math.min(need, persons)),
          })),
          stops: [failure(every, lasts)],
          repair: { persons: { operator: Math.min(repair, persons) } },
        }),
      ),
      products: [
        product(
          'through',
          1,
          units.map((_, i) => ({ id: `u${i}`, loads: loads && i === 0 })),
        ),
        ...units.map((_, i) => product(`only${i}`, 1, [{ id: `u${i}` }])),
      ],
      orders: [{ id: 'all', product: 'through', batches: 3 }, ...units.map((_, i) => ({ id: `o${i}`, product: `only${i}`, batches: 3 }))],
    }));

  it('no repair is waited for without end, and everybody is free afterwards', () => {
    fc.assert(
      fc.property(crowd, (document) => {
        const { state, facts } = told(cellOf(document), 1000);
        expect(done(facts)).toHaveLength(3 + 3 * document.units.length);
        expect([...state.busy, ...state.away, ...state.held].filter((persons) => persons !== 0)).toEqual([]);
      }),
      { numRuns: 80, seed: 20261125 },
    );
  });
});

it('a slot more leaves the luck of the first', () => {
  const random = { dist: 'exponential' as const, mean: '30 min' };
  const cell = (slots: number) =>
    cellOf({
      units: [unit('a', { slots, phases: [{ id: 'p', lasts: random }], stops: [{ ...failure('1 h', '5 min'), every: random }] })],
      products: [product('x', 1, [{ id: 'a' }])],
      orders: [{ id: 'o', product: 'x', batches: 500 }],
    });
  const [one, two] = [told(cell(1), 48).facts, told(cell(2), 48).facts];
  expect(accounts(two, 'a/1')).toEqual(accounts(one, 'a'));
  expect(accounts(two, 'a/2')).not.toEqual(accounts(one, 'a'));
});

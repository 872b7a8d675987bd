import { accounts, begun, cellOf, done, phase, product, told, unit } from './cells.js';

const order = (batches: number, rest = {}) => ({ id: 'o1', product: 'a', batches, ...rest });

describe('the recipe of a batch', () => {
  it('phases run one after the other, those of the recipe instead of those of the unit, by batch, item and reject', () => {
    const cell = cellOf({
      units: [unit('mix', { phases: [phase(30), phase(15, { id: 'rest' })] }), unit('sort', { phases: [phase(99)] })],
      products: [
        product('a', 100, [
          { id: 'mix', yield: 0.9 },
          { id: 'sort', phases: [phase(0.1, { id: 'pass', per: 'item' }), phase(0.5, { id: 'again', per: 'reject' })] },
        ]),
      ],
      orders: [order(1)],
    });
    const { facts } = told(cell, 10);
    expect(facts.flatMap((f) => (f.kind === 'phase-begun' ? [[f.unit, f.phase, f.min]] : []))).toEqual([
      ['mix', 'run', 0],
      ['mix', 'rest', 30],
      ['sort', 'pass', 45],
      ['sort', 'again', 54],
    ]);
    expect(done(facts)).toEqual([[1, 59]]); // 90 items of 0.1 min, 10 rejects of 0.5 min
  });

  it('a step multiplies, recovers and rejects items', () => {
    const cell = cellOf({
      units: [unit('press', { phases: [phase(10)] }), unit('sort', { phases: [phase(10)] })],
      products: [
        product('a', 100, [
          { id: 'press', makes: 5, yield: 0.8 },
          { id: 'sort', recovers: 0.5, yield: 0.9 },
        ]),
      ],
      orders: [order(1)],
    });
    const { facts } = told(cell, 10);
    // 500 pressed, 400 good; half of the 100 others come back: 450 sorted, 405 good
    expect(facts.flatMap((f) => (f.kind === 'step-done' ? [[f.items, f.rejected]] : []))).toEqual([
      [400, 100],
      [405, 45],
    ]);
  });

  it('the parts of a batch are batches of their own, and come together again', () => {
    const cell = cellOf({
      stores: [{ id: 'shelf' }],
      units: [unit('mix', { phases: [phase(10)] }), unit('dry', { phases: [phase(20)] }), unit('blend', { phases: [phase(5)] })],
      products: [
        product('a', 100, [
          { id: 'mix', split: 3, store: 'shelf' },
          { id: 'dry', store: 'shelf' },
          { id: 'blend', merge: 3 },
        ]),
      ],
      orders: [order(1)],
    });
    const { facts } = told(cell, 10);
    expect(facts.flatMap((f) => (f.kind === 'batch-created' ? [[f.batch, f.items, f.parents]] : []))).toEqual([
      [1, 100, []],
      [2, 33, [1]],
      [3, 33, [1]],
    ]);
    expect(begun(facts)).toEqual([
      ['mix', 1, 0],
      ['dry', 1, 10],
      ['dry', 2, 30],
      ['dry', 3, 50],
      ['blend', 1, 70],
    ]);
    expect(facts.flatMap((f) => (f.kind === 'merged' ? [[f.batch, f.into, f.min]] : []))).toEqual([
      [2, 1, 70],
      [3, 1, 70],
    ]);
    expect(facts.at(-2)).toMatchObject({ kind: 'order-done', min: 75 });
    expect(facts.find(({ kind }) => kind === 'batch-done')).toMatchObject({ batch: 1, items: 100, min: 75 });
  });

  it('no part of a batch is without an item', () => {
    const cell = cellOf({
      units: [unit('mix', { phases: [phase(10)] })],
      products: [product('a', 2, [{ id: 'mix', split: 3 }])],
      orders: [order(1)],
    });
    const { facts } = told(cell, 1);
    expect(facts.flatMap((f) => (f.kind === 'batch-done' ? [[f.batch, f.items]] : []))).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('the parts of a last step are released each', () => {
    const cell = cellOf({
      releases: [{ id: 'file', record: '1 h' }],
      units: [unit('mix', { phases: [phase(10)] })],
      products: [product('a', 100, [{ id: 'mix', split: 2, release: 'file' }])],
      orders: [order(1)],
    });
    expect(done(told(cell, 2).facts)).toEqual([
      [1, 70],
      [2, 70],
    ]);
  });

  it('a batch goes back for rework, even into a store that is full', () => {
    const cell = cellOf({
      stores: [{ id: 'wide' }, { id: 'narrow', capacity: 1 }],
      units: [unit('mix', { phases: [phase(10)] }), unit('dry', { phases: [phase(10)] }), unit('pack', { phases: [phase(600)] })],
      products: [
        product('a', 100, [{ id: 'mix', store: 'wide' }, { id: 'dry', store: 'narrow', rework: { probability: 0.9995, from: 'mix' } }, { id: 'pack' }]),
        product('b', 100, [{ id: 'dry', store: 'narrow' }, { id: 'pack' }]),
      ],
      orders: [{ id: 'o2', product: 'b', batches: 2, priority: 0 }, order(1, { priority: 1, release: '2026-03-02T00:15' })],
      dispatch: 'priority',
    });
    const { facts, state } = told(cell, 1);
    // b: dry 0-10 and 10-20, one in pack, one in the narrow store; a: mix 15-25, dry 25-35, back beside it, mix 35-45 and so on
    expect(begun(facts)).toEqual([
      ['dry', 1, 0],
      ['dry', 2, 10],
      ['pack', 1, 10],
      ['mix', 3, 15],
      ['dry', 3, 25],
      ['mix', 3, 35],
      ['dry', 3, 45],
      ['mix', 3, 55],
    ]);
    expect(facts.flatMap((f) => (f.kind === 'reworked' ? [[f.batch, f.from, f.min]] : []))).toEqual([
      [3, 'mix', 35],
      [3, 'mix', 55],
    ]);
    expect(state.storeCount).toEqual(new Float64Array([0, 1]));
  });

  it('a batch is scrapped whole, or where nothing of it is left, and its order goes on without it', () => {
    const cell = cellOf({
      units: [unit('mix', { phases: [phase(10)] }), unit('dry', { phases: [phase(10)] })],
      products: [product('a', 4, [{ id: 'mix', scrap: 1 }]), product('b', 4, [{ id: 'dry', yield: 0.1 }])],
      orders: [order(2), { id: 'o2', product: 'b', batches: 1 }],
    });
    const { facts } = told(cell, 1);
    expect(facts.flatMap((f) => (f.kind === 'batch-lost' ? [[f.batch, f.items, f.why, f.min]] : []))).toEqual([
      [1, 4, 'scrap', 10],
      [3, 0, 'nothing-left', 10],
      [2, 4, 'scrap', 20],
    ]);
    expect(facts.flatMap((f) => (f.kind === 'order-done' ? [[f.id, f.lost, f.min]] : []))).toEqual([
      ['o2', 1, 10],
      ['o1', 2, 20],
    ]);
  });
});

describe('a unit that loads the next one', () => {
  const clean = { minor: { lasts: '20 min' }, major: { lasts: '1 h' } };

  it('runs only when the other one is clean, and hands its batch over at its end', () => {
    const cell = cellOf({
      units: [unit('mill', { phases: [phase(30)] }), unit('bin', { phases: [phase(15)], cleaning: clean })],
      products: [product('a', 10, [{ id: 'mill', loads: true }, { id: 'bin' }])],
      orders: [order(2)],
    });
    const { facts } = told(cell, 10);
    // the second batch stands on the mill from 45 on, which waits for the cleaning of the bin
    expect(accounts(facts, 'mill')).toEqual([
      ['execute', 0],
      ['starved', 30],
      ['blocked', 45],
      ['execute', 65],
      ['idle', 95],
    ]);
    expect(accounts(facts, 'bin')).toEqual([
      ['execute', 0],
      ['cleaning', 45],
      ['execute', 65],
      ['idle', 110],
    ]);
    expect(done(facts)).toEqual([
      [1, 45],
      [2, 110],
    ]);
  });

  it('rests while the other one is down, and the other way round', () => {
    const broken = (at: string, lasts: string) => [
      { id: 'jam', name: { en: 'jam', fr: 'jam' }, class: 'failure' as const, clock: 'time' as const, every: at, lasts },
    ];
    const cell = cellOf({
      units: [unit('mill', { phases: [phase(30)], stops: broken('25 min', '7 min') }), unit('bin', { phases: [phase(200)], stops: broken('10 min', '5 min') })],
      products: [product('a', 10, [{ id: 'mill', loads: true }, { id: 'bin' }])],
      orders: [order(1)],
    });
    const { facts } = told(cell, 0.75);
    // the clocks go on while a unit waits for the other: the bin is down 10-15, 25-30 and 40-45, the mill 25-32
    expect(accounts(facts, 'mill')).toEqual([
      ['execute', 0],
      ['blocked', 10],
      ['execute', 15],
      ['down', 25],
      ['execute', 32],
      ['blocked', 40],
      ['execute', 45],
    ]);
    expect(accounts(facts, 'bin')).toEqual([
      ['execute', 0],
      ['down', 10],
      ['execute', 15],
      ['down', 25],
      ['starved', 30],
      ['execute', 32],
      ['down', 40],
      ['execute', 45],
    ]);
  });

  it('frees the other one where its batch is lost', () => {
    const cell = cellOf({
      units: [unit('mill', { phases: [phase(30)] }), unit('bin', { phases: [phase(15)] })],
      products: [product('a', 10, [{ id: 'mill', loads: true, scrap: 1 }, { id: 'bin' }]), product('b', 10, [{ id: 'bin' }])],
      orders: [order(1), { id: 'o2', product: 'b', batches: 1, release: '2026-03-02T00:10' }],
    });
    const { facts, state } = told(cell, 1);
    expect(begun(facts)).toEqual([
      ['mill', 1, 0],
      ['bin', 2, 30],
    ]);
    expect(state.p.reserved).toEqual(new Float64Array([-1, -1]));
    expect(state.p.partner).toEqual(new Float64Array([-1, -1]));
  });
});

import { accounts, cellOf, day, phase, product, told, unit } from './cells.js';
import type { CellDocument } from '../../../src/contract/cell.js';

const minor = { lasts: '10 min' };
const major = { lasts: '60 min' };
type Cleaning = NonNullable<CellDocument['units'][number]['cleaning']>;

/** A unit of batches of half an hour; orders by product, batches and their release. */
function cleanedUnit(cleaning: Cleaning | undefined, orders: [string, number, string?][], rest: object = {}, cell: Partial<CellDocument> = {}) {
  return cellOf({
    calendars: [day('day')],
    units: [unit('a', { phases: [phase(30)], ...(cleaning ? { cleaning } : {}), ...rest })],
    products: [
      product('x', 1, [{ id: 'a' }], { attributes: { shade: 1, family: 'f' } }),
      product('y', 1, [{ id: 'a' }], { attributes: { shade: 2, family: 'f' } }),
      product('z', 1, [{ id: 'a' }], { attributes: { shade: 3, family: 'g' } }),
    ],
    orders: orders.map(([id, batches, release], i) => ({ id: `o${i}`, product: id, batches, ...(release ? { release } : {}) })),
    ...cell,
  });
}
const work = (cell: ReturnType<typeof cellOf>, hours: number) => accounts(told(cell, hours).facts, 'a');

describe('cleaning', () => {
  it('is minor between batches, and major after a campaign of two and before another product: A A A B', () => {
    const cell = cleanedUnit(
      { minor, major, campaign: { batches: 2 } },
      [
        ['x', 3],
        ['z', 1],
      ],
      { changeover: [{ differ: ['product'], clean: 'major' }] },
    );
    expect(work(cell, 10)).toEqual([
      ['execute', 0],
      ['cleaning', 30],
      ['execute', 40],
      ['cleaning', 70], // two batches: major
      ['execute', 130],
      ['cleaning', 160], // another product: major
      ['execute', 220],
      ['idle', 250],
    ]);
  });

  it('is major so long after the last major one', () => {
    const cell = cleanedUnit({ minor, major, campaign: { age: '75 min' } }, [['x', 4]]);
    // at 70 the last one is 70 min ago, at 110 it is 110 min
    expect(work(cell, 10)).toEqual([
      ['execute', 0],
      ['cleaning', 30],
      ['execute', 40],
      ['cleaning', 70],
      ['execute', 80],
      ['cleaning', 110],
      ['execute', 170],
      ['idle', 200],
    ]);
  });

  it('comes by itself when the dirty hold ends, and is not needed again before the next batch', () => {
    const cell = cleanedUnit({ minor, major, dirtyHold: '2 h' }, [
      ['x', 1],
      ['x', 1, '2026-03-02T05:00'],
    ]);
    expect(work(cell, 7)).toEqual([
      ['execute', 0],
      ['idle', 30],
      ['cleaning', 150],
      ['idle', 160],
      ['execute', 300],
      ['idle', 330],
    ]);
  });

  it('is major where the dirty hold ended over the weekend', () => {
    const cell = cleanedUnit({ minor, major, dirtyHold: '10 h' }, [['x', 1, '2026-03-06T13:00']], { calendar: 'day' });
    const [friday, monday] = [4 * 1440, 7 * 1440];
    expect(work(cell, 8 * 24).slice(-6)).toEqual([
      ['execute', friday + 780],
      ['idle', friday + 810],
      ['off', friday + 840],
      ['cleaning', monday + 360],
      ['idle', monday + 420],
      ['off', monday + 840],
    ]);
  });

  it('is done again where the clean hold is over, and only then', () => {
    const clean = (release: string) => work(cleanedUnit({ major, cleanHold: '3 h' }, [['x', 1, release]]), 10);
    expect(clean('2026-03-02T03:00')).toEqual([
      ['execute', 180],
      ['idle', 210],
    ]);
    expect(clean('2026-03-02T03:01')).toEqual([
      ['cleaning', 181],
      ['execute', 241],
      ['idle', 271],
    ]);
  });

  it('a batch that stays on its unit for its next step is not cleaned out of it, and is one batch of the campaign', () => {
    const cell = cellOf({
      units: [
        unit('a', { phases: [phase(30)], setUp: { lasts: '5 min' }, clearance: { lasts: '7 min' }, cleaning: { minor, major, campaign: { batches: 2 } } }),
      ],
      products: [
        product('x', 1, [
          { id: 'one', units: ['a'] },
          { id: 'two', units: ['a'] },
        ]),
      ],
      orders: [{ id: 'o', product: 'x', batches: 3 }],
    });
    expect(work(cell, 10)).toEqual([
      ['set-up', 0],
      ['execute', 5],
      ['clearance', 65],
      ['cleaning', 72],
      ['set-up', 82],
      ['execute', 87],
      ['clearance', 147],
      ['cleaning', 154], // major
      ['set-up', 214],
      ['execute', 219],
      ['idle', 279],
    ]);
  });
});

describe('changeover', () => {
  const rules = [
    { from: 'x', to: 'z', change: { lasts: '1 min' } },
    { equal: ['family'], up: 'shade', change: { lasts: '2 min' } },
    { equal: ['family'], down: 'shade', change: { lasts: '4 min' } },
    { differ: ['family'], clean: 'minor' as const, change: { lasts: '8 min' } },
  ];

  it.each([
    ['x', 'z', 1, 0],
    ['x', 'y', 2, 0],
    ['y', 'x', 4, 0],
    ['z', 'x', 8, 10],
    ['y', 'z', 8, 10],
    ['x', 'x', 0, 0],
  ])('from %s to %s lasts %i min by the first rule that fits, after %i min of cleaning', (from, to, change, clean) => {
    const cell = cleanedUnit(
      { major: minor },
      [
        [from, 1],
        [to, 1],
      ],
      { changeover: rules },
    );
    const spent = work(cell, 10);
    const of = (account: string) => spent.flatMap(([name, min], i) => (name === account ? [spent[i + 1]![1] - min] : [])).reduce((a, b) => a + b, 0);
    expect([of('changeover'), of('cleaning')]).toEqual([change, clean]);
  });

  it('line clearance, cleaning, changeover, set-up and the batch follow each other', () => {
    const cell = cleanedUnit(
      { minor, major },
      [
        ['x', 1],
        ['y', 1],
      ],
      {
        clearance: { lasts: '3 min' },
        setUp: { lasts: '5 min' },
        changeover: [{ differ: ['product'], change: { lasts: '7 min' } }],
      },
    );
    expect(work(cell, 10)).toEqual([
      ['set-up', 0],
      ['execute', 5],
      ['clearance', 35],
      ['cleaning', 38],
      ['changeover', 48],
      ['set-up', 55],
      ['execute', 60],
      ['idle', 90],
    ]);
  });
});

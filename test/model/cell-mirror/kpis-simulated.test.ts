import type { LedgerRow, LotRecord, MeasuredAccount } from '../../../src/contract/cell-view.js';
import type { CompiledCell } from '../../../src/model/cell/compile.js';
import type { CellFact } from '../../../src/model/cell/facts.js';
import { reportCell } from '../../../src/model/cell/report.js';
import { kpisOf } from '../../../src/model/cell-mirror/kpis.js';
import { cellOf, day, HOUR, MONDAY_US, phase, product, told, unit } from '../cell/cells.js';
import { lot, row, WEEK } from './ledger.js';

const stop = { id: 'jam', name: { en: 'jam', fr: 'jam' }, class: 'failure' as const, every: { dist: 'exponential' as const, mean: '90 min' }, lasts: '7 min' };
const cell = cellOf({
  calendars: [day('day')],
  units: [
    unit('mixer', {
      calendar: 'day',
      phases: [phase(20), { ...phase(0.01), id: 'each', per: 'item' }],
      cleaning: { major: { lasts: '9 min' } },
      stops: [stop],
    }),
    unit('sorter', { slots: 2, phases: [phase(45), { ...phase(0.02), id: 'again', per: 'reject' }], setUp: { lasts: '3 min' }, stops: [stop] }),
  ],
  stores: [{ id: 'shelf' }, { id: 'again' }],
  products: [
    product('alpha', 700, [
      { id: 'mix', units: ['mixer'], yield: 0.93, store: 'shelf' },
      { id: 'sort', units: ['sorter'], recovers: 0.5, yield: 0.97, rework: { probability: 0.2, from: 'mix' }, store: 'again' },
    ]),
    product('beta', 300, [
      { id: 'mix', units: ['mixer'], yield: 0.9, store: 'shelf' },
      { id: 'sort', units: ['sorter'], phases: [phase(11)] },
    ]),
  ],
  demand: ['alpha', 'beta'].map((id) => ({ id, product: id, batches: 1, every: '50 min' })),
});

/** The books of a simulated week as a mirror would keep them. */
function booksOf(cell: CompiledCell, facts: readonly CellFact[], toUs: number): { rows: LedgerRow[]; lots: LotRecord[] } {
  const rows: LedgerRow[] = [];
  const lots = new Map<number, LotRecord>();
  const doing = new Map(cell.places.map(({ id, calendar }) => [id, { account: calendar < 0 ? 'idle' : 'off', sinceUs: MONDAY_US }]));
  const source = (place: string) => place.replace('/', '.');
  const spend = (place: string, untilUs: number) => {
    const at = doing.get(place);
    if (at) rows.push(row(source(place), { timeS: { [at.account as MeasuredAccount]: (untilUs - at.sinceUs) / 1e6 } }));
  };
  for (const fact of facts) {
    if (fact.kind === 'account') {
      spend(fact.unit, fact.atUs);
      doing.set(fact.unit, { account: fact.account, sinceUs: fact.atUs });
    } else if (fact.kind === 'batch-created') lots.set(fact.batch, lot(`L${fact.batch}`, fact.product, [], { outcome: null }));
    else if (fact.kind === 'step-begun') {
      const begun = {
        step: fact.step,
        source: source(fact.unit),
        fromUs: fact.atUs,
        toUs: null,
        itemsIn: fact.items,
        good: null,
        rejected: null,
        phases: [],
        kwh: {},
        utilities: {},
      };
      lots.get(fact.batch)!.steps.push(begun);
    } else if (fact.kind === 'step-done') {
      const record = lots.get(fact.batch)!;
      Object.assign(record.steps.at(-1)!, { toUs: fact.atUs, good: fact.items, rejected: fact.rejected });
      const counts = { processed: fact.items + fact.rejected, rejected: fact.rejected };
      rows.push(row(source(fact.unit), { lot: record.lot, product: record.product, step: fact.step, ...counts }));
    }
  }
  for (const place of doing.keys()) spend(place, toUs);
  expect(cell.definition.products.every(({ id }) => [...lots.values()].some((record) => record.product === id))).toBe(true);
  return { rows, lots: [...lots.values()] };
}

it('of a measured week are those that the simulated cell reports of itself', () => {
  const { state, facts } = told(cell, 5 * 24);
  const toUs = MONDAY_US + 5 * 24 * HOUR;
  const { rows, lots } = booksOf(cell, facts, toUs);
  const report = reportCell(cell, state);
  const groups = kpisOf(cell, rows, lots, { ...WEEK, by: 'source' });
  expect(groups.map(({ key }) => key.source)).toEqual(['mixer', 'sorter.1', 'sorter.2']);
  groups.forEach((group, i) => {
    const { elements, kpis, accountS } = report.units[i]!;
    const { PRI, waiting, ...times } = group.elements!;
    const { PRI: ideal, ...reported } = elements;
    expect(elements.PQ).toBeGreaterThan(1000);
    for (const [name, value] of Object.entries(reported)) expect([name, times[name as keyof typeof times]]).toEqual([name, expect.closeTo(value, 4)]);
    expect(PRI).toBeCloseTo(ideal, 9);
    expect(waiting).toBeCloseTo(accountS.starved + accountS.blocked + accountS.persons + accountS.utility, 4);
    const value = (id: string) => group.kpis.find((one) => one.id === id)!.value;
    expect([value('availability'), value('effectiveness'), value('quality')]).toEqual([
      expect.closeTo(kpis.availability!, 9),
      expect.closeTo(kpis.effectiveness!, 9),
      expect.closeTo(kpis.qualityRatio!, 9),
    ]);
  });
});

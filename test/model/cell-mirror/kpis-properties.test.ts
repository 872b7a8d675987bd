import fc from '../../property.js';
import { CellKpiGroup, CELL_KPI_GROUPINGS, type CellKpi } from '../../../src/contract/cell-kpi.js';
import { MEASURED_ACCOUNTS, type LedgerRow, type LotRecord } from '../../../src/contract/cell-view.js';
import { sourcesOf } from '../../../src/model/cell-mirror/kpi/sources.js';
import { ask, CELL, lot, row, shiftOf, step, WEEK } from './ledger.js';

const SOURCES = [...sourcesOf(CELL).keys()];
const LOTS = ['A1', 'A2', 'B1', null] as const;
const productOf = (name: string | null) => (name === null ? null : name.startsWith('A') ? 'alpha' : 'beta');
const maybeZero = fc.constantFrom(0, 0, 1, 1);

const rowOf: fc.Arbitrary<LedgerRow> = fc
  .record({
    source: fc.constantFrom(...SOURCES),
    day: fc.integer({ min: 0, max: 4 }),
    within: fc.boolean(),
    lot: fc.constantFrom(...LOTS),
    step: fc.constantFrom('mix', 'dry', 'pack', null),
    timeS: fc.dictionary(fc.constantFrom(...MEASURED_ACCOUNTS), fc.integer({ min: 0, max: 9000 }), { maxKeys: 6 }),
    kwh: fc.dictionary(
      fc.constantFrom(...MEASURED_ACCOUNTS),
      fc.dictionary(fc.constantFrom('electricity', 'heat'), fc.integer({ min: 0, max: 500 }), { maxKeys: 2 }),
      { maxKeys: 3 },
    ),
    processed: fc.integer({ min: 0, max: 2000 }),
    rejected: fc.integer({ min: 0, max: 40 }),
    made: maybeZero,
    stops: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ day, within, made, ...rest }) => {
    const unit = /^(utilities|zones)/.test(rest.source)
      ? { lot: null, step: null, processed: 0, rejected: 0 }
      : { processed: made * (rest.rejected + rest.processed) };
    const one = { ...rest, minorStops: rest.stops, ...unit };
    return row(one.source, {
      ...one,
      rejected: one.processed === 0 ? 0 : one.rejected,
      product: productOf(one.lot),
      shift: within ? 'day' : null,
      shiftFromUs: shiftOf(day) + (within ? 0 : 8 * 3600e6),
    });
  });

/** One row for each source, shift, lot and step, as a ledger has them. */
const ledger = fc.uniqueArray(rowOf, {
  maxLength: 40,
  selector: ({ source, shiftFromUs, lot: name, step: of }) => JSON.stringify([source, shiftFromUs, name, of]),
});

const stepOf = fc
  .record({
    from: fc.integer({ min: 0, max: 5000 }),
    lasts: fc.option(fc.integer({ min: 0, max: 2000 })),
    air: fc.integer({ min: 0, max: 50 }),
    items: fc.integer({ min: 0, max: 1000 }),
  })
  .chain(({ from, lasts, air, items }) =>
    fc
      .constantFrom(['mix', 'mixer'] as const, ['dry', 'dryer.1'] as const, ['dry', 'dryer.2'] as const, ['pack', 'line'] as const)
      .map(([id, source]) =>
        step(id, source, from, lasts === null ? null : from + lasts, { itemsIn: items, good: items, rejected: 5, utilities: air > 0 ? { air } : {} }),
      ),
  );
const lots: fc.Arbitrary<LotRecord[]> = fc.tuple(
  ...LOTS.filter((name) => name !== null).map((name) =>
    fc
      .record({ steps: fc.array(stepOf, { maxLength: 4 }), done: fc.boolean() })
      .map(({ steps, done }) => lot(name, productOf(name), steps, { outcome: done ? 'done' : null })),
  ),
);

/** The value of a formula as a reader works it out from its text and the values of its terms. */
function workOut({ formula, terms }: CellKpi): number | null {
  const values = new Map(terms.map(({ symbol, value }) => [symbol, value]));
  if ([...values.values()].includes(null)) return null;
  const [over, under] = formula.split(' / ').map((side) => {
    const inner = side.startsWith('(') && side.endsWith(')') && !side.includes(') *') ? side.slice(1, -1) : side;
    const factor = (text: string) =>
      text
        .replace(/[()]/g, '')
        .split(' + ')
        .reduce((sum, symbol) => sum + (values.get(symbol) ?? Number(symbol)), 0);
    return inner.split(' * ').reduce((product, text) => product * factor(text), 1);
  }) as [number, number];
  return under > 0 ? over / under : null;
}

const sum = (groups: readonly CellKpiGroup[], of: (group: CellKpiGroup) => number) => groups.reduce((total, group) => total + of(group), 0);
/** Without expect, which takes longer than the sums. */
function near(a: number, b: number): void {
  if (!(Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)))) throw new Error(`${a} is not ${b}`);
}
/** Figures that add up over groups that are measured at the same unit. */
const ADDING: ((group: CellKpiGroup) => number)[] = [
  ({ windowS }) => windowS,
  ...(['PBT', 'APT', 'AUST', 'ADET', 'ADOT', 'PDOT', 'unknown', 'waiting', 'PQ', 'GQ', 'RQ'] as const).map(
    (element) => (group: CellKpiGroup) => group.elements?.[element] ?? 0,
  ),
  ({ counts }) => counts.stops,
  ({ counts }) => counts.batches,
  (group) => group.kpis.find(({ id }) => id === 'trs')?.terms[0]!.value ?? 0,
  ({ energy }) => energy.totalKwh,
  ({ energy }) => energy.utilitiesKwh,
  ({ energy }) => energy.zonesKwh,
  ({ energy }) => energy.byCarrierKwh['heat'] ?? 0,
  ({ energy }) => energy.byAccountKwh.execute ?? 0,
];

describe('KPIs of any ledger', () => {
  const RUNS = { numRuns: 60 };
  it('add up to those of the cell by shift, lot and product, and their energy by source', () => {
    fc.assert(
      fc.property(ledger, lots, (rows, records) => {
        const cell = ask(rows, records, { by: 'cell' });
        for (const by of ['shift', 'lot', 'product'] as const) {
          const groups = ask(rows, records, { by });
          for (const figure of ADDING) near(sum(groups, figure), sum(cell, figure));
        }
        const sources = ask(rows, records, { by: 'source' }).filter(({ key }) => !/^line\./.test(key.source!));
        const metered = rows.some(
          ({ source, kwh }) => source === 'line' && Object.values(kwh).some((carriers) => Object.values(carriers).some((value) => value > 0)),
        );
        if (metered)
          near(
            sum(sources, ({ energy }) => energy.totalKwh),
            sum(cell, ({ energy }) => energy.totalKwh),
          );
      }),
      RUNS,
    );
  });

  it('add up over windows that touch', () => {
    fc.assert(
      fc.property(ledger, fc.constantFrom('unit' as const, 'source' as const), fc.integer({ min: WEEK.fromUs, max: WEEK.toUs }), (rows, by, cutUs) => {
        const whole = ask(rows, [], { by });
        const parts = [...ask(rows, [], { by, toUs: cutUs }), ...ask(rows, [], { by, fromUs: cutUs })];
        for (const group of whole) {
          const own = parts.filter(({ key }) => JSON.stringify(key) === JSON.stringify(group.key));
          // Which meter or machine is heard at all is a matter of the whole window.
          if (own.every(({ measuredAt }) => measuredAt.join() === group.measuredAt.join()))
            near(
              sum(own, ({ windowS }) => windowS),
              group.windowS,
            );
        }
      }),
      RUNS,
    );
  });

  it('spend the window of every source on its accounts, and its known time on four elements and planned down time', () => {
    fc.assert(
      fc.property(ledger, (rows) => {
        for (const { key, windowS, accountsS, elements, unknownShare } of ask(rows, [], { by: 'source' })) {
          if (elements === null) continue;
          const measured = rows.filter(({ source }) => source === key.source).flatMap(({ timeS }) => Object.values(timeS));
          expect(windowS).toBe(measured.reduce((total, s) => total + s, 0));
          expect(Object.values(accountsS).reduce((total, s) => total + s, 0)).toBe(windowS);
          expect(elements.APT + elements.AUST + elements.ADET + elements.ADOT).toBe(elements.PBT);
          expect(elements.PBT + elements.PDOT + elements.unknown).toBe(windowS);
          expect(unknownShare).toBe(windowS > 0 ? elements.unknown / windowS : null);
        }
      }),
      RUNS,
    );
  });

  it('are worked out by any reader from their terms, and each term from its parts; 0/0 is null', () => {
    fc.assert(
      fc.property(ledger, lots, fc.constantFrom(...CELL_KPI_GROUPINGS), (rows, records, by) => {
        for (const group of ask(rows, records, { by })) {
          for (const one of group.kpis) {
            const value = workOut(one);
            if (value === null) expect(one.value).toBeNull();
            else near(one.value!, value);
            for (const term of one.terms) if (term.value !== null) near(sumParts(term.parts), term.value);
          }
        }
      }),
      RUNS,
    );
  });

  it('do not depend on the order of rows and lots', () => {
    const shuffled = fc
      .tuple(ledger, lots)
      .chain(([rows, records]) =>
        fc.tuple(
          fc.constant(rows),
          fc.constant(records),
          fc.shuffledSubarray(rows, { minLength: rows.length }),
          fc.shuffledSubarray(records, { minLength: records.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...CELL_KPI_GROUPINGS), ([rows, records, otherRows, otherRecords], by) => {
        expect(ask(otherRows, otherRecords, { by })).toEqual(ask(rows, records, { by }));
      }),
      RUNS,
    );
  });

  it('keep to their contract, and leave what they were given as it was', () => {
    fc.assert(
      fc.property(ledger, lots, fc.constantFrom(...CELL_KPI_GROUPINGS), (rows, records, by) => {
        const before = JSON.stringify([rows, records]);
        for (const group of ask(rows, records, { by })) CellKpiGroup.parse(JSON.parse(JSON.stringify(group)));
        expect(JSON.stringify([rows, records])).toBe(before);
      }),
      RUNS,
    );
  });
});

const sumParts = (parts: CellKpi['terms'][number]['parts']) => parts.reduce((total, { value }) => total + value, 0);

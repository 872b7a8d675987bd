import type { CellKpi, CellKpiGroup, CellKpiQuery } from '../../../src/contract/cell-kpi.js';
import type { LedgerRow, LotRecord, LotStep } from '../../../src/contract/cell-view.js';
import { kpisOf } from '../../../src/model/cell-mirror/kpis.js';
import { cellOf, day, HOUR, MIN, MONDAY_US, phase, product, unit } from '../cell/cells.js';

export const DAY_US = 24 * HOUR;
/** Begin of the shift of that day (0: Monday); it lasts eight hours. */
export const shiftOf = (number: number) => MONDAY_US + number * DAY_US + 6 * HOUR;
export const WEEK = { fromUs: MONDAY_US, toUs: MONDAY_US + 7 * DAY_US };

const station = (id: string, item: string, rate: string, rest: object = {}) => ({
  id,
  type: 'machine',
  name: { en: id, fr: id },
  item,
  rate,
  power: { standby: '1 kW' as const, idle: '1 kW' as const, execute: '4 kW' as const },
  ...rest,
});

/** A mixer, two dryers and a line of filler, packer (the slowest: 8 boxes/min) and labeller, for two products. */
export const CELL = cellOf({
  calendars: [day('day')],
  carriers: [{ id: 'electricity' }, { id: 'heat' }],
  utilities: [{ id: 'air', unit: 'Nm3', energy: { electricity: 0.1 } }],
  zones: [{ id: 'solids', calendar: 'day', fan: '10 kW' }],
  units: [
    unit('mixer', { calendar: 'day', zone: 'solids', phases: [phase(60)] }),
    unit('dryer', { calendar: 'day', slots: 2, zone: 'solids', phases: [phase(10), { ...phase(0.1), id: 'each', per: 'item' }] }),
    unit('line', {
      calendar: 'day',
      flow: {
        stations: [
          station('filler', 'bottle', '200 /min', { rejects: 0.01, buffer: { capacity: 100 } }),
          station('packer', 'box', '8 /min', { takes: 20, buffer: { capacity: 100 } }),
          station('labeller', 'box', '12 /min'),
        ],
      },
    }),
  ],
  products: [
    product('alpha', 1000, [
      { id: 'mix', units: ['mixer'] },
      { id: 'dry', units: ['dryer'], yield: 0.9 },
      { id: 'pack', units: ['line'] },
    ]),
    product('beta', 500, [
      { id: 'mix', units: ['mixer'], phases: [phase(20)] },
      { id: 'pack', units: ['line'] },
    ]),
  ],
});

export const row = (source: string, rest: Partial<LedgerRow> = {}): LedgerRow => ({
  source,
  shiftFromUs: shiftOf(0),
  shift: 'day',
  lot: null,
  product: null,
  step: null,
  timeS: {},
  kwh: {},
  processed: 0,
  rejected: 0,
  stops: 0,
  minorStops: 0,
  causedS: {},
  ...rest,
});

/** A step from one minute of Monday's shift to another. */
export const step = (id: string, source: string, fromMin: number, toMin: number | null, rest: Partial<LotStep> = {}): LotStep => ({
  step: id,
  source,
  fromUs: shiftOf(0) + fromMin * MIN,
  toUs: toMin === null ? null : shiftOf(0) + toMin * MIN,
  itemsIn: null,
  good: null,
  rejected: null,
  phases: [],
  kwh: {},
  utilities: {},
  ...rest,
});

export const lot = (name: string, productId: string | null, steps: LotStep[], rest: Partial<LotRecord> = {}): LotRecord => ({
  lot: name,
  product: productId,
  order: null,
  items: null,
  begunUs: steps[0]?.fromUs ?? null,
  endedUs: steps.at(-1)?.toUs ?? null,
  outcome: 'done',
  why: null,
  good: null,
  parents: [],
  children: [],
  steps,
  stays: [],
  tests: [],
  ...rest,
});

export const ask = (rows: LedgerRow[], lots: LotRecord[], query: Partial<CellKpiQuery> & Pick<CellKpiQuery, 'by'>): CellKpiGroup[] =>
  kpisOf(CELL, rows, lots, { ...WEEK, ...query });

export const kpi = (group: CellKpiGroup, id: string): CellKpi => group.kpis.find((one) => one.id === id)!;
export const valueOf = (group: CellKpiGroup, id: string): number | null => kpi(group, id).value;
/** Values of the terms of an indicator by symbol. */
export const termsOf = (group: CellKpiGroup, id: string) => Object.fromEntries(kpi(group, id).terms.map(({ symbol, value }) => [symbol, value]));

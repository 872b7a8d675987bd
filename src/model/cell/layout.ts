import { ACCOUNTS } from '../../contract/cell-view.js';
import type { LineState } from '../layout.js';
import { METER_FIELDS } from '../meter.js';
import type { CellFact } from './facts.js';
import type { LoadRecord } from './load.js';

export type Account = (typeof ACCOUNTS)[number];
const numbered = <Name extends string>(names: readonly Name[]) => Object.fromEntries(names.map((name, i) => [name, i])) as Record<Name, number>;
export const ACCOUNT = numbered(ACCOUNTS);

/** Where a place stands with its work, in the order in which a batch goes through them. */
export const STAGE = {
  idle: 0,
  waking: 1,
  maintenance: 2,
  clearance: 3,
  cleaning: 4,
  changeover: 5,
  setUp: 6,
  startUp: 7,
  loading: 8,
  phases: 9,
  production: 10,
  done: 11,
} as const;

/** What an activity waits for before it begins; turn: for the end of the instant, when those who wait longer go first. */
export const WAITS = { no: 0, persons: 1, utility: 2, receiver: 3, turn: 4 } as const;
/** Whether a place works: halted is a no that holds for what is under way too. */
export const OPEN = { halted: -1, no: 0, yes: 1 } as const;
export const REPAIR = { none: 0, call: 1, response: 2, work: 3 } as const;

/** Fields of a place (a slot of a unit). Times in us. */
export const PLACE_FIELDS = [
  'stage',
  'need', // bits of the stages that its work still needs
  'activity', // number of the activity under way, -1 none
  'phase', // number of the phase within the recipe
  'factor', // items that the activity counts, 1 where it is per batch
  'batch', // row of its batch, -1 none
  'reserved', // row of the batch that it prepares for, -1 none
  'partner', // place that it feeds or is fed by, -1 none
  'holdsRoom', // store in which it has reserved a place for its batch, -1 none
  'waits',
  'waitsSince',
  'work', // whole time of the activity
  'left', // of it
  'runs', // 1: its activity goes on now
  'down', // law at work: its number in the place plus one
  'repair',
  'repairWork',
  'repairLeft',
  'repairRuns',
  'calledUs', // since when it waits for those who repair it
  'lentTo', // place at whose repair persons of its crew help, -1 none
  'product', // last product, -1 none
  'soiled',
  'soiledSince',
  'cleanSince',
  'campaignBatches',
  'campaignSince',
  'majorNext', // 1: the cleaning to come is a major one
  'change', // changeover activity to come, -1 none
  'upkeep', // maintenance under way
  'asleep',
  'idleSince',
  'open',
  'account',
  'kw',
  'rejectedItems', // by start-up
  'outMark', // what its flow segment had made when the batch began
  'outKnown', // good items of the batch that were counted, not simulated
] as const;
export type PlaceField = (typeof PLACE_FIELDS)[number];

/** Sums of a place since the account was opened. */
export const PLACE_SUMS = ['batches', 'itemsIn', 'itemsGood', 'itemsRejected', 'idealS', 'stops', 'minorStops'] as const;
export const PLACE_SUM = numbered(PLACE_SUMS);

export const BATCH = {
  status: 0,
  serial: 1,
  product: 2,
  order: 3, // row of its order
  step: 4,
  items: 5,
  rejected: 6, // by the last step [items after it]
  store: 7,
  place: 8,
  since: 9,
  born: 10,
  begun: 11,
  reserved: 12, // place that prepares for it, -1 none
  lab: 13, // 3 times the test, plus LAB; -1 finished
  labWork: 14,
  labFrom: 15,
  labTeam: 16,
  record: 17,
  recordWork: 18,
  recordFrom: 19,
  links: 20, // three: of the heap in which it waits; of a free row the first is the next free one
} as const;
export const BATCH_FIELDS = 23;
/** Timers of a batch: laboratory, record, hold limit. */
export const BATCH_TIMERS = 3;
export const STATUS = { free: 0, waiting: 1, placed: 2, held: 3 } as const;
export const LAB = { waits: 0, work: 1, incubation: 2 } as const;
export const RECORD = { done: 0, review: 1, deviation: 2 } as const;

export const ORDER = {
  used: 0,
  serial: 1,
  source: 2,
  product: 3,
  releasedUs: 4,
  dueUs: 5,
  open: 6, // batches that have not come to their end
  priority: 7,
  lost: 8,
  unbegun: 9, // batches that no unit has taken: they have no row yet
  nextSerial: 10, // of the first of them
  links: 11, // three: of the heap in which it waits; of a free row the first is the next free one
} as const;
export const ORDER_FIELDS = 14;

/** Sums of the cell since the account was opened; then, by product, PRODUCT_SUMS. */
export const CELL_SUMS = ['ordersDone', 'ordersLate', 'lateUs', 'latestUs', 'holdBreaches', 'deviations'] as const;
export const CELL_SUM = numbered(CELL_SUMS);
export const PRODUCT_SUMS = ['begun', 'done', 'items', 'lost', 'lostItems', 'leadUs', 'reworks'] as const;
export const PRODUCT_SUM = numbered(PRODUCT_SUMS);

/** Times, numbers given, batches that have a row, orders of the plan that are out; then of both tables the rows ever used and the first free one. */
export const CLOCK = {
  at: 0,
  settled: 1,
  opened: 2,
  serial: 3,
  orderSerial: 4,
  inProcess: 5,
  ordersOut: 6,
  batchRows: 7,
  freeBatch: 8,
  orderRows: 9,
  freeOrder: 10,
  /** 1: good items come by chance of rejects; 0: as many as on average */
  chance: 11,
} as const;

/** Of a step, what its losses were in the past, as times that of the file: degrees of freedom (0: not known), mean, spread of the next one. */
export const LOSS = { degrees: 0, mean: 1, spread: 2 } as const;
export const LOSS_FIELDS = 3;

export interface CellCounts {
  places: number;
  laws: number;
  upkeeps: number;
  teams: number;
  utilities: number;
  carriers: number;
  zones: number;
  calendars: number;
  demands: number;
  orders: number;
  steps: number;
  stores: number;
  products: number;
  tests: number;
  streams: number;
}

/** The simulated state of a cell: plain numbers, all of one fixed block but the batches and orders, whose tables grow. */
export interface CellState {
  layout: string;
  bytes: Uint8Array;
  clock: Float64Array;
  /** calendars, outages, orders, demand, zones, places (work), places (stops), places (idle): the order of priority at one instant */
  timers: Float64Array;
  /** PLACE_FIELDS, each over all places */
  place: Float64Array;
  /** the same by name */
  p: Record<PlaceField, Float64Array>;
  placeSums: Float64Array;
  /** time in each account, by place [us] */
  spent: Float64Array;
  /** the same for electricity [kWh] */
  energy: Float64Array;
  age: Float64Array;
  due: Float64Array;
  /** time on the clock of each maintenance since it was last done [us] */
  upkeep: Float64Array;
  /** persons of each team at work, by place: its crew, then those who repair it */
  held: Float64Array;
  /** of them, those of a crew who help at the repair of another place */
  away: Float64Array;
  present: Float64Array;
  busy: Float64Array;
  /** time integral of persons at work and present [person us] */
  busyUs: Float64Array;
  presentUs: Float64Array;
  /** draw of each utility by place [unit/h], and what is reserved of it */
  draw: Float64Array;
  reserved: Float64Array;
  /** used since the account was opened [unit] */
  used: Float64Array;
  /** by carrier: energy [kWh], then METER_FIELDS */
  meter: Float64Array;
  carrierKwh: Float64Array;
  /** 1 where the calendar of a zone wants production mode; share of its flow; its energy: fan, cooling, heat [kWh] */
  zoneCalls: Float64Array;
  zoneFlow: Float64Array;
  zoneKwh: Float64Array;
  working: Float64Array;
  /** end of each order of the plan, NEVER before; of one that was out when a simulation began from a situation the instant of that */
  orderDone: Float64Array;
  storeCount: Float64Array;
  storeReserved: Float64Array;
  /** batches at each step, and those that wait there */
  atStep: Float64Array;
  waitingAt: Float64Array;
  /** tops of heaps: batches that wait at each step, orders of each product with batches to begin, batches that wait for each test */
  stepTops: Float64Array;
  orderTops: Float64Array;
  testTops: Float64Array;
  /** LOSS_FIELDS by step */
  loss: Float64Array;
  sums: Float64Array;
  productSums: Float64Array;
  words: Uint32Array;
  /** tables of BATCH_FIELDS, BATCH_TIMERS and ORDER_FIELDS; the tournament of the timers is as long as they */
  batches: Float64Array;
  batchTimers: Float64Array;
  batchNext: Float64Array;
  orders: Float64Array;
  /** of the flow segments */
  lines: LineState[];
  /** is told what happens; not part of the state */
  watch: ((fact: CellFact) => void) | null;
  /** takes down the load; not part of the state */
  load: LoadRecord | null;
}

type Table = 'batches' | 'batchTimers' | 'batchNext' | 'orders';
type Numbers = Exclude<{ [Key in keyof CellState]: CellState[Key] extends Float64Array ? Key : never }[keyof CellState], Table>;

function lengths(n: CellCounts): Record<Numbers, number> {
  return {
    clock: Object.keys(CLOCK).length,
    timers: n.calendars + 2 + n.demands + n.zones + 3 * n.places,
    place: PLACE_FIELDS.length * n.places,
    placeSums: PLACE_SUMS.length * n.places,
    spent: ACCOUNTS.length * n.places,
    energy: ACCOUNTS.length * n.places,
    age: n.laws,
    due: n.laws,
    upkeep: n.upkeeps,
    held: 2 * n.teams * n.places,
    away: n.teams * n.places,
    present: n.teams,
    busy: n.teams,
    busyUs: n.teams,
    presentUs: n.teams,
    draw: n.utilities * n.places,
    reserved: n.utilities * n.places,
    used: n.utilities,
    meter: METER_FIELDS * n.carriers,
    carrierKwh: n.carriers,
    zoneCalls: n.zones,
    zoneFlow: n.zones,
    zoneKwh: 3 * n.zones,
    working: n.calendars,
    orderDone: n.orders,
    storeCount: n.stores,
    storeReserved: n.stores,
    atStep: n.steps,
    waitingAt: n.steps,
    stepTops: n.steps,
    orderTops: n.products,
    testTops: n.tests,
    loss: LOSS_FIELDS * n.steps,
    sums: CELL_SUMS.length,
    productSums: PRODUCT_SUMS.length * n.products,
  };
}

/** Views over a fresh block of zeros. */
export function viewCell(layout: string, counts: CellCounts, lines: LineState[], rows: { batches: number; orders: number }): CellState {
  const shape = Object.entries(lengths(counts)) as [Numbers, number][];
  const doubles = shape.reduce((sum, [, length]) => sum + length, 0);
  const buffer = new ArrayBuffer(8 * doubles + 4 * 4 * counts.streams);
  let offset = 0;
  const views = Object.fromEntries(
    shape.map(([name, length]) => {
      const view = new Float64Array(buffer, offset, length);
      offset += 8 * length;
      return [name, view];
    }),
  ) as Record<Numbers, Float64Array>;
  return {
    layout,
    bytes: new Uint8Array(buffer),
    ...views,
    p: Object.fromEntries(PLACE_FIELDS.map((field, i) => [field, views.place.subarray(i * counts.places, (i + 1) * counts.places)])) as CellState['p'],
    words: new Uint32Array(buffer, offset),
    batches: new Float64Array(BATCH_FIELDS * rows.batches),
    batchTimers: new Float64Array(BATCH_TIMERS * rows.batches),
    batchNext: new Float64Array(BATCH_TIMERS * rows.batches),
    orders: new Float64Array(ORDER_FIELDS * rows.orders),
    lines,
    watch: null,
    load: null,
  };
}

/** The views of a state by name, as they go into a snapshot. */
export function cellViews(state: CellState): [string, Float64Array | Uint32Array][] {
  return Object.entries(state).filter(([name, view]) => name !== 'bytes' && (view instanceof Float64Array || view instanceof Uint32Array)) as [
    string,
    Float64Array | Uint32Array,
  ][];
}

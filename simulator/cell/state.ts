import type { CellDefinition } from '../../src/contract/cell.js';
import type { Luck } from './luck.js';
import type { Incident } from './incident.js';
import type { PackmlPlace } from './packml.js';
import type { Cell, Place } from './truth.js';

export type Value = number | string | boolean;

/** What a unit is at, in this order before and with a batch. */
export const STAGES = [
  'idle',
  'waking',
  'maintenance',
  'clearance',
  'cleaning',
  'changeover',
  'set-up',
  'start-up',
  'loading',
  'phases',
  'production',
  'done',
] as const;
export type Stage = (typeof STAGES)[number];

/** What a unit is seen to do. */
export const CONDITIONS = [
  'off',
  'maintenance',
  'down',
  'minor-stop',
  'persons',
  'utility',
  'excursion',
  'blocked',
  'starved',
  'standby',
  'idle',
  'waking',
  'clearance',
  'cleaning',
  'changeover',
  'set-up',
  'start-up',
  'execute',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A stop under way. `law` is its number among those of the machine; -1: by an incident. */
export interface Stop {
  law: number;
  failure: boolean;
  repair: 'call' | 'way' | 'work';
  leftS: number;
  /** Length of the work where it is known before it begins [s]. */
  worksS: number | null;
}

/** A machine of a flow segment. */
export interface MachineState extends PackmlPlace {
  wants: 'run' | 'starved' | 'blocked';
  stop: Stop | null;
  untilStopS: number[];
  asleep: boolean;
  waitingS: number;
  lackingS: number;
  rampS: number;
  wakeS: number;
  turned: number;
  inside: number;
  processed: number;
  defective: number;
  untilReject: number | null;
  rateNow: number;
  kw: number;
  kwh: number;
  carrierKw: Record<string, number>;
  carrierKwh: Record<string, number>;
  /** What of it was told last. */
  told: string;
  published: Record<string, Value>;
}

export interface EdgeState {
  level: number;
  /** Under way on a conveyor: when they arrive, and how many. */
  moving: [arriveS: number, items: number][];
}

/** A slot of a unit at an instant. Plain data; times in whole seconds since the epoch, durations in seconds. */
export interface PlaceState extends PackmlPlace {
  stage: Stage;
  todo: Stage[];
  phase: number;
  leftS: number;
  waits: 'persons' | 'utility' | 'receiver' | null;
  waitsSinceS: number;
  /** Serial of the batch on it. */
  batch: number | null;
  /** Serial of the batch that it is kept free for. */
  keptFor: number | null;
  /** The place it loads, or is loaded by. */
  partner: number | null;
  holdsRoom: string | null;
  upkeep: number;
  major: boolean;
  /** Product before, in whose changeover it stands. */
  product: string | null;
  change: string | null;
  soiled: boolean;
  soiledSinceS: number;
  soiledLate: boolean;
  cleanSinceS: number;
  campaignBatches: number;
  campaignSinceS: number;
  asleep: boolean;
  idleSinceS: number;
  awaited: boolean;
  stop: Stop | null;
  untilStopS: number[];
  upkeepS: number[];
  crew: number[];
  repairCrew: number[];
  reserved: number[];
  condition: Condition;
  processed: number;
  defective: number;
  wobble: number;
  kw: number;
  /** Own meters by carrier, and the same with what its utilities cost [kWh]. */
  kwh: Record<string, number>;
  wholeKwh: Record<string, number>;
  draw: number[];
  used: number[];
  /** Items of the batch left to feed, and good ones out of the segment. */
  feed: number;
  startUpRejects: number;
  good: number;
  machines: MachineState[];
  edges: EdgeState[];
  /** State that was told last. */
  told: string;
  published: Record<string, Value>;
}

/** One step of a batch, as the log tells it. */
export interface StepRecord {
  step: string;
  unit: string;
  fromS: number;
  toS: number;
  in: number;
  good: number;
  rejected: number;
  kwh: Record<string, number>;
  machines?: { id: string; processed: number; defective: number; residue: number }[];
}

export interface Batch {
  serial: number;
  lot: string;
  product: string;
  order: number;
  step: number;
  items: number;
  rejected: number;
  status: 'waiting' | 'placed' | 'held';
  sinceS: number;
  begunS: number | null;
  place: number | null;
  kept: number | null;
  store: string | null;
  limitS: number | null;
  lab: { test: number; doing: 'waits' | 'work' | 'incubation'; sinceS: number; untilS: number; crew: number[] } | null;
  record: { doing: 'review' | 'deviation'; untilS: number } | null;
  /** An excursion has touched it: its next release has a deviation. */
  suspect: boolean;
  parents: string[];
  steps: StepRecord[];
  under: { fromS: number; in: number; kwh: Record<string, number>; counts: [processed: number, defective: number][] } | null;
}

export interface OrderState {
  serial: number;
  id: string;
  product: string;
  open: number;
  lost: number;
  releasedS: number;
  dueS: number | null;
  priority: number;
}

export interface ZoneState {
  open: boolean;
  flow: number;
  /** What the control asks for. */
  setback: boolean;
  kw: { fan: number; cooling: number; heat: number };
  kwh: { electricity: number; heat: number };
  dp: number;
  published: Record<string, Value>;
}

export interface UtilityState {
  flow: number;
  total: number;
  kwh: Record<string, number>;
  published: Record<string, Value>;
}

/** A plant of a cell at an instant: data that survives JSON. */
export interface CellPlant extends Luck {
  timeS: number;
  beganS: number;
  places: PlaceState[];
  batches: Batch[];
  orders: OrderState[];
  serials: { batch: number; order: number };
  released: boolean[];
  demandNextS: number[];
  /** Of each calendar: whether it is at work, and when that changes [s]. */
  working: boolean[];
  turnsS: number[];
  busy: number[];
  stores: Record<string, { count: number; kept: number }>;
  zones: ZoneState[];
  utilities: UtilityState[];
  weather: { offset: number; temperature: number; humidity: number; published: Record<string, Value> };
  /** What physical meters said last; absent in plants that were saved before there were any. */
  meters?: Record<string, Record<string, Value>>;
  incidents: Incident[];
  /** Incidents that are known, so that none comes twice. */
  known: string[];
  laboratory: Record<string, Value>;
  /** Length of the log by now [bytes]. */
  logged: number;
}

/** Something that happened, to be told at a place (its number), at the laboratory or at the cell. */
export interface CellEvent {
  at: number | 'cell' | 'laboratory';
  tag: string;
  body: Record<string, unknown>;
}

/** A plant under simulation. */
export interface World {
  cell: Cell;
  plant: CellPlant;
  /** Something changed in this second: what waits is tried again. */
  changed: boolean;
  events: CellEvent[];
  /** Writes a line of the log. */
  log: (line: Record<string, unknown>) => void;
}

const zeros = (items: readonly unknown[]): number[] => items.map(() => 0);
const byCarrier = ({ carriers }: CellDefinition): Record<string, number> => Object.fromEntries(carriers.map(({ id }) => [id, 0]));

/** The empty plant: every unit off, clean and never used. Stop clocks are drawn by its first second. */
export function newCellPlant(cell: Cell, { seed, startS }: { seed: number; startS: number }): CellPlant {
  const { definition } = cell;
  return {
    seed,
    random: {},
    timeS: startS,
    beganS: startS,
    places: cell.places.map((place) => newPlace(cell, place, startS)),
    batches: [],
    orders: [],
    serials: { batch: 0, order: 0 },
    released: definition.orders.map(() => false),
    demandNextS: definition.demand.map(({ every }, i) => firstTurn(cell.demandFirstS[i] ?? startS, Math.round(every), startS)),
    working: definition.calendars.map(() => false),
    turnsS: definition.calendars.map(() => startS),
    busy: zeros(definition.teams),
    stores: Object.fromEntries(definition.stores.map(({ id }) => [id, { count: 0, kept: 0 }])),
    zones: definition.zones.map(() => ({
      open: false,
      flow: 1,
      setback: false,
      kw: { fan: 0, cooling: 0, heat: 0 },
      kwh: { electricity: 0, heat: 0 },
      dp: 15,
      published: {},
    })),
    utilities: definition.utilities.map(() => ({ flow: 0, total: 0, kwh: byCarrier(definition), published: {} })),
    weather: { offset: 0, temperature: 12, humidity: 70, published: {} },
    incidents: [],
    known: [],
    laboratory: {},
    logged: 0,
  };
}

const firstTurn = (firstS: number, everyS: number, startS: number): number => firstS + Math.max(0, Math.ceil((startS - firstS) / everyS)) * everyS;

function newPlace({ definition }: Cell, { unit, segment }: Place, startS: number): PlaceState {
  return {
    state: 'Stopped',
    mode: 'Production',
    stage: 'idle',
    todo: [],
    phase: 0,
    leftS: 0,
    waits: null,
    waitsSinceS: 0,
    batch: null,
    keptFor: null,
    partner: null,
    holdsRoom: null,
    upkeep: -1,
    major: false,
    product: null,
    change: null,
    soiled: false,
    soiledSinceS: 0,
    soiledLate: false,
    cleanSinceS: startS,
    campaignBatches: 0,
    campaignSinceS: startS,
    asleep: false,
    idleSinceS: startS,
    awaited: false,
    stop: null,
    untilStopS: [],
    upkeepS: zeros(unit.maintenance),
    crew: zeros(definition.teams),
    repairCrew: zeros(definition.teams),
    reserved: zeros(definition.utilities),
    condition: 'off',
    processed: 0,
    defective: 0,
    wobble: 1,
    kw: 0,
    kwh: byCarrier(definition),
    wholeKwh: byCarrier(definition),
    draw: zeros(definition.utilities),
    used: zeros(definition.utilities),
    feed: 0,
    startUpRejects: 0,
    good: 0,
    machines: (segment?.machines ?? []).map(({ station }) => newMachine(Object.keys(station.carriers ?? {}))),
    edges: (segment?.edges ?? []).map(() => ({ level: 0, moving: [] })),
    told: '',
    published: {},
  };
}

function newMachine(carriers: readonly string[]): MachineState {
  return {
    state: 'Stopped',
    mode: 'Production',
    wants: 'starved',
    stop: null,
    untilStopS: [],
    asleep: false,
    waitingS: 0,
    lackingS: 0,
    rampS: 0,
    wakeS: 0,
    turned: 0,
    inside: 0,
    processed: 0,
    defective: 0,
    untilReject: null,
    rateNow: 0,
    kw: 0,
    kwh: 0,
    carrierKw: Object.fromEntries(carriers.map((id) => [id, 0])),
    carrierKwh: Object.fromEntries(carriers.map((id) => [id, 0])),
    told: '',
    published: {},
  };
}

export const batchOf = ({ plant }: World, serial: number): Batch => plant.batches.find((batch) => batch.serial === serial)!;
export const stepOf = ({ cell }: World, batch: Batch): Step => cell.routes[batch.product]![batch.step]!;
type Step = Cell['routes'][string][number];

/** Tells an event at a place, the laboratory or the cell. */
export const happened = (world: World, at: CellEvent['at'], body: Record<string, unknown>, tag = '_batch_v1/Event'): void =>
  void world.events.push({ at, tag, body });

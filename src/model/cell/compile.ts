import type { Activity, CellDefinition, CellUnit, Phase, Product, RecipeStep } from '../../contract/cell.js';
import type { LineDefinition, Shift } from '../../contract/line.js';
import type { Issue } from '../../contract/problem.js';
import type { Distribution } from '../../engine/distribution.js';
import { streamKey, type StreamKey } from '../../engine/random.js';
import { priceCalendar, type PriceCalendar } from '../bill.js';
import { shiftCalendar, type ShiftCalendar } from '../calendar.js';
import { compile, type CompiledLine } from '../compile.js';
import { momentUs } from '../zone.js';
import { changeTable, type ChangeTable } from './changeover.js';
import { cellIssues } from './issues.js';
import type { CellCounts } from './layout.js';
import type { Needs } from './people.js';
import { layoutOf } from './shape.js';

/** Work laid out: its law in seconds, who and what it needs, by number. */
export interface CompiledActivity {
  id: string;
  law: Distribution;
  per: Activity['per'];
  stream: number;
  /** team for each skill is chosen when it begins */
  persons: Needs;
  /** by utility [unit/h]; null: what the unit draws in that state */
  draws: number[] | null;
  /** [kW]; null: that of the state of the unit */
  kw: number | null;
}

export interface CompiledStop {
  id: string;
  index: number;
  failure: boolean;
  clock: 'operation' | 'time';
  /** [s] */
  every: Distribution;
  lasts: Distribution;
  everyStream: number;
  lastsStream: number;
}

export interface CompiledUpkeep {
  index: number;
  everyUs: number;
  clock: 'operation' | 'time';
  activity: number;
}

/** A place of a unit that holds one batch. */
export interface Place {
  id: string;
  /** name of its random streams: that of the unit for the first slot, so that a slot more leaves the luck of the others */
  luck: string;
  index: number;
  unit: CellUnit;
  calendar: number;
  zone: number;
  line: CompiledLine | null;
  /** number among the flow segments */
  segment: number;
  /** items of the batch in one item that its segment makes */
  itemsPerGood: number;
  /** variance of the good items of a batch by chance of rejects, for each of them */
  rejectVariance: number;
  phases: number[];
  setUp: number;
  clearance: number;
  minor: number;
  major: number;
  waking: number;
  startUp: number;
  rejectStream: number;
  goodStream: number;
  change: ChangeTable;
  stops: CompiledStop[];
  upkeeps: CompiledUpkeep[];
  /** from the start of a batch to its end in a flow segment */
  flowPersons: Needs;
  repairPersons: Needs;
  /** [s]; null: none */
  response: Distribution | null;
  responseStream: number;
  /** steps that it can carry out */
  steps: number[];
  /** draw by utility in each state [unit/h] */
  idleDraw: number[];
  executeDraw: number[];
  cleaningDraw: number[];
}

export interface CompiledStep {
  id: string;
  index: number;
  product: number;
  recipe: RecipeStep;
  places: number[];
  /** phases by place where the recipe has its own */
  phases: Map<number, number[]> | null;
  store: number;
  release: number;
  last: boolean;
  reworkTo: number;
  scrapStream: number;
  reworkStream: number;
  lossStream: number;
}

export interface CompiledTest {
  /** number among the tests of all plans */
  index: number;
  activity: number;
  calendar: number;
  /** [s]; null: none */
  incubation: Distribution | null;
  incubationStream: number;
}

export interface CompiledRelease {
  id: string;
  tests: CompiledTest[];
  /** [s]; null: no review */
  record: Distribution | null;
  recordStream: number;
  deviation: { probability: number; lasts: Distribution } | null;
  deviationStream: number;
  deviationLengthStream: number;
  reject: number;
  rejectStream: number;
}

export interface CompiledCell {
  definition: CellDefinition;
  layout: string;
  counts: CellCounts;
  activities: CompiledActivity[];
  streamKeys: StreamKey[];
  calendars: ShiftCalendar[];
  outages: { spans: { fromUs: number; toUs: number; halt: boolean }[][]; turnsUs: number[] };
  places: Place[];
  stops: CompiledStop[];
  upkeeps: CompiledUpkeep[];
  steps: CompiledStep[];
  firstStep: number[];
  releases: CompiledRelease[];
  teamCalendar: number[];
  /** carrier that power counts, -1 none */
  electricity: number;
  prices: (PriceCalendar | null)[];
  zoneCalendar: number[];
  /** carrier of the heat of each zone, -1 none */
  zoneHeat: number[];
  /** by utility, then carrier [kWh per unit] */
  utilityEnergy: number[][];
  /** [us] */
  orderRelease: (number | null)[];
  /** orders of the plan by their release */
  orderTurns: number[];
  orderDue: (number | null)[];
  demandFirst: (number | null)[];
  /** moments at which no order of a demand comes [us] */
  demandSkips: ReadonlySet<number | null>[];
}

export type CompiledCellResult = { ok: true; cell: CompiledCell } | { ok: false; issues: Issue[] };

const US = 1e6;

/** Lays out a cell for simulation, or says what is wrong with its definition beyond its form. Pointers are those of the definition. */
export function compileCell(definition: CellDefinition): CompiledCellResult {
  const issues = cellIssues(definition);
  if (issues.length > 0) return { ok: false, issues };
  const built = new Builder(definition).build();
  return built.issues.length > 0 ? { ok: false, issues: built.issues } : { ok: true, cell: built.cell };
}

const indexOf = (list: readonly { id: string }[], id: string | undefined) => (id === undefined ? -1 : list.findIndex((entry) => entry.id === id));

/** Outages of a slot of a unit, from 0. */
const outagesOf = ({ outages }: CellUnit, slot: number) => outages.filter((outage) => outage.slot === undefined || outage.slot === slot + 1);

class Builder {
  private readonly activities: CompiledActivity[] = [];
  private readonly streams: string[] = [];
  private readonly stops: CompiledStop[] = [];
  private readonly upkeeps: CompiledUpkeep[] = [];
  private readonly issues: Issue[] = [];
  private segments = 0;
  private tests = 0;

  constructor(private readonly d: CellDefinition) {}

  build(): { issues: Issue[]; cell: CompiledCell } {
    const { d } = this;
    const slots = d.units.flatMap((unit, i) => Array.from({ length: unit.slots }, (_, slot) => ({ unit, i, slot })));
    const places = slots.map((at, index) => this.place(at, index));
    const steps: CompiledStep[] = [];
    const firstStep = d.products.map((product, p) => {
      const first = steps.length;
      product.route.forEach((recipe, k) => steps.push(this.step(product, p, recipe, first, k, places)));
      return first;
    });
    for (const step of steps) for (const place of step.places) places[place]!.steps.push(step.index);
    const releases = d.releases.map((plan) => this.release(plan));
    const spans = slots.map(({ unit, slot }) =>
      outagesOf(unit, slot).map(({ from, to, halt }) => ({ fromUs: momentUs(d.timezone, from), toUs: momentUs(d.timezone, to), halt })),
    );
    const counts: CellCounts = {
      places: places.length,
      laws: this.stops.length,
      upkeeps: this.upkeeps.length,
      teams: d.teams.length,
      utilities: d.utilities.length,
      carriers: d.carriers.length,
      zones: d.zones.length,
      calendars: d.calendars.length,
      demands: d.demand.length,
      orders: d.orders.length,
      steps: steps.length,
      stores: d.stores.length,
      products: d.products.length,
      tests: this.tests,
      streams: this.streams.length,
    };
    const moment = (text: string | undefined) => (text === undefined ? null : momentUs(d.timezone, text));
    const orderRelease = d.orders.map(({ release }) => moment(release));
    const cell: CompiledCell = {
      definition: d,
      layout: layoutOf(d),
      counts,
      activities: this.activities,
      streamKeys: this.streams.map(streamKey),
      calendars: d.calendars.map(({ shifts }) => shiftCalendar(d.timezone, shifts)),
      outages: {
        spans,
        turnsUs: [...new Set(spans.flat().flatMap((s) => [s.fromUs, s.toUs]))].sort((a, b) => a - b),
      },
      places,
      stops: this.stops,
      upkeeps: this.upkeeps,
      steps,
      firstStep,
      releases,
      teamCalendar: d.teams.map(({ calendar }) => indexOf(d.calendars, calendar)),
      electricity: indexOf(d.carriers, 'electricity'),
      prices: d.carriers.map(({ tariff }) => (tariff ? priceCalendar(d.timezone, tariff) : null)),
      zoneCalendar: d.zones.map(({ calendar }) => indexOf(d.calendars, calendar)),
      zoneHeat: d.zones.map(({ heat }) => indexOf(d.carriers, heat?.carrier)),
      utilityEnergy: d.utilities.map(({ energy }) => d.carriers.map(({ id }) => energy[id] ?? 0)),
      orderRelease,
      orderTurns: inTurn(orderRelease),
      orderDue: d.orders.map(({ due }) => moment(due)),
      demandFirst: d.demand.map(({ first }) => moment(first)),
      demandSkips: d.demand.map(({ skip = [] }) => new Set(skip.map(moment))),
    };
    return { issues: this.issues, cell };
  }

  private stream(name: string): number {
    return this.streams.push(name) - 1;
  }

  private activity(name: string, work: Activity | undefined): number {
    if (work === undefined) return -1;
    const persons = needsOf(work.persons);
    const draws = work.utilities === undefined ? null : this.d.utilities.map(({ id }) => work.utilities![id] ?? 0);
    return this.activities.push({ id: name, law: ascending(work.lasts), per: work.per, stream: this.stream(name), persons, draws, kw: work.power ?? null }) - 1;
  }

  private phases(owner: string, phases: readonly Phase[]): number[] {
    return phases.map((phase) => this.activity(`${owner}/${phase.id}`, phase));
  }

  private place({ unit, i, slot }: { unit: CellUnit; i: number; slot: number }, index: number): Place {
    const { d } = this;
    const id = unit.slots === 1 ? unit.id : `${unit.id}/${slot + 1}`;
    const luck = slot === 0 ? unit.id : id;
    const line = unit.flow ? this.segment(unit, i, slot) : null;
    const changes = unit.changeover.map((rule, k) => this.activity(`${luck}/changeover/${k}`, rule.change));
    const stops = unit.stops.map((stop) => {
      const law: CompiledStop = {
        id: stop.id,
        index: this.stops.length,
        failure: stop.class === 'failure',
        clock: stop.clock,
        every: ascending(stop.every),
        lasts: ascending(stop.lasts),
        everyStream: this.stream(`${luck}/${stop.id}/every`),
        lastsStream: this.stream(`${luck}/${stop.id}/lasts`),
      };
      this.stops.push(law);
      return law;
    });
    const upkeeps = unit.maintenance.map((care) => {
      const made = {
        index: this.upkeeps.length,
        everyUs: Math.round(care.every * US),
        clock: care.clock,
        activity: this.activity(`${luck}/maintenance/${care.id}`, care.work),
      };
      this.upkeeps.push(made);
      return made;
    });
    const wakeUp = unit.standby && unit.standby.wakeUp > 0 ? unit.standby.wakeUp : null;
    const drawOf = (state: 'idle' | 'execute' | 'cleaning') => d.utilities.map((utility) => unit.utilities[utility.id]?.[state] ?? 0);
    return {
      id,
      luck,
      index,
      unit,
      calendar: indexOf(d.calendars, unit.calendar),
      zone: indexOf(d.zones, unit.zone),
      line,
      segment: line === null ? -1 : this.segments++,
      itemsPerGood: line === null ? 1 : itemsPerGood(line),
      rejectVariance: line === null ? 0 : rejectVariance(line),
      phases: this.phases(luck, unit.phases),
      setUp: this.activity(`${luck}/set-up`, unit.setUp),
      clearance: this.activity(`${luck}/clearance`, unit.clearance),
      minor: this.activity(`${luck}/clean/minor`, unit.cleaning?.minor),
      major: this.activity(`${luck}/clean/major`, unit.cleaning?.major),
      waking: wakeUp === null ? -1 : this.activity(`${luck}/wake`, { lasts: { dist: 'fixed', value: wakeUp }, per: 'batch', persons: {} }),
      startUp: this.activity(`${luck}/start-up`, unit.flow?.startUp),
      rejectStream: this.stream(`${luck}/start-up/rejects`),
      goodStream: this.stream(`${luck}/rejects`),
      change: changeTable(d.products, unit, changes),
      stops,
      upkeeps,
      flowPersons: needsOf(unit.flow?.persons ?? {}),
      repairPersons: needsOf(unit.repair?.persons ?? {}),
      response: unit.repair?.response ? ascending(unit.repair.response) : null,
      responseStream: this.stream(`${luck}/response`),
      steps: [],
      idleDraw: drawOf('idle'),
      executeDraw: drawOf('execute'),
      cleaningDraw: drawOf('cleaning'),
    };
  }

  /** The machines of a segment as a line of their own, that works when the unit does. */
  private segment(unit: CellUnit, i: number, slot: number): CompiledLine | null {
    const { d } = this;
    const calendar = d.calendars.find(({ id }) => id === unit.calendar);
    const stations = unit.flow!.stations.map((station) => ({ ...station, outages: [...(station.outages ?? []), ...outagesOf(unit, slot)] }));
    const definition: LineDefinition = {
      apiVersion: 'twin/v1',
      kind: 'Line',
      id: unit.id,
      name: unit.name,
      demo: d.demo,
      equipment: d.equipment,
      timezone: d.timezone,
      clock: 'wall',
      product: { name: unit.name, item: stations.at(-1)!.item },
      stations: stations.map((station) => (station.outages.length > 0 ? station : { ...station, outages: undefined })),
      shifts: calendar && unit.atShiftEnd === 'suspend' ? calendar.shifts : ALWAYS,
      microStop: d.microStop,
      reasons: [],
      mqtt: { dialect: 'uns-json', prefix: unit.id, signals: {} },
    };
    const compiled = compile(definition);
    if (compiled.ok) return compiled.line;
    for (const issue of compiled.issues) {
      this.issues.push({ pointer: issue.pointer.startsWith('/stations') ? `/units/${i}/flow${issue.pointer}` : `/units/${i}/flow`, detail: issue.detail });
    }
    return null;
  }

  private step(product: Product, p: number, recipe: RecipeStep, first: number, k: number, places: readonly Place[]): CompiledStep {
    const able = places.filter(({ unit }) => recipe.units.includes(unit.id)).map(({ index }) => index);
    const name = `${product.id}/${recipe.id}`;
    return {
      id: recipe.id,
      index: first + k,
      product: p,
      recipe,
      places: able,
      phases: recipe.phases === undefined ? null : new Map(able.map((place) => [place, this.phases(`${places[place]!.luck}/${name}`, recipe.phases!)])),
      store: indexOf(this.d.stores, recipe.store),
      release: indexOf(this.d.releases, recipe.release),
      last: k === product.route.length - 1,
      reworkTo: recipe.rework === undefined ? -1 : first + indexOf(product.route, recipe.rework.from),
      scrapStream: this.stream(`${name}/scrap`),
      reworkStream: this.stream(`${name}/rework`),
      lossStream: this.stream(`${name}/loss`),
    };
  }

  private release(plan: CellDefinition['releases'][number]): CompiledRelease {
    return {
      id: plan.id,
      tests: plan.tests.map((test) => ({
        index: this.tests++,
        activity: this.activity(`${plan.id}/${test.id}`, test.work),
        calendar: indexOf(this.d.calendars, test.calendar),
        incubation: test.incubation ? ascending(test.incubation) : null,
        incubationStream: this.stream(`${plan.id}/${test.id}/incubation`),
      })),
      record: plan.record ? ascending(plan.record) : null,
      recordStream: this.stream(`${plan.id}/record`),
      deviation: plan.deviation ? { ...plan.deviation, lasts: ascending(plan.deviation.lasts) } : null,
      deviationStream: this.stream(`${plan.id}/deviation`),
      deviationLengthStream: this.stream(`${plan.id}/deviation/lasts`),
      reject: plan.reject,
      rejectStream: this.stream(`${plan.id}/reject`),
    };
  }
}

/** Persons by skill in the order of the file. */
export const needsOf = (persons: Record<string, number>): Needs => Object.entries(persons).map(([skill, count]) => ({ skill, count }));

const ALWAYS: Shift[] = [
  { id: 'always', name: { en: 'Always', fr: 'Toujours' }, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
];

/** Numbers of orders by their release; those without one first. */
function inTurn(releaseUs: readonly (number | null)[]): number[] {
  const at = (order: number) => releaseUs[order] ?? Number.MIN_SAFE_INTEGER;
  return releaseUs.map((_, i) => i).sort((a, b) => at(a) - at(b) || a - b);
}

/** An empirical law draws from ascending values. */
const ascending = (law: Distribution): Distribution => (law.dist === 'empirical' ? { ...law, values: [...law.values].sort((a, b) => a - b) } : law);

/** Feed items of the first station in one good item at the end. */
function itemsPerGood({ stations, ends }: CompiledLine): number {
  const first = stations[0]!;
  return (stations[ends.at(-1)!]!.unitsPerItem / first.unitsPerItem) * first.takes;
}

/** Each item is rejected by itself: of each machine along the first ways (1 - yield) for each good item, in shares of a good item at the end. */
function rejectVariance({ stations, ends, network }: CompiledLine): number {
  const end = stations[ends.at(-1)!]!;
  let variance = 0;
  for (let at: number | undefined = 0; at !== undefined;) {
    const { yield: good, unitsPerItem }: CompiledLine['stations'][number] = stations[at]!;
    variance += ((1 - good) * unitsPerItem) / end.unitsPerItem;
    at = network === null ? (at + 1 < stations.length ? at + 1 : undefined) : network.ways.find(({ from }) => from === at)?.to;
  }
  return variance;
}

import type { CellDefinition, CellUnit, RecipeStep, ReleasePlan } from '../../src/contract/cell.js';
import { Calendar, momentS } from './calendar.js';
import { changeTable, type ChangeTable } from './changeover.js';
import { factorReader, unitSecrets, utilitySecrets, zoneSecrets, type Secrets, type UnitSecrets, type UtilitySecrets, type ZoneSecrets } from './secrets.js';
import { segmentOf, type Segment } from './segment.js';

/** A slot of a unit: it holds one batch at a time. */
export interface Place {
  index: number;
  id: string;
  unit: CellUnit;
  secrets: UnitSecrets;
  calendar: number;
  zone: number;
  outages: readonly (readonly [fromS: number, toS: number])[];
  segment: Segment | null;
  change: ChangeTable;
  /** Carriers that its own meters count, electricity first. */
  metered: string[];
  /** Draw of each utility by state [its unit per hour], in the order of the file. */
  draws: Record<'idle' | 'execute' | 'cleaning', number[]>;
}

/** A step of a product's route. */
export interface Step {
  index: number;
  product: string;
  recipe: RecipeStep;
  places: number[];
  last: boolean;
  release: ReleasePlan | null;
  /** Number of the step of rework; -1: none. */
  reworkTo: number;
}

/** A cell as its file says, with what only the simulator knows. Nothing in it changes. */
export interface Cell {
  definition: CellDefinition;
  laboratory: Secrets['laboratory'];
  meters: Secrets['meters'];
  /** Secrets of the utilities and zones, in the order of the file. */
  utilities: UtilitySecrets[];
  zones: ZoneSecrets[];
  calendars: Calendar[];
  places: Place[];
  routes: Record<string, Step[]>;
  /** Calendar of each team and zone; -1: always. */
  teamCalendar: number[];
  zoneCalendar: number[];
  /** Release and due of the orders of the plan, first time of each demand [s]; null where not given. */
  orderTimes: { releaseS: number | null; dueS: number | null }[];
  demandFirstS: (number | null)[];
  /** A factor of the secrets at an instant. */
  factor: ReturnType<typeof factorReader>;
}

/** Lays out a cell for a plant that began at an instant. */
export function layOut(definition: CellDefinition, secrets: Secrets, beganS: number): Cell {
  const { timezone } = definition;
  const calendarOf = (id: string | undefined) => (id === undefined ? -1 : definition.calendars.findIndex((calendar) => calendar.id === id));
  const time = (text: string | undefined) => (text === undefined ? null : momentS(text, timezone));
  const slots = definition.units.flatMap((unit) => Array.from({ length: unit.slots }, (_, slot) => ({ unit, slot })));
  const places = slots.map(({ unit, slot }, index): Place => {
    const draws = (state: 'idle' | 'execute' | 'cleaning') => definition.utilities.map(({ id }) => unit.utilities[id]?.[state] ?? 0);
    return {
      index,
      id: unit.slots === 1 ? unit.id : `${unit.id}/${slot + 1}`,
      unit,
      secrets: unitSecrets(secrets, unit.id),
      calendar: calendarOf(unit.calendar),
      zone: definition.zones.findIndex(({ id }) => id === unit.zone),
      outages: unit.outages.map(({ from, to }) => [momentS(from, timezone), momentS(to, timezone)] as const),
      segment: unit.flow ? segmentOf(unit.flow, unitSecrets(secrets, unit.id), timezone) : null,
      metered: meteredBy(definition, unit),
      change: changeTable(definition.products, unit),
      draws: { idle: draws('idle'), execute: draws('execute'), cleaning: draws('cleaning') },
    };
  });
  const stepsOf = ({ id: product, route }: CellDefinition['products'][number]): Step[] =>
    route.map((recipe, index) => ({
      index,
      product,
      recipe,
      places: places.filter(({ unit }) => recipe.units.includes(unit.id)).map((place) => place.index),
      last: index === route.length - 1,
      release: definition.releases.find(({ id }) => id === recipe.release) ?? null,
      reworkTo: recipe.rework ? route.findIndex(({ id }) => id === recipe.rework!.from) : -1,
    }));
  return {
    definition,
    laboratory: secrets.laboratory,
    meters: secrets.meters,
    utilities: definition.utilities.map(({ id }) => utilitySecrets(secrets, id)),
    zones: definition.zones.map(({ id }) => zoneSecrets(secrets, id)),
    calendars: definition.calendars.map(({ shifts }) => new Calendar(timezone, shifts)),
    places,
    routes: Object.fromEntries(definition.products.map((product) => [product.id, stepsOf(product)])),
    teamCalendar: definition.teams.map(({ calendar }) => calendarOf(calendar)),
    zoneCalendar: definition.zones.map(({ calendar }) => calendarOf(calendar)),
    orderTimes: definition.orders.map(({ release, due }) => ({ releaseS: time(release), dueS: time(due) })),
    demandFirstS: definition.demand.map(({ first }) => time(first)),
    factor: factorReader(timezone, beganS),
  };
}

/** Electricity, and what of the carriers of the cell the machines of a unit draw. */
function meteredBy({ carriers }: CellDefinition, { flow }: CellUnit): string[] {
  const drawn = new Set(flow?.stations.flatMap((station) => Object.keys(station.carriers ?? {})));
  return carriers.map(({ id }) => id).filter((id) => id === 'electricity' || drawn.has(id));
}

/** What of a cell file this simulator cannot run, in sentences. References are those that recipes and units make. */
export function unfitFor(definition: CellDefinition): string[] {
  const problems: string[] = [];
  const known = (kind: string, ids: readonly { id: string }[], id: string | undefined, at: string) => {
    if (id !== undefined && !ids.some((one) => one.id === id)) problems.push(`${at}: there is no ${kind} ${id}`);
  };
  const reserved = ['utilities', 'zones', 'meters', 'laboratory', 'weather'];
  for (const unit of definition.units) {
    if (reserved.includes(unit.id)) problems.push(`unit ${unit.id}: the simulator keeps that name for a topic of its own`);
    known('calendar', definition.calendars, unit.calendar, `unit ${unit.id}`);
    known('zone', definition.zones, unit.zone, `unit ${unit.id}`);
    for (const utility of Object.keys(unit.utilities)) known('utility', definition.utilities, utility, `unit ${unit.id}`);
  }
  for (const { id, calendar } of [...definition.teams, ...definition.zones]) known('calendar', definition.calendars, calendar, id);
  for (const product of definition.products) {
    for (const step of product.route) {
      const at = `product ${product.id}, step ${step.id}`;
      for (const unit of step.units) known('unit', definition.units, unit, at);
      known('store', definition.stores, step.store, at);
      known('release', definition.releases, step.release, at);
      known('step', product.route, step.rework?.from, at);
    }
  }
  for (const { id, product } of [...definition.orders, ...definition.demand]) known('product', definition.products, product, `order ${id}`);
  return problems;
}

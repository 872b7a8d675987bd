import type { Activity, CellDefinition, CellUnit, Maintenance, ReleasePlan } from '../../contract/cell.js';
import type { Shift, Station } from '../../contract/line.js';
import type { Issue } from '../../contract/problem.js';
import { mean } from '../../engine/distribution.js';
import { priceSteps } from '../bill.js';
import { contractIssues } from '../supply/issues.js';
import { momentUs } from '../zone.js';
import { numberAt } from './number-at.js';
import { recipeIssues } from './issues-recipes.js';
import { crowdedIssues, dateIssues, intervalIssues, lawIssues, unknown, when, type Named } from './refuse.js';
import { everTogether } from './together.js';

/** What a well-formed definition of a cell still gets wrong, as JSON pointers into it. All at once. */
export function cellIssues(d: CellDefinition): Issue[] {
  return [
    ...repeatedIds(d),
    ...d.units.flatMap((unit, i) => unitIssues(d, unit, `/units/${i}`)),
    ...d.products.flatMap(({ route }, i) =>
      route.flatMap((step, k) => (step.phases ?? []).flatMap((phase, p) => phaseIssues(d, step.units, phase, `/products/${i}/route/${k}/phases/${p}`))),
    ),
    ...recipeIssues(d),
    ...d.releases.flatMap((plan, i) => releaseIssues(d, plan, `/releases/${i}`)),
    ...d.teams.flatMap((team, i) => unknown(d.calendars, team.calendar, `/teams/${i}/calendar`, 'calendar')),
    ...d.zones.flatMap((zone, i) => [
      ...unknown(d.calendars, zone.calendar, `/zones/${i}/calendar`, 'calendar'),
      ...unknown(d.carriers, zone.heat?.carrier, `/zones/${i}/heat/carrier`, 'carrier'),
    ]),
    ...d.utilities.flatMap((utility, i) => Object.keys(utility.energy).flatMap((id) => unknown(d.carriers, id, `/utilities/${i}/energy/${id}`, 'carrier'))),
    ...d.carriers.flatMap(({ tariff, contract, carbon, emissions }, i) => [
      ...when(tariff !== undefined && !priceSteps(tariff), `/carriers/${i}/tariff/periods`, 'the periods must cover the 24 hours of a day, each hour once'),
      ...when(tariff !== undefined && contract !== undefined, `/carriers/${i}/contract`, 'expected either a tariff or a contract'),
      ...when(carbon !== undefined && emissions !== undefined, `/carriers/${i}/emissions`, 'expected either carbon or emissions'),
      ...(contract === undefined ? [] : contractIssues(contract, `/carriers/${i}/contract`)),
    ]),
    ...d.calendars.flatMap(({ shifts }, i) => shiftIssues(shifts, `/calendars/${i}/shifts`)),
    ...orderIssues(d),
    ...(d.proven ?? []).flatMap(({ of }, i) =>
      when(numberAt(d, of) === null, `/proven/${i}/of`, `there is no number at "${of}"; expected keys and ids, such as units.press.slots`),
    ),
  ];
}

function repeatedIds(d: CellDefinition): Issue[] {
  const lists: [string, Named][] = [
    ['/units', d.units],
    ['/products', d.products],
    ['/stores', d.stores],
    ['/releases', d.releases],
    ['/teams', d.teams],
    ['/utilities', d.utilities],
    ['/carriers', d.carriers],
    ['/zones', d.zones],
    ['/calendars', d.calendars],
    ['/orders', d.orders],
    ['/demand', d.demand],
    ...d.products.map(({ route }, i): [string, Named] => [`/products/${i}/route`, route]),
    ...d.units.flatMap(({ phases, stops, maintenance }, i): [string, Named][] => [
      [`/units/${i}/phases`, phases],
      [`/units/${i}/stops`, stops],
      [`/units/${i}/maintenance`, maintenance],
    ]),
    ...d.products.flatMap(({ route }, i) => route.map(({ phases }, k): [string, Named] => [`/products/${i}/route/${k}/phases`, phases ?? []])),
    ...d.releases.map(({ tests }, i): [string, Named] => [`/releases/${i}/tests`, tests]),
  ];
  return lists.flatMap(([pointer, list]) => {
    const firstOf = new Map<string, number>();
    return list.flatMap(({ id }, i) => {
      const first = firstOf.get(id);
      if (first === undefined) firstOf.set(id, i);
      return first === undefined ? [] : [{ pointer: `${pointer}/${i}/id`, detail: `"${id}" is already the id of ${pointer}/${first}` }];
    });
  });
}

/** Persons that are not there, or never at once while the calendars work. */
function personsIssues(d: CellDefinition, persons: Record<string, number>, calendars: readonly string[], pointer: string): Issue[] {
  const needs = Object.entries(persons).map(([skill, count]) => ({ skill, count }));
  const each = needs.flatMap(({ skill, count }) => {
    const most = Math.max(0, ...d.teams.filter(({ skills }) => skills.includes(skill)).map((team) => team.persons));
    if (most >= count) return [];
    const detail = most === 0 ? `no team has the skill "${skill}"` : `needs ${count} with the skill "${skill}", and the largest team with it has ${most}`;
    return [{ pointer: `${pointer}/${skill}`, detail }];
  });
  if (each.length > 0 || needs.length === 0) return each;
  return when(!everTogether(d, calendars, needs), pointer, 'these persons are never there at one time within the calendar: it could never begin');
}

function activityIssues(d: CellDefinition, work: Activity | undefined, calendars: readonly string[], pointer: string): Issue[] {
  if (work === undefined) return [];
  return [
    ...lawIssues(work.lasts, `${pointer}/lasts`),
    ...personsIssues(d, work.persons, calendars, `${pointer}/persons`),
    ...Object.entries(work.utilities ?? {}).flatMap(([id, draw]) => drawIssues(d, id, draw, `${pointer}/utilities/${id}`)),
  ];
}

/** What a unit finishes outside its calendar can begin there too. */
const calendarsOf = ({ calendar, atShiftEnd }: CellUnit): string[] => (calendar === undefined || atShiftEnd === 'finish' ? [] : [calendar]);

/** A phase of a recipe must be able to begin on each of the units; each refusal is told once. */
function phaseIssues(d: CellDefinition, units: readonly string[], phase: Activity, pointer: string): Issue[] {
  const all = d.units.filter(({ id }) => units.includes(id)).flatMap((unit) => activityIssues(d, phase, calendarsOf(unit), pointer));
  return all.filter((issue, i) => all.findIndex((other) => other.pointer === issue.pointer) === i);
}

function drawIssues(d: CellDefinition, id: string, draw: number, pointer: string): Issue[] {
  const missing = unknown(d.utilities, id, pointer, 'utility');
  const { capacity = null, leak = 0 } = d.utilities.find((utility) => utility.id === id) ?? {};
  if (missing.length > 0 || capacity === null || draw <= capacity - leak || draw === 0) return missing;
  const gives = leak > 0 ? `${capacity} at the most, of which ${leak} leak away` : `${capacity} at the most`;
  return [{ pointer, detail: `draws ${draw}, and the utility "${id}" gives ${gives}: it could never begin` }];
}

function unitIssues(d: CellDefinition, unit: CellUnit, pointer: string): Issue[] {
  const calendars = calendarsOf(unit);
  const work = (activity: Activity | undefined, at: string) => activityIssues(d, activity, calendars, `${pointer}${at}`);
  const persons = (needed: Record<string, number> | undefined, at: string) => personsIssues(d, needed ?? {}, calendars, `${pointer}${at}`);
  return [
    ...unknown(d.calendars, unit.calendar, `${pointer}/calendar`, 'calendar'),
    ...unknown(d.zones, unit.zone, `${pointer}/zone`, 'zone'),
    ...when(unit.flow !== undefined && unit.phases.length > 0, `${pointer}/phases`, 'a unit has either phases or a flow segment'),
    ...when(
      unit.flow !== undefined && firstStations(unit.flow.stations) > 1,
      `${pointer}/flow/stations`,
      'a batch enters a flow segment at one station: several have none before them',
    ),
    ...when(unit.flow !== undefined && unit.stops.length > 0, `${pointer}/stops`, 'the stops of a flow segment are those of its stations'),
    ...unit.phases.flatMap((phase, i) => work(phase, `/phases/${i}`)),
    ...work(unit.setUp, '/setUp'),
    ...work(unit.clearance, '/clearance'),
    ...work(unit.cleaning?.minor, '/cleaning/minor'),
    ...work(unit.cleaning?.major, '/cleaning/major'),
    ...work(unit.flow?.startUp, '/flow/startUp'),
    ...lawIssues(unit.flow?.startUpRejects, `${pointer}/flow/startUpRejects`),
    ...persons(unit.flow?.persons, '/flow/persons'),
    ...persons(unit.repair?.persons, '/repair/persons'),
    ...lawIssues(unit.repair?.response, `${pointer}/repair/response`),
    ...unit.changeover.flatMap((rule, i) => [
      ...work(rule.change, `/changeover/${i}/change`),
      ...unknown(d.products, rule.from, `${pointer}/changeover/${i}/from`, 'product'),
      ...unknown(d.products, rule.to, `${pointer}/changeover/${i}/to`, 'product'),
      ...when(rule.clean !== 'none' && unit.cleaning === undefined, `${pointer}/changeover/${i}/clean`, 'the unit has no cleaning'),
    ]),
    ...unit.maintenance.flatMap((care, i) => [
      ...work(care.work, `/maintenance/${i}/work`),
      ...intervalIssues(care.every, `${pointer}/maintenance/${i}/every`),
      ...alwaysMaintained(unit.maintenance, care, `${pointer}/maintenance/${i}/every`),
    ]),
    ...unit.stops.flatMap((stop, i) => (['every', 'lasts'] as const).flatMap((part) => lawIssues(stop[part], `${pointer}/stops/${i}/${part}`))),
    ...unit.stops.flatMap(({ every }, i) => crowdedIssues(every, `${pointer}/stops/${i}/every`)),
    ...(unit.flow?.stations ?? []).flatMap(({ stops }, s) =>
      stops.flatMap(({ every }, i) => crowdedIssues(every, `${pointer}/flow/stations/${s}/stops/${i}/every`)),
    ),
    ...Object.entries(unit.utilities).flatMap(([id, draw]) =>
      drawIssues(d, id, Math.max(draw.idle, draw.execute, draw.cleaning), `${pointer}/utilities/${id}`),
    ),
    ...unit.outages.flatMap(({ slot }, i) =>
      when(slot !== undefined && slot > unit.slots, `${pointer}/outages/${i}/slot`, `"${unit.id}" has ${unit.slots} ${unit.slots === 1 ? 'slot' : 'slots'}`),
    ),
    ...unit.outages.flatMap(({ from, to }, i) => laterIssues(d.timezone, from, to, [`${pointer}/outages/${i}/from`, `${pointer}/outages/${i}/to`], 'from')),
  ];
}

/** All time counts for such maintenance: while the others last it may be due again. */
function alwaysMaintained(all: readonly Maintenance[], care: Maintenance, pointer: string): Issue[] {
  const others = all.filter((other) => other !== care && other.clock === 'time').reduce((sum, other) => sum + mean(other.work.lasts), 0);
  return when(care.clock === 'time' && others >= care.every, pointer, 'the other maintenance of the unit lasts that long: it would never work on a batch');
}

function laterIssues(timezone: string, from: string | undefined, to: string | undefined, [fromAt, toAt]: [string, string], what: string): Issue[] {
  const dates = [...dateIssues(timezone, from, fromAt), ...dateIssues(timezone, to, toAt)];
  if (dates.length > 0 || from === undefined || to === undefined) return dates;
  return when(momentUs(timezone, to) <= momentUs(timezone, from), toAt, `must be later than ${what}`);
}

/** Stations that no other hands over to. */
function firstStations(stations: readonly Station[]): number {
  const targets = new Set(
    stations.flatMap(({ next }, i) => (next === undefined ? [stations[i + 1]?.id] : typeof next === 'string' ? [next] : next.map(({ to }) => to))),
  );
  return stations.filter(({ id }) => !targets.has(id)).length;
}

function releaseIssues(d: CellDefinition, plan: ReleasePlan, pointer: string): Issue[] {
  return [
    ...plan.tests.flatMap((test, k) => {
      const at = `${pointer}/tests/${k}`;
      return [
        ...when(Object.keys(test.work.persons).length > 1, `${at}/work/persons`, 'a test needs one skill at the most'),
        ...(['utilities', 'power'] as const).flatMap((part) => when(test.work[part] !== undefined, `${at}/work/${part}`, 'what a test draws is not counted')),
        ...activityIssues(d, { ...test.work, utilities: undefined }, test.calendar === undefined ? [] : [test.calendar], `${at}/work`),
        ...lawIssues(test.incubation, `${at}/incubation`),
        ...unknown(d.calendars, test.calendar, `${at}/calendar`, 'calendar'),
      ];
    }),
    ...lawIssues(plan.record, `${pointer}/record`),
    ...lawIssues(plan.deviation?.lasts, `${pointer}/deviation/lasts`),
  ];
}

const shiftIssues = (shifts: readonly Shift[], pointer: string): Issue[] =>
  shifts.flatMap((shift, i) => when(shift.from === shift.to, `${pointer}/${i}/to`, 'ends when it begins; a whole day is from 00:00 to 24:00'));

function orderIssues(d: CellDefinition): Issue[] {
  const products = (wanted: readonly { product: string }[], pointer: string) =>
    wanted.flatMap(({ product }, i) => unknown(d.products, product, `${pointer}/${i}/product`, 'product'));
  return [
    ...products(d.orders, '/orders'),
    ...products(d.demand, '/demand'),
    ...d.orders.flatMap(({ release, due }, i) => laterIssues(d.timezone, release, due, [`/orders/${i}/release`, `/orders/${i}/due`], 'its release')),
    ...d.demand.flatMap(({ first, skip = [], every }, i) => [
      ...dateIssues(d.timezone, first, `/demand/${i}/first`),
      ...skip.flatMap((moment, k) => dateIssues(d.timezone, moment, `/demand/${i}/skip/${k}`)),
      ...intervalIssues(every, `/demand/${i}/every`),
    ]),
  ];
}

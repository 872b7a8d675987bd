import type { Activity, CellDefinition, CellUnit, Product } from '../../contract/cell.js';
import type { Shift, Station } from '../../contract/line.js';
import type { Issue } from '../../contract/problem.js';
import { priceSteps } from '../bill.js';
import { distributionIssue } from '../issues.js';
import { momentUs } from '../zone.js';
import { circleIssues } from './circles.js';

/** What a well-formed definition of a cell still gets wrong, as JSON pointers into it. All at once. */
export function cellIssues(d: CellDefinition): Issue[] {
  return [
    ...circleIssues(d),
    ...repeatedIds(d),
    ...d.units.flatMap((unit, i) => unitIssues(d, unit, `/units/${i}`)),
    ...d.products.flatMap((product, i) => productIssues(d, product, `/products/${i}`)),
    ...d.releases.flatMap((plan, i) =>
      plan.tests.flatMap((test, k) => [
        ...(Object.keys(test.work.persons).length > 1
          ? [{ pointer: `/releases/${i}/tests/${k}/work/persons`, detail: 'a test needs one skill at the most' }]
          : []),
        ...activityIssues(d, test.work, `/releases/${i}/tests/${k}/work`),
        ...unknown(d.calendars, test.calendar, `/releases/${i}/tests/${k}/calendar`, 'calendar'),
      ]),
    ),
    ...d.teams.flatMap((team, i) => unknown(d.calendars, team.calendar, `/teams/${i}/calendar`, 'calendar')),
    ...d.zones.flatMap((zone, i) => [
      ...unknown(d.calendars, zone.calendar, `/zones/${i}/calendar`, 'calendar'),
      ...unknown(d.carriers, zone.heat?.carrier, `/zones/${i}/heat/carrier`, 'carrier'),
    ]),
    ...d.utilities.flatMap((utility, i) => Object.keys(utility.energy).flatMap((id) => unknown(d.carriers, id, `/utilities/${i}/energy/${id}`, 'carrier'))),
    ...d.carriers.flatMap(({ tariff }, i) =>
      tariff && !priceSteps(tariff)
        ? [{ pointer: `/carriers/${i}/tariff/periods`, detail: 'the periods must cover the 24 hours of a day, each hour once' }]
        : [],
    ),
    ...d.calendars.flatMap(({ shifts }, i) => shiftIssues(shifts, `/calendars/${i}/shifts`)),
    ...orderIssues(d),
  ];
}

type Named = readonly { id: string }[];

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
  ];
  return lists.flatMap(([pointer, list]) =>
    list.flatMap(({ id }, i) => {
      const first = list.findIndex((other) => other.id === id);
      return first < i ? [{ pointer: `${pointer}/${i}/id`, detail: `"${id}" is already the id of ${pointer}/${first}` }] : [];
    }),
  );
}

function unknown(list: Named, id: string | undefined, pointer: string, what: string): Issue[] {
  if (id === undefined || list.some((entry) => entry.id === id)) return [];
  const known = list.map((entry) => entry.id).join(', ');
  return [{ pointer, detail: `there is no ${what} "${id}"; ${known ? `expected one of ${known}` : `no ${what} is defined`}` }];
}

function personsIssues(d: CellDefinition, persons: Record<string, number>, pointer: string): Issue[] {
  return Object.entries(persons).flatMap(([skill, count]) => {
    const most = Math.max(0, ...d.teams.filter(({ skills }) => skills.includes(skill)).map((team) => team.persons));
    if (most >= count) return [];
    const detail = most === 0 ? `no team has the skill "${skill}"` : `needs ${count} with the skill "${skill}", and the largest team with it has ${most}`;
    return [{ pointer: `${pointer}/${skill}`, detail }];
  });
}

function activityIssues(d: CellDefinition, work: Activity | undefined, pointer: string): Issue[] {
  if (work === undefined) return [];
  const wrong = distributionIssue(work.lasts);
  return [
    ...(wrong === null ? [] : [{ pointer: `${pointer}/lasts`, detail: wrong }]),
    ...personsIssues(d, work.persons, `${pointer}/persons`),
    ...Object.entries(work.utilities ?? {}).flatMap(([id, draw]) => drawIssues(d, id, draw, `${pointer}/utilities/${id}`)),
  ];
}

function drawIssues(d: CellDefinition, id: string, draw: number, pointer: string): Issue[] {
  const missing = unknown(d.utilities, id, pointer, 'utility');
  const capacity = d.utilities.find((utility) => utility.id === id)?.capacity ?? null;
  if (missing.length > 0 || capacity === null || draw <= capacity) return missing;
  return [{ pointer, detail: `draws ${draw}, and the utility "${id}" gives ${capacity} at the most: it could never begin` }];
}

function unitIssues(d: CellDefinition, unit: CellUnit, pointer: string): Issue[] {
  const work = (activity: Activity | undefined, at: string) => activityIssues(d, activity, `${pointer}${at}`);
  return [
    ...unknown(d.calendars, unit.calendar, `${pointer}/calendar`, 'calendar'),
    ...unknown(d.zones, unit.zone, `${pointer}/zone`, 'zone'),
    ...(unit.flow !== undefined && unit.phases.length > 0 ? [{ pointer: `${pointer}/phases`, detail: 'a unit has either phases or a flow segment' }] : []),
    ...(unit.flow !== undefined && firstStations(unit.flow.stations) > 1
      ? [{ pointer: `${pointer}/flow/stations`, detail: 'a batch enters a flow segment at one station: several have none before them' }]
      : []),
    ...(unit.flow !== undefined && unit.stops.length > 0
      ? [{ pointer: `${pointer}/stops`, detail: 'the stops of a flow segment are those of its stations' }]
      : []),
    ...unit.phases.flatMap((phase, i) => work(phase, `/phases/${i}`)),
    ...work(unit.setUp, '/setUp'),
    ...work(unit.clearance, '/clearance'),
    ...work(unit.cleaning?.minor, '/cleaning/minor'),
    ...work(unit.cleaning?.major, '/cleaning/major'),
    ...work(unit.flow?.startUp, '/flow/startUp'),
    ...(unit.flow === undefined ? [] : personsIssues(d, unit.flow.persons, `${pointer}/flow/persons`)),
    ...(unit.repair === undefined ? [] : personsIssues(d, unit.repair.persons, `${pointer}/repair/persons`)),
    ...unit.changeover.flatMap((rule, i) => [
      ...work(rule.change, `/changeover/${i}/change`),
      ...unknown(d.products, rule.from, `${pointer}/changeover/${i}/from`, 'product'),
      ...unknown(d.products, rule.to, `${pointer}/changeover/${i}/to`, 'product'),
      ...(rule.clean !== 'none' && unit.cleaning === undefined ? [{ pointer: `${pointer}/changeover/${i}/clean`, detail: 'the unit has no cleaning' }] : []),
    ]),
    ...unit.maintenance.flatMap((care, i) => work(care.work, `/maintenance/${i}/work`)),
    ...unit.stops.flatMap((stop, i) =>
      (['every', 'lasts'] as const).flatMap((part) => {
        const wrong = distributionIssue(stop[part]);
        return wrong === null ? [] : [{ pointer: `${pointer}/stops/${i}/${part}`, detail: wrong }];
      }),
    ),
    ...Object.entries(unit.utilities).flatMap(([id, draw]) => drawIssues(d, id, Math.max(draw.execute, draw.cleaning), `${pointer}/utilities/${id}`)),
    ...unit.outages.flatMap(({ from, to }, i) =>
      momentUs(d.timezone, from) < momentUs(d.timezone, to) ? [] : [{ pointer: `${pointer}/outages/${i}/to`, detail: 'must be later than from' }],
    ),
  ];
}

function productIssues(d: CellDefinition, product: Product, pointer: string): Issue[] {
  const { route } = product;
  return route.flatMap((step, k) => {
    const at = `${pointer}/route/${k}`;
    const next = route[k + 1];
    const flows = step.units.map((id) => d.units.find((unit) => unit.id === id)?.flow !== undefined);
    return [
      ...step.units.flatMap((id, i) => unknown(d.units, id, `${at}/units/${i}`, 'unit')),
      ...(step.phases ?? []).flatMap((phase, i) => activityIssues(d, phase, `${at}/phases/${i}`)),
      ...unknown(d.stores, step.store, `${at}/store`, 'store'),
      ...unknown(d.releases, step.release, `${at}/release`, 'release plan'),
      ...unknown(route.slice(0, k + 1), step.rework?.from, `${at}/rework/from`, 'earlier step'),
      ...(step.rework !== undefined && step.store === undefined
        ? [{ pointer: `${at}/rework`, detail: 'a batch that goes back needs a store to wait in' }]
        : []),
      ...(step.rework !== undefined && step.rework.probability >= 1
        ? [{ pointer: `${at}/rework/probability`, detail: 'must be below 1: no batch would ever go on' }]
        : []),
      ...(flows.includes(true) && step.phases !== undefined ? [{ pointer: `${at}/phases`, detail: 'a flow segment has no phases' }] : []),
      ...(step.loads &&
      (next === undefined || step.store !== undefined || step.release !== undefined || step.split > 1 || (next?.merge ?? 1) > 1 || next?.loads)
        ? [
            {
              pointer: `${at}/loads`,
              detail: 'needs a next step that takes the batch at once: no store, release, split or merge between, and no loading by that step too',
            },
          ]
        : []),
      ...(step.loads && next?.units.some((id) => step.units.includes(id)) ? [{ pointer: `${at}/loads`, detail: 'a unit cannot load itself' }] : []),
      ...(step.release !== undefined && step.store === undefined && next !== undefined
        ? [{ pointer: `${at}/release`, detail: 'a batch that waits for its release needs a store' }]
        : []),
      ...(step.split > 1 && step.store === undefined && next !== undefined
        ? [{ pointer: `${at}/split`, detail: 'parts of a batch need a store to wait in' }]
        : []),
      ...((next?.merge ?? 1) > 1 && step.store === undefined ? [{ pointer: `${at}/store`, detail: 'batches that come together need a store to wait in' }] : []),
      ...capacityIssues(d, product, k, at),
    ];
  });
}

/** Stations that no other hands over to. */
function firstStations(stations: readonly Station[]): number {
  const targets = new Set(
    stations.flatMap(({ next }, i) => (next === undefined ? [stations[i + 1]?.id] : typeof next === 'string' ? [next] : next.map(({ to }) => to))),
  );
  return stations.filter(({ id }) => !targets.has(id)).length;
}

/** Only the size with which a batch begins is known before it runs. */
function capacityIssues(d: CellDefinition, product: Product, k: number, pointer: string): Issue[] {
  if (k > 0) return [];
  return product.route[0]!.units.flatMap((id, i) => {
    const capacity = d.units.find((unit) => unit.id === id)?.capacity;
    const items = product.batchSize * product.route[0]!.merge;
    if (capacity === undefined || (items >= capacity.min && items <= capacity.max)) return [];
    return [{ pointer: `${pointer}/units/${i}`, detail: `a batch of ${items} does not fit "${id}", which holds ${capacity.min} to ${capacity.max}` }];
  });
}

function shiftIssues(shifts: readonly Shift[], pointer: string): Issue[] {
  return shifts.flatMap((shift, i) =>
    shift.from === shift.to ? [{ pointer: `${pointer}/${i}/to`, detail: 'ends when it begins; a whole day is from 00:00 to 24:00' }] : [],
  );
}

function orderIssues(d: CellDefinition): Issue[] {
  const wanted = [
    ...d.orders.map((order, i) => ({ ...order, pointer: `/orders/${i}` })),
    ...d.demand.map((demand, i) => ({ ...demand, pointer: `/demand/${i}` })),
  ];
  return [
    ...wanted.flatMap(({ product, pointer }) => unknown(d.products, product, `${pointer}/product`, 'product')),
    ...d.orders.flatMap(({ release, due }, i) =>
      release !== undefined && due !== undefined && momentUs(d.timezone, due) <= momentUs(d.timezone, release)
        ? [{ pointer: `/orders/${i}/due`, detail: 'must be later than its release' }]
        : [],
    ),
  ];
}

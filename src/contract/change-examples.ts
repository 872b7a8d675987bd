import type { CellChange } from './cell-variant.js';
import type { CellDefinition } from './cell.js';
import type { LineDefinition } from './line.js';
import type { Change } from './scenario.js';

/** Ids of a site that stand in the examples. */
interface Names {
  unit: string;
  unit2: string;
  flow: string;
  machine: string;
  after: string;
  phase: string;
  stop: string;
  task: string;
  store: string;
  product: string;
  step: string;
  demand: string;
  calendar: string;
  team: string;
  release: string;
  zone: string;
  utility: string;
  carrier: string;
}

/** What is taken where a site has none of a thing. */
const first = (ids: readonly string[], otherwise: string) => ids[0] ?? otherwise;
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);

function namesOf({ units, stores, products, demand, calendars, teams, releases, zones, utilities, carriers }: CellDefinition): Names {
  const flow = units.find((unit) => unit.flow !== undefined);
  const stations = idsOf(flow?.flow?.stations ?? []);
  const phased = units.find((unit) => unit.phases !== undefined && unit.phases.length > 0);
  const unit = phased?.id ?? units[0]!.id;
  return {
    unit,
    unit2: first(
      idsOf(units).filter((id) => id !== unit),
      'another-unit',
    ),
    flow: flow?.id ?? 'packaging',
    machine: first(stations, 'machine'),
    after: first(stations, 'machine'),
    phase: first(idsOf(phased?.phases ?? []), 'phase'),
    stop: first(idsOf(units.find(({ id }) => id === unit)?.stops ?? []), 'failure'),
    task: first(idsOf(units.find(({ id }) => id === unit)?.maintenance ?? []), 'overhaul'),
    store: first(idsOf(stores), 'store'),
    product: first(idsOf(products), 'product'),
    step: first(idsOf(products[0]?.route ?? []), 'step'),
    demand: first(idsOf(demand), 'weekly'),
    calendar: first(idsOf(calendars), 'calendar'),
    team: first(idsOf(teams), 'team'),
    release: first(idsOf(releases), 'release'),
    zone: first(idsOf(zones), 'zone'),
    utility: first(idsOf(utilities), 'air'),
    carrier: first(idsOf(carriers), 'electricity'),
  };
}

/** An example of each kind of change of a site, as YAML in one line, with its own ids. */
export function cellChangeExamples(cell: CellDefinition): Record<CellChange['kind'], string> {
  const n = namesOf(cell);
  const night = "{ id: night, name: { en: Night, fr: Nuit }, days: [mon, tue, wed, thu, fri], from: '22:00', to: '06:00' }";
  return {
    rate: `{ kind: rate, unit: ${n.flow}, machine: ${n.machine}, rate: +5 %, wear: 2 }`,
    duration: `{ kind: duration, unit: ${n.unit}, phase: ${n.phase}, lasts: -15 % }`,
    buffer: `{ kind: buffer, unit: ${n.flow}, after: ${n.after}, capacity: x2 }`,
    store: `{ kind: store, store: ${n.store}, capacity: "+4" }`,
    'batch-size': `{ kind: batch-size, product: ${n.product}, size: x1.5, keepItems: true }`,
    slots: `{ kind: slots, unit: ${n.unit}, slots: "+1" }`,
    'add-unit': `{ kind: add-unit, like: ${n.unit}, id: ${n.unit}-more }`,
    'remove-unit': `{ kind: remove-unit, unit: ${n.unit2} }`,
    'in-process': '{ kind: in-process, batches: 12 }',
    dispatch: '{ kind: dispatch, rule: due }',
    changeover: `{ kind: changeover, unit: ${n.flow}, parts: [change], lasts: -40 %, spread: -50 % }`,
    cleaning: `{ kind: cleaning, unit: ${n.unit}, campaignBatches: "+5" }`,
    maintenance: `{ kind: maintenance, unit: ${n.unit}, task: ${n.task}, every: x1.5 }`,
    stops: `{ kind: stops, unit: ${n.unit}, stop: ${n.stop}, every: x2 }`,
    predictive: `{ kind: predictive, unit: ${n.unit}, stop: ${n.stop}, share: 0.6, work: { lasts: 90 min } }`,
    repair: '{ kind: repair, response: 4 min }',
    calendar: `{ kind: calendar, calendar: ${n.calendar}, add: [${night}] }`,
    'working-time': `{ kind: working-time, unit: ${n.unit}, calendar: ${n.calendar} }`,
    team: `{ kind: team, team: ${n.team}, persons: "+1", absence: 0.06 }`,
    release: `{ kind: release, release: ${n.release}, record: -50 % }`,
    rejects: `{ kind: rejects, unit: ${n.flow}, machine: ${n.machine}, rejects: -30 % }`,
    'recipe-step': `{ kind: recipe-step, step: ${n.step}, yield: 99.9 % }`,
    demand: `{ kind: demand, product: ${n.product}, volume: +20 % }`,
    order: '{ kind: order, order: o-17, priority: 10 }',
    'rush-order': `{ kind: rush-order, id: urgent, product: ${n.product}, batches: 1, due: +10 d }`,
    'new-product': `{ kind: new-product, product: { id: new, name: { en: New, fr: Nouveau }, item: tablet, batchSize: 300000, route: [{ id: ${n.step}, units: [${n.unit}] }] }, demand: [{ id: new-weekly, batches: 1, every: 7 d }], launch: { batches: 3 } }`,
    disruption: `{ kind: disruption, utility: ${n.utility}, from: +6 h, lasts: 4 h }`,
    'late-material': `{ kind: late-material, product: ${n.product}, by: 5 d }`,
    setback: `{ kind: setback, zone: ${n.zone}, share: 50 %, recovery: 30 min }`,
    standby: `{ kind: standby, unit: ${n.flow}, after: 30 min, wakeUp: 20 min }`,
    power: `{ kind: power, zone: ${n.zone}, of: fan, power: -12 % }`,
    stagger: `{ kind: stagger, units: [${n.unit}, ${n.unit2}], by: 20 min }`,
    window: `{ kind: window, unit: ${n.unit}, from: '22:00', to: '06:00' }`,
    leak: `{ kind: leak, utility: ${n.utility}, leak: 40 }`,
    pressure: `{ kind: pressure, utility: ${n.utility}, by: -0.5 bar }`,
    chiller: '{ kind: chiller, by: +2 K }',
    utility: `{ kind: utility, utility: ${n.utility}, energy: { electricity: -10 % } }`,
    wfi: '{ kind: wfi, utility: wfi, technology: membrane }',
    contract: `{ kind: contract, carrier: ${n.carrier}, contract: { id: flat, source: an offer, validFrom: 2025-01-01, periods: [{ label: all }], energy: { byPeriod: { all: 110 EUR/MWh } } } }`,
    tariff: `{ kind: tariff, carrier: ${n.carrier}, tariff: { id: flat, source: an offer, validFrom: 2025-01-01, periods: [{ id: all, from: '00:00', to: '24:00', price: 110 EUR/MWh }] } }`,
    'contracted-power': `{ kind: contracted-power, carrier: ${n.carrier}, power: best }`,
    prices: `{ kind: prices, carrier: ${n.carrier}, dayAhead: { series: day-ahead-fr, typical: true, premium: 5 EUR/MWh } }`,
    'carbon-factor': `{ kind: carbon-factor, carrier: ${n.carrier}, source: contract of green electricity, location: { factor: 20 g/kWh } }`,
    'heat-recovery': `{ kind: heat-recovery, from: ${n.utility}, share: 0.7, carrier: heat, boiler: 0.88 }`,
    'heat-pump': '{ kind: heat-pump, cop: 3.5, capacity: 150 kW, carrier: heat, boiler: 0.88 }',
    pv: '{ kind: pv, peak: 400 kW, irradiance: { series: sun-paris } }',
    battery: '{ kind: battery, capacity: 200 kWh, power: 100 kW, strategy: peak-shaving }',
  };
}

/** The same of a line. */
export function lineChangeExamples({ stations }: LineDefinition): Record<Change['kind'], string> {
  const [a, b = a] = idsOf(stations) as [string, string?];
  const stopped = stations.find(({ stops }) => stops.length > 0);
  return {
    rate: `{ kind: rate, unit: ${b}, factor: 1.1 }`,
    buffer: `{ kind: buffer, after: ${a}, capacity: 1200 }`,
    stops: `{ kind: stops, unit: ${stopped?.id ?? a}, stop: ${stopped?.stops[0]?.id ?? 'failure'}, everyFactor: 2 }`,
    standby: `{ kind: standby, unit: ${b}, after: 10 min, wakeUp: 5 min }`,
  };
}

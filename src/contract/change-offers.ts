import type { CellChange } from './cell-variant.js';
import { CHANGEOVER_PARTS } from './upkeep-change.js';

type Kind = CellChange['kind'];

const MOST = 40;

interface Id {
  id: string;
}

/** What of a site stands in changes of it. */
export interface Changeable {
  units: readonly {
    id: string;
    calendar?: string | undefined;
    phases: readonly Id[];
    flow?: { stations: readonly { id: string; next?: string | readonly { to: string }[] | undefined; stops: readonly Id[] }[] } | undefined;
    stops: readonly Id[];
    maintenance: readonly Id[];
  }[];
  stores: readonly Id[];
  products: readonly { id: string; item: string; batchSize: number; route: readonly { id: string; units: readonly string[] }[] }[];
  demand: readonly { product: string }[];
  orders: readonly Id[];
  calendars: readonly { id: string; shifts: readonly Id[] }[];
  teams: readonly Id[];
  releases: readonly { id: string; tests: readonly Id[] }[];
  zones: readonly Id[];
  utilities: readonly { id: string; capacity: number | null; energy: Readonly<Record<string, number>> }[];
  carriers: readonly Id[];
}

/**
 * Changes that a site might take, as YAML in one line with its own ids, by kind; the likeliest first. Whether it does is for the model to
 * say: that there is a unit with stops does not make every law of it changeable. Empty where the site has nothing of the kind.
 */
export function cellChangeOffers({
  units,
  stores,
  products,
  demand,
  orders,
  calendars,
  teams,
  releases,
  zones,
  utilities,
  carriers,
}: Changeable): Record<Kind, string[]> {
  const flows = units.filter(({ flow }) => flow !== undefined);
  const machines = flows.flatMap(({ id: unit, flow }) => flow!.stations.map((station) => ({ unit, ...station })));
  const phases = units.flatMap(({ id: unit, phases: its }) => its.map(({ id }) => ({ unit, phase: id })));
  const stops = [
    ...units.flatMap(({ id: unit, stops: its }) => its.map((stop) => `unit: ${unit}, stop: ${stop.id}`)),
    ...machines.flatMap(({ unit, id, stops: its }) => its.map((stop) => `unit: ${unit}, machine: ${id}, stop: ${stop.id}`)),
  ];
  const tasks = units.flatMap(({ id: unit, maintenance }) => maintenance.map((task) => ({ unit, task: task.id })));
  const likelyFirst = [...units].sort((a, b) => b.phases.length - a.phases.length || Number(a.flow !== undefined) - Number(b.flow !== undefined));
  const steps = products.flatMap(({ route }) => route);
  const names = (list: readonly Id[]) => list.map(({ id }) => id);
  const taken = new Set(calendars.flatMap(({ shifts }) => shifts.map(({ id }) => id)));
  const shift = (id: string, name: string, days: string, hours: string) =>
    `{ id: ${taken.has(id) ? `${id}-more` : id}, name: ${name}, days: [${days}], ${hours} }`;
  const shifts = [
    shift('night', '{ en: Night, fr: Nuit }', 'mon, tue, wed, thu, fri', "from: '22:00', to: '06:00'"),
    shift('saturday', '{ en: Saturday, fr: Samedi }', 'sat', "from: '06:00', to: '14:00'"),
    shift('sunday', '{ en: Sunday, fr: Dimanche }', 'sun', "from: '06:00', to: '14:00'"),
  ];
  const each = <Item>(items: readonly Item[], offer: (item: Item) => string | string[]): string[] => items.flatMap(offer).slice(0, MOST);
  return {
    rate: each(machines, ({ unit: of, id }) => `{ kind: rate, unit: ${of}, machine: ${id}, rate: +5 %, wear: 2 }`),
    duration: each(phases, ({ unit: of, phase }) => `{ kind: duration, unit: ${of}, phase: ${phase}, lasts: -15 % }`),
    buffer: each(machines, ({ unit: of, id, next }) => [
      ...(typeof next === 'object' ? next : []).map(({ to }) => `{ kind: buffer, unit: ${of}, after: ${id}, to: ${to}, capacity: x2 }`),
      `{ kind: buffer, unit: ${of}, after: ${id}, capacity: x2 }`,
    ]),
    store: [
      ...each(names(stores), (store) => `{ kind: store, store: ${store}, capacity: "+4" }`),
      ...each(names(stores), (store) => `{ kind: store, store: ${store}, capacity: 8 }`),
    ],
    'batch-size': each(names(products), (product) => `{ kind: batch-size, product: ${product}, size: x1.5, keepItems: true }`),
    slots: each(names(likelyFirst), (of) => `{ kind: slots, unit: ${of}, slots: "+1" }`),
    'add-unit': each(names(likelyFirst), (of) => `{ kind: add-unit, like: ${of}, id: ${of}-more }`),
    'remove-unit': each(names(units), (of) => `{ kind: remove-unit, unit: ${of} }`),
    'in-process': ['{ kind: in-process, batches: 12 }'],
    dispatch: ['{ kind: dispatch, rule: due }'],
    changeover: each(units, ({ id }) =>
      ['change', ...CHANGEOVER_PARTS].map((part) => `{ kind: changeover, unit: ${id}, parts: [${part}], lasts: -40 %, spread: -50 % }`),
    ),
    cleaning: [
      ...each(names(units), (of) => `{ kind: cleaning, unit: ${of}, campaignBatches: "+5" }`),
      ...each(names(units), (of) => `{ kind: cleaning, unit: ${of}, campaignBatches: 10 }`),
    ],
    maintenance: each(tasks, ({ unit: of, task }) => `{ kind: maintenance, unit: ${of}, task: ${task}, every: x1.5 }`),
    stops: each(stops, (stop) => `{ kind: stops, ${stop}, every: x2 }`),
    predictive: each(stops, (stop) => `{ kind: predictive, ${stop}, share: 0.6, work: { lasts: 90 min } }`),
    repair: ['{ kind: repair, response: 4 min }', ...each(names(units), (of) => `{ kind: repair, unit: ${of}, response: 4 min }`)],
    calendar: each(names(calendars), (calendar) => shifts.map((added) => `{ kind: calendar, calendar: ${calendar}, add: [${added}] }`)),
    'working-time': each(names(likelyFirst), (of) => names(calendars).map((calendar) => `{ kind: working-time, unit: ${of}, calendar: ${calendar} }`)),
    team: each(names(teams), (team) => `{ kind: team, team: ${team}, persons: "+1", absence: 0.06 }`),
    release: [
      ...each(names(releases), (release) => `{ kind: release, release: ${release}, record: -50 % }`),
      ...each(releases, ({ id, tests }) => tests.map((test) => `{ kind: release, release: ${id}, test: ${test.id}, lasts: -50 % }`)),
    ],
    rejects: each(machines, ({ unit: of, id }) => `{ kind: rejects, unit: ${of}, machine: ${id}, rejects: -30 % }`),
    'recipe-step': each(names(steps), (step) => `{ kind: recipe-step, step: ${step}, yield: 99.9 % }`),
    demand: each(names(products), (product) => `{ kind: demand, product: ${product}, volume: +20 % }`),
    order: each(names(orders), (order) => `{ kind: order, order: ${order}, priority: 10 }`),
    'rush-order': each(names(products), (product) => `{ kind: rush-order, id: urgent, product: ${product}, batches: 1, due: +10 d }`),
    'new-product': each(products, ({ item, batchSize, route }) =>
      route.map(
        ({ id, units: by }) =>
          `{ kind: new-product, product: { id: new, name: { en: New, fr: Nouveau }, item: ${item}, batchSize: ${batchSize}, route: [{ id: ${id}, units: [${by[0]}] }] }, demand: [{ id: new-weekly, batches: 1, every: 7 d }], launch: { batches: 3 } }`,
      ),
    ),
    disruption: each(names(utilities), (utility) => `{ kind: disruption, utility: ${utility}, from: +6 h, lasts: 4 h }`),
    'late-material': each(
      products.filter(({ id }) => demand.some(({ product }) => product === id)),
      ({ id }) => `{ kind: late-material, product: ${id}, by: 5 d }`,
    ),
    setback: each(names(zones), (zone) => `{ kind: setback, zone: ${zone}, share: 50 %, recovery: 30 min }`),
    standby: each(names([...flows, ...likelyFirst]), (of) => `{ kind: standby, unit: ${of}, after: 30 min, wakeUp: 20 min }`),
    power: each(names(zones), (zone) => `{ kind: power, zone: ${zone}, of: fan, power: -12 % }`),
    stagger: each(
      units.filter(({ calendar }) => calendar !== undefined),
      ({ id, calendar }) =>
        units.flatMap((other) => (other.id !== id && other.calendar === calendar ? [`{ kind: stagger, units: [${id}, ${other.id}], by: 20 min }`] : [])),
    ),
    window: each(names(likelyFirst), (of) => [
      `{ kind: window, unit: ${of}, from: '22:00', to: '06:00' }`,
      `{ kind: window, unit: ${of}, from: '06:00', to: '12:00' }`,
    ]),
    leak: each(utilities, ({ id, capacity }) => `{ kind: leak, utility: ${id}, leak: ${capacity === null ? 1 : Number((capacity / 20).toPrecision(2))} }`),
    pressure: each(names(utilities), (utility) => `{ kind: pressure, utility: ${utility}, by: -0.5 bar }`),
    chiller: ['{ kind: chiller, by: +2 K }'],
    utility: each(utilities, ({ id, energy }) => Object.keys(energy).map((carrier) => `{ kind: utility, utility: ${id}, energy: { ${carrier}: -10 % } }`)),
    wfi: each(
      names(utilities).filter((id) => id.includes('wfi')),
      (utility) => `{ kind: wfi, utility: ${utility}, technology: membrane }`,
    ),
    contract: each(
      names(carriers),
      (carrier) =>
        `{ kind: contract, carrier: ${carrier}, contract: { id: flat, source: an offer, validFrom: 2025-01-01, periods: [{ label: all }], energy: { byPeriod: { all: 110 EUR/MWh } } } }`,
    ),
    tariff: each(
      names(carriers),
      (carrier) =>
        `{ kind: tariff, carrier: ${carrier}, tariff: { id: flat, source: an offer, validFrom: 2025-01-01, periods: [{ id: all, from: '00:00', to: '24:00', price: 110 EUR/MWh }] } }`,
    ),
    'contracted-power': each(names(carriers), (carrier) => `{ kind: contracted-power, carrier: ${carrier}, power: best }`),
    prices: each(names(carriers), (carrier) => `{ kind: prices, carrier: ${carrier}, dayAhead: { series: day-ahead-fr, typical: true, premium: 5 EUR/MWh } }`),
    'carbon-factor': each(
      names(carriers),
      (carrier) => `{ kind: carbon-factor, carrier: ${carrier}, source: contract of green electricity, location: { factor: 20 g/kWh } }`,
    ),
    'heat-recovery': each(names(utilities), (utility) =>
      names(carriers).flatMap((carrier) =>
        carrier === 'electricity' ? [] : [`{ kind: heat-recovery, from: ${utility}, share: 0.7, carrier: ${carrier}, boiler: 0.88 }`],
      ),
    ),
    'heat-pump': each(names(carriers), (carrier) =>
      carrier === 'electricity' ? [] : `{ kind: heat-pump, cop: 3.5, capacity: 150 kW, carrier: ${carrier}, boiler: 0.88 }`,
    ),
    pv: ['{ kind: pv, peak: 400 kW, irradiance: { series: sun-paris } }'],
    battery: ['{ kind: battery, capacity: 200 kWh, power: 100 kW, strategy: peak-shaving }'],
  };
}

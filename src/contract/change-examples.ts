import { cellChangeOffers, type Changeable } from './change-offers.js';
import type { CellChange } from './cell-variant.js';
import type { LineDefinition } from './line.js';
import type { Change } from './scenario.js';

type Kind = CellChange['kind'];

const ids = (...all: string[]) => all.map((id) => ({ id }));

/** Ids where a site has none of a thing. */
const ANY: Changeable = {
  units: [
    { id: 'unit', calendar: 'calendar', phases: ids('phase'), stops: ids('failure'), maintenance: ids('overhaul') },
    { id: 'another-unit', calendar: 'calendar', phases: [], stops: [], maintenance: [], flow: { stations: [{ id: 'machine', stops: [] }] } },
  ],
  stores: ids('store'),
  products: [{ id: 'product', item: 'tablet', batchSize: 300_000, route: [{ id: 'step', units: ['unit'] }] }],
  demand: [{ product: 'product' }],
  orders: ids('order'),
  calendars: [{ id: 'calendar', shifts: [] }],
  teams: ids('team'),
  releases: [{ id: 'release', tests: [] }],
  zones: ids('zone'),
  utilities: [{ id: 'wfi', capacity: null, energy: { electricity: 1 } }],
  carriers: ids('electricity', 'heat'),
};

/** An example of each kind of change of a site, as YAML in one line, with its own ids where it has them. */
export function cellChangeExamples(cell: Changeable): Record<Kind, string> {
  const [own, any] = [cellChangeOffers(cell), cellChangeOffers(ANY)];
  const kinds = Object.keys(own) as Kind[];
  return Object.fromEntries(kinds.map((kind) => [kind, own[kind][0] ?? any[kind][0]!])) as Record<Kind, string>;
}

/** The same of a line. */
export function lineChangeExamples({ stations }: LineDefinition): Record<Change['kind'], string> {
  const [a, b = a] = stations.map(({ id }) => id) as [string, string?];
  const stopped = stations.find(({ stops }) => stops.length > 0);
  return {
    rate: `{ kind: rate, unit: ${b}, factor: 1.1 }`,
    buffer: `{ kind: buffer, after: ${a}, capacity: 1200 }`,
    stops: `{ kind: stops, unit: ${stopped?.id ?? a}, stop: ${stopped?.stops[0]?.id ?? 'failure'}, everyFactor: 2 }`,
    standby: `{ kind: standby, unit: ${b}, after: 10 min, wakeUp: 5 min }`,
  };
}

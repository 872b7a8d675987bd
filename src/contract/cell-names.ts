import type { CellDefinition } from './cell.js';
import type { Bilingual } from './units.js';

/** What a unit is at beside the phases of recipes; its account says the same. */
const NO_RECIPE_PHASES: readonly string[] = ['idle', 'waking', 'loading', 'maintenance', 'clearance', 'cleaning', 'changeover', 'set-up', 'start-up', 'done'];

/** Names of what a cell file has, in one language. What it does not name is written as its id says. */
export interface CellNames {
  /** a unit, slot, machine, utility, zone, store (stores.bulk), the laboratory, or the cell itself */
  source: (id: string) => string;
  /** the same with the unit of a machine in front, as two lines may have a machine of one name */
  place: (id: string) => string;
  product: (id: string | null) => string;
  /** by the route of the product, of any product where that has none or is not known */
  step: (id: string | null, product?: string | null) => string;
  /** by the unit or slot that is at it; null: no phase of a recipe */
  phase: (id: string | null, source?: string) => string | null;
  store: (id: string) => string;
  release: (id: string) => string;
  /** by the release that it belongs to */
  test: (id: string, release: string) => string;
  /** by the unit that it is done on */
  maintenance: (id: string, unit: string) => string;
  carrier: (id: string) => string;
  meter: (id: string) => string;
  utility: (id: string) => string;
  zone: (id: string) => string;
  /** what a lot was lost by */
  why: (id: string) => string;
  /** by the unit, and the machine of it, that raised it: a stop of it, or what any cell may raise */
  alarm: (id: string, source: string, machine: string | null) => string;
}

interface Named {
  id: string;
  name?: Bilingual | undefined;
}

/** An id as words: final-blend as final blend. */
const words = (id: string) => id.replaceAll('-', ' ');

const LABORATORY: Bilingual = { en: 'Laboratory', fr: 'Laboratoire' };
const CELL: Bilingual = { en: 'Site', fr: 'Site' };
const NONE = '–';

/** What simulated plants lose lots by (docs/simulator.md). Others may tell anything. */
const WHY: Record<string, Bilingual> = {
  scrap: { en: 'scrapped', fr: 'mis au rebut' },
  'not-released': { en: 'not released', fr: 'non libéré' },
  'hold-limit': { en: 'waited too long', fr: 'attente au-delà de la limite' },
  'nothing-left': { en: 'no good item left', fr: 'plus aucune unité bonne' },
};

/** Alarms of simulated plants that are no stop of a machine (docs/simulator.md). */
const ALARMS: Record<string, Bilingual> = {
  'hold-limit': { en: 'Hold time exceeded', fr: 'Durée d’attente dépassée' },
  'dirty-hold': { en: 'Dirty hold time exceeded', fr: 'Délai avant nettoyage dépassé' },
  'room-pressure': { en: 'Pressure of the zone lost', fr: 'Chute de pression de la zone' },
  incident: { en: 'Incident', fr: 'Incident' },
};

/** Names by the definition of the cell; by ids until it is there. */
export function cellNames(definition: CellDefinition | undefined, language: keyof Bilingual): CellNames {
  /** Of equal ids the first that is named counts. */
  const list = (...lists: (readonly Named[] | undefined)[]) => {
    const names = new Map<string, string>();
    for (const { id, name } of lists.flatMap((items) => items ?? [])) if (name && !names.has(id)) names.set(id, name[language]);
    return names;
  };
  const of = (names: Map<string, string>) => (id: string) => names.get(id) ?? words(id);
  const { units = [], products = [], releases = [] } = definition ?? {};
  const routes = new Map(products.map(({ id, route }) => [id, list(route)]));
  const anyStep = list(products.flatMap(({ route }) => route));
  const ownPhases = new Map(units.map(({ id, phases }) => [id, list(phases)]));
  const anyPhase = list(
    products.flatMap(({ route }) => route.flatMap((step) => step.phases ?? [])),
    units.flatMap(({ phases }) => phases),
  );
  const machines = new Map(units.map(({ id, flow }) => [id, list(flow?.stations)]));
  const tasks = new Map(units.map(({ id, maintenance }) => [id, list(maintenance)]));
  const tests = new Map(releases.map((release) => [release.id, list(release.tests)]));
  const unitNames = list(units);
  const productNames = list(products);
  const unit = of(unitNames);
  const utilityNames = list(definition?.utilities);
  const zoneNames = list(definition?.zones);
  const utility = of(utilityNames);
  const store = of(list(definition?.stores));
  const zone = of(zoneNames);
  const source = (id: string) => {
    const [group = id, part] = id.split('.');
    if (id === 'laboratory') return LABORATORY[language];
    if (id === 'cell' && !unitNames.has(id)) return CELL[language];
    if (part === undefined) return unitNames.get(id) ?? utilityNames.get(id) ?? zoneNames.get(id) ?? words(id);
    if (group === 'utilities') return utility(part);
    if (group === 'zones') return zone(part);
    if (group === 'stores') return store(part);
    return /^\d+$/.test(part) ? `${unit(group)}\u00a0${part}` : (machines.get(group)?.get(part) ?? words(part));
  };
  const isMachine = (id: string) => {
    const [group, part] = id.split('.') as [string, string | undefined];
    return part !== undefined && units.some((one) => one.id === group && one.flow?.stations.some((station) => station.id === part));
  };
  return {
    source,
    place: (id) => (isMachine(id) ? `${unit(id.split('.')[0]!)}, ${source(id)}` : source(id)),
    product: (id) => (id === null ? NONE : (productNames.get(id) ?? words(id))),
    step: (id, product) => (id === null ? NONE : (routes.get(product ?? '')?.get(id) ?? anyStep.get(id) ?? words(id))),
    phase: (id, source = '') => {
      if (id === null) return null;
      const named = ownPhases.get(source.split('.')[0]!)?.get(id) ?? anyPhase.get(id);
      return named ?? (NO_RECIPE_PHASES.includes(id) ? null : words(id));
    },
    store,
    release: of(list(releases)),
    test: (id, release) => tests.get(release)?.get(id) ?? words(id),
    maintenance: (id, unit) => tasks.get(unit.split('.')[0]!)?.get(id) ?? words(id),
    carrier: of(list(definition?.carriers)),
    meter: of(list(definition?.meters)),
    utility,
    zone,
    why: (id) => WHY[id]?.[language] ?? words(id),
    alarm: (id, source, machine) => {
      const unit = units.find((one) => one.id === source.split('.')[0]);
      const stops = machine === null ? unit?.stops : unit?.flow?.stations.find((station) => station.id === machine)?.stops;
      return (stops?.find((stop) => stop.id === id)?.name ?? ALARMS[id])?.[language] ?? words(id);
    },
  };
}

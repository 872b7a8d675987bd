import type { CellDefinition } from '../../../src/contract/cell.js';
import type { Language } from './language.js';

/** What a unit is at beside the phases of recipes; its account says the same. */
const NO_RECIPE_PHASES: readonly string[] = ['idle', 'waking', 'maintenance', 'clearance', 'cleaning', 'changeover', 'set-up', 'start-up', 'done'];

/** Names of what a cell file has, in one language. What it does not name is written as its id says. */
export interface CellNames {
  /** a unit, slot, machine, utility, zone, store (stores.bulk), the laboratory, or the cell itself */
  source: (id: string) => string;
  product: (id: string | null) => string;
  step: (id: string | null) => string;
  /** null: no phase of a recipe */
  phase: (id: string | null) => string | null;
  store: (id: string) => string;
  release: (id: string) => string;
  carrier: (id: string) => string;
  utility: (id: string) => string;
  zone: (id: string) => string;
}

/** An id as words: final-blend as final blend. */
const words = (id: string) => id.replaceAll('-', ' ');

const LABORATORY = { en: 'Laboratory', fr: 'Laboratoire' };
const CELL = { en: 'Site', fr: 'Site' };

/** Names by the definition of the cell; by ids until it is there. */
export function cellNames(definition: CellDefinition | undefined, language: Language): CellNames {
  const list = <Item extends { id: string; name?: { en: string; fr: string } | undefined }>(items: readonly Item[] | undefined) =>
    new Map((items ?? []).flatMap(({ id, name }) => (name ? [[id, name[language]] as const] : [])));
  const units = list(definition?.units);
  const machines = new Map(definition?.units.map((unit) => [unit.id, list(unit.flow?.stations)]));
  const products = list(definition?.products);
  const stores = list(definition?.stores);
  const zones = list(definition?.zones);
  const utilities = list(definition?.utilities);
  const carriers = list(definition?.carriers);
  const phases = list([
    ...(definition?.units.flatMap((unit) => unit.phases) ?? []),
    ...(definition?.products.flatMap(({ route }) => route.flatMap((step) => step.phases ?? [])) ?? []),
  ]);
  const of = (names: Map<string, string>) => (id: string) => names.get(id) ?? words(id);
  const utility = of(utilities);
  const zone = of(zones);
  const unit = of(units);
  const store = of(stores);
  return {
    source: (id) => {
      const [group = id, part] = id.split('.');
      if (id === 'laboratory') return LABORATORY[language];
      if (id === 'cell' && !units.has(id)) return CELL[language];
      if (part === undefined) return units.get(id) ?? utilities.get(id) ?? zones.get(id) ?? words(id);
      if (group === 'utilities') return utility(part);
      if (group === 'zones') return zone(part);
      if (group === 'stores') return store(part);
      return /^\d+$/.test(part) ? `${unit(group)}\u00a0${part}` : (machines.get(group)?.get(part) ?? words(part));
    },
    product: (id) => (id === null ? '–' : (products.get(id) ?? words(id))),
    step: (id) => (id === null ? '–' : words(id)),
    phase: (id) => (id === null || NO_RECIPE_PHASES.includes(id) ? null : (phases.get(id) ?? words(id))),
    store,
    release: words,
    carrier: of(carriers),
    utility,
    zone,
  };
}

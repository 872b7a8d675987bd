import type { CellDefinition } from '../../contract/cell.js';

/** Names whatever gives a state its shape. */
export function layoutOf(d: CellDefinition): string {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ');
  const units = d.units.map((unit) =>
    [unit.id, unit.slots, ids(unit.stops), ids(unit.maintenance), ids(unit.phases), unit.changeover.length, ids(unit.flow?.stations ?? [])].join(':'),
  );
  const products = d.products.map((product) => [product.id, product.route.map((step) => `${step.id}(${ids(step.phases ?? [])})`).join(' ')].join(':'));
  const releases = d.releases.map((plan) => `${plan.id}:${ids(plan.tests)}`);
  return [
    'cell-state-2',
    ...units,
    ...products,
    ...releases,
    ids(d.teams),
    ids(d.utilities),
    ids(d.carriers),
    ids(d.zones),
    ids(d.calendars),
    ids(d.stores),
    ids(d.orders),
    ids(d.demand),
  ].join('/');
}

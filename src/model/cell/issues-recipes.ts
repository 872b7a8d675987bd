import type { CellDefinition, Product, RecipeStep } from '../../contract/cell.js';
import type { Issue } from '../../contract/problem.js';
import { circleIssues } from './circles.js';
import { unknown, when } from './refuse.js';
import { roundIssues } from './rounds.js';

/** What is wrong with the ways of batches: recipes, the stores that they need, and the limit of work in process. */
export function recipeIssues(d: CellDefinition): Issue[] {
  return [
    ...circleIssues(d),
    ...roundIssues(d),
    ...d.products.flatMap((product, i) => product.route.flatMap((step, k) => stepIssues(d, product, step, k, `/products/${i}/route/${k}`))),
    ...d.stores.flatMap((store, i) => roomIssues(d, store.id, store.capacity, `/stores/${i}/capacity`)),
    ...inProcessIssues(d),
  ];
}

function stepIssues(d: CellDefinition, product: Product, step: RecipeStep, k: number, at: string): Issue[] {
  const { route } = product;
  const next = route[k + 1];
  const stored = step.store !== undefined;
  const flows = step.units.some((id) => d.units.find((unit) => unit.id === id)?.flow !== undefined);
  const apart = next === undefined || stored || step.release !== undefined || step.split > 1 || next.merge > 1 || next.loads;
  return [
    ...step.units.flatMap((id, i) => unknown(d.units, id, `${at}/units/${i}`, 'unit')),
    ...unknown(d.stores, step.store, `${at}/store`, 'store'),
    ...unknown(d.releases, step.release, `${at}/release`, 'release plan'),
    ...unknown(route.slice(0, k + 1), step.rework?.from, `${at}/rework/from`, 'earlier step'),
    ...when(step.rework !== undefined && !stored, `${at}/rework`, 'a batch that goes back needs a store to wait in'),
    ...when((step.rework?.probability ?? 0) >= 1, `${at}/rework/probability`, 'must be below 1: no batch would ever go on'),
    ...when(flows && step.phases !== undefined, `${at}/phases`, 'a flow segment has no phases'),
    ...when(
      step.loads && apart,
      `${at}/loads`,
      'needs a next step that takes the batch at once: no store, release, split or merge between, and no loading by that step too',
    ),
    ...when(step.loads && next !== undefined && next.units.some((id) => step.units.includes(id)), `${at}/loads`, 'a unit cannot load itself'),
    ...when(step.release !== undefined && !stored && next !== undefined, `${at}/release`, 'a batch that waits for its release needs a store'),
    ...when(step.split > 1 && !stored && next !== undefined, `${at}/split`, 'parts of a batch need a store to wait in'),
    ...when(next !== undefined && next.merge > 1 && !stored, `${at}/store`, 'batches that come together need a store to wait in'),
    ...(k === 0 ? sizeIssues(d, product, at) : []),
  ];
}

/** Only the size with which a batch begins is known before it runs. */
function sizeIssues(d: CellDefinition, product: Product, pointer: string): Issue[] {
  return product.route[0]!.units.flatMap((id, i) => {
    const capacity = d.units.find((unit) => unit.id === id)?.capacity;
    const items = product.batchSize * product.route[0]!.merge;
    if (capacity === undefined || (items >= capacity.min && items <= capacity.max)) return [];
    return [{ pointer: `${pointer}/units/${i}`, detail: `a batch of ${items} does not fit "${id}", which holds ${capacity.min} to ${capacity.max}` }];
  });
}

/** Most batches that wait at a step for one more to come together with. */
const waitApart = (step: RecipeStep | undefined) => (step?.merge ?? 1) - 1;
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** Room must be left beside those that wait in a store for others. */
function roomIssues({ products }: CellDefinition, store: string, capacity: number | null, pointer: string): Issue[] {
  if (capacity === null) return [];
  const filling = products.flatMap(({ route }) => route.map((step, k) => ({ step, goesTo: [route[k + 1], route.find(({ id }) => id === step.rework?.from)] })));
  const its = filling.filter(({ step }) => step.store === store);
  const parts = Math.max(0, ...its.map(({ step }) => step.split));
  const apart = sum([...new Set(its.flatMap(({ goesTo }) => goesTo))].map(waitApart));
  const least = parts + apart;
  return when(least > capacity, pointer, `must be ${least} at least: batches that come together or parts of one would wait for room in it for ever`);
}

/** A batch more must be allowed in process than can wait for others. */
function inProcessIssues({ products, inProcess }: CellDefinition): Issue[] {
  const least = 1 + sum(products.flatMap(({ route }) => route.slice(1).map(waitApart)));
  return when(
    inProcess !== undefined && inProcess < least,
    '/inProcess',
    `must be ${least} at least: batches that come together would wait for others for ever`,
  );
}

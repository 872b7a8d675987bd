import type { CellUnit, Phase, Product, RecipeStep } from '../../contract/cell.js';
import { scale } from '../../engine/distribution.js';
import { utcText } from '../zone.js';
import { copyOf } from './copy.js';
import type { Edit } from './edit.js';
import type { ChangeOf } from './handlers.js';

/** A product more, with what is asked of it, what lies between it and others, and its first batches. */
export function addProduct(edit: Edit, { product, demand, orders, changeovers, launch }: ChangeOf<'new-product'>): void {
  const { cell } = edit;
  const { id } = product;
  if (!edit.free(cell.products, id, 'product/id', 'product')) return;
  demand.forEach((each, i) => edit.free(cell.demand, each.id, `demand/${i}/id`, 'demand'));
  orders.forEach((each, i) => edit.free(cell.orders, each.id, `orders/${i}/id`, 'order'));
  const units = changeovers.map(({ unit }, i) => edit.unit(unit, `changeovers/${i}/unit`));
  refuseStrangers(edit, product);
  if (!edit.isRight) return;
  cell.products.push(copyOf(product));
  edit.made('product', `products.${id}`);
  demand.forEach((each, i) => edit.made(`demand/${i}`, `demand.${each.id}`));
  orders.forEach((each, i) => edit.made(`orders/${i}`, `orders.${each.id}`));
  changeovers.forEach(({ unit }, i) => edit.made(`changeovers/${i}`, `units.${unit}.changeover`));
  cell.demand.push(...demand.map((each) => ({ ...each, product: id })));
  cell.orders.push(...orders.map((each) => ({ ...each, product: id })));
  changeovers.forEach(({ rules }, i) => units[i]!.changeover.unshift(...copyOf(rules)));
  if (launch) addLaunch(edit, product, launch);
}

/** What the route names, and is not there. */
function refuseStrangers(edit: Edit, { route }: Product): void {
  const { stores, releases } = edit.cell;
  route.forEach(({ units, store, release }, k) => {
    units.forEach((unit, i) => edit.unit(unit, `product/route/${k}/units/${i}`));
    if (store !== undefined) edit.find(stores, store, `product/route/${k}/store`, 'store');
    if (release !== undefined) edit.find(releases, release, `product/route/${k}/release`, 'release plan');
  });
}

type Launch = NonNullable<ChangeOf<'new-product'>['launch']>;

/** The first batches as a product of their own: slower phases, another release plan, made from the start on. */
function addLaunch(edit: Edit, product: Product, { batches, slower, release }: Launch): void {
  const { cell } = edit;
  const id = `${product.id}-launch`.slice(0, 63);
  if (slower.op !== 'times' || !(slower.value > 0)) {
    edit.refuse('launch/slower', `expected a factor above zero, such as "x1.3" or "+30 %", found "${slower.text}"`);
    return;
  }
  if (!edit.free(cell.products, id, 'launch', 'product') || !edit.free([...cell.orders, ...cell.demand], id, 'launch', 'order or demand')) return;
  if (release !== undefined && edit.find(cell.releases, release, 'launch/release', 'release plan') === null) return;
  const route = product.route.map((step) => slowedStep(edit, id, copyOf(step), slower.value));
  if (release !== undefined) testAll(edit, id, route, release);
  const launch: Product = {
    ...copyOf(product),
    id,
    name: { en: `${product.name.en}, first batches`, fr: `${product.name.fr}, premiers lots` },
    route,
  };
  cell.products.push(launch);
  edit.made('launch', `products.${id}`);
  for (const unit of cell.units) repeatRules(unit, product.id, id);
  cell.orders.push({ id, product: id, batches, release: utcText(edit.atUs), priority: 0 });
  edit.note('launch-own-product', { batches, product: product.id, launch: id });
}

/** Phases of the recipe, or those that all units of the step have alike, by a factor. Machines are as fast for any product. */
function slowedStep(edit: Edit, launch: string, step: RecipeStep, factor: number): RecipeStep {
  const units = edit.cell.units.filter(({ id }) => step.units.includes(id));
  const phases = step.phases ?? alike(units);
  if (phases === null) {
    edit.note('launch-not-slower', { launch, unit: step.units.join(', '), step: step.id });
    return step;
  }
  return { ...step, phases: copyOf(phases).map((phase) => ({ ...phase, lasts: scale(phase.lasts, factor) })) };
}

function alike(units: readonly CellUnit[]): Phase[] | null {
  const [first, ...others] = units;
  if (first === undefined || first.phases.length === 0 || first.flow) return null;
  const same = JSON.stringify(first.phases);
  return others.every(({ phases, flow }) => !flow && JSON.stringify(phases) === same) ? first.phases : null;
}

function testAll(edit: Edit, launch: string, route: RecipeStep[], release: string): void {
  const held = route.filter((step) => step.release !== undefined);
  for (const step of held) step.release = release;
  if (held.length > 0) return;
  route.at(-1)!.release = release;
  edit.note('launch-as-tested', { launch, release });
}

/** Rules that name the product hold for its first batches too. */
function repeatRules(unit: CellUnit, product: string, launch: string): void {
  unit.changeover = unit.changeover.flatMap((rule) => {
    const named = rule.from === product || rule.to === product;
    if (!named) return [rule];
    const also = { ...copyOf(rule), ...(rule.from === product ? { from: launch } : {}), ...(rule.to === product ? { to: launch } : {}) };
    return [rule, also];
  });
}

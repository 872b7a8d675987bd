import type { ReleasePlan } from '../../contract/cell.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf } from './handlers.js';

const OF_TEST = ['lasts', 'incubation', 'calendar', 'skip'] as const;
const OF_PLAN = ['record', 'deviationProbability', 'deviationLasts', 'reject'] as const;

/** Tests, review, deviations and rejection of a release plan. */
export function changeRelease(edit: Edit, change: ChangeOf<'release'>): void {
  const plan = edit.find(edit.cell.releases, change.release, 'release', 'release plan');
  if (plan === null || !changesAny(edit, change, [...OF_TEST, ...OF_PLAN])) return;
  const ofTest = OF_TEST.find((key) => change[key] !== undefined);
  if (ofTest !== undefined && change.test === undefined) {
    edit.refuse('test', `missing: which test of "${plan.id}" has the "${ofTest}"? ${plan.tests.map(({ id }) => id).join(', ') || 'it has no tests'}`);
  } else if (ofTest === undefined && change.test !== undefined) {
    edit.refuse('test', `nothing of the test changes: expected ${OF_TEST.join(', ')}`);
  } else if (change.test !== undefined) changeTest(edit, plan, change.test, change);
  changePlan(edit, plan, change);
}

function changeTest(edit: Edit, plan: ReleasePlan, id: string, change: ChangeOf<'release'>): void {
  const test = edit.find(plan.tests, id, 'test', `test of "${plan.id}"`);
  if (test === null) return;
  const path = `releases.${plan.id}.tests.${id}`;
  if (change.skip) {
    const also = (['lasts', 'incubation', 'calendar'] as const).find((key) => change[key] !== undefined);
    if (also !== undefined) edit.refuse(also, 'contradicts "skip": expected one of them');
    else if (edit.touch('skip', path)) plan.tests.splice(plan.tests.indexOf(test), 1);
    return;
  }
  if (change.lasts) test.work.lasts = edit.law('lasts', `${path}.work.lasts`, change.lasts, test.work.lasts) ?? test.work.lasts;
  if (change.incubation === null) {
    if (edit.touch('incubation', `${path}.incubation`)) test.incubation = undefined;
  } else if (change.incubation) test.incubation = edit.law('incubation', `${path}.incubation`, change.incubation, test.incubation) ?? test.incubation;
  if (change.calendar !== undefined && edit.isCalendar(change.calendar) && edit.touch('calendar', `${path}.calendar`)) {
    test.calendar = change.calendar ?? undefined;
  }
}

function changePlan(edit: Edit, plan: ReleasePlan, change: ChangeOf<'release'>): void {
  const path = `releases.${plan.id}`;
  if (change.record === null) {
    if (edit.touch('record', `${path}.record`)) plan.record = undefined;
  } else if (change.record) plan.record = edit.law('record', `${path}.record`, change.record, plan.record) ?? plan.record;
  if (change.deviationProbability ?? change.deviationLasts) changeDeviation(edit, plan, change);
  if (change.reject) plan.reject = edit.number('reject', `${path}.reject`, change.reject, plan.reject, { most: 1 }) ?? plan.reject;
}

function changeDeviation(edit: Edit, plan: ReleasePlan, change: ChangeOf<'release'>): void {
  const path = `releases.${plan.id}.deviation`;
  const { deviation } = plan;
  const missing = (['deviationProbability', 'deviationLasts'] as const).find((key) => change[key] === undefined);
  if (!deviation && missing !== undefined) {
    edit.refuse(missing, `missing: "${plan.id}" has no deviations yet`);
    return;
  }
  const probability = change.deviationProbability
    ? edit.number('deviationProbability', `${path}.probability`, change.deviationProbability, deviation?.probability ?? null, { most: 1 })
    : deviation!.probability;
  const lasts = change.deviationLasts ? edit.law('deviationLasts', `${path}.lasts`, change.deviationLasts, deviation?.lasts) : deviation!.lasts;
  if (probability !== null && lasts !== null) plan.deviation = { probability, lasts };
}

/** Share of what a machine processes that it rejects. */
export function changeRejects(edit: Edit, { unit: id, machine, rejects }: ChangeOf<'rejects'>): void {
  const unit = edit.unit(id);
  const station = unit && edit.machine(unit, machine);
  if (!unit || !station) return;
  const path = `units.${unit.id}.flow.stations.${station.id}.rejects`;
  station.rejects = edit.number('rejects', path, rejects, station.rejects, { most: 1, below: true }) ?? station.rejects;
}

/** Yield, loss and rework of a recipe step, of one product or of all that have it. */
export function changeStep(edit: Edit, change: ChangeOf<'recipe-step'>): void {
  const product = change.product === undefined ? null : edit.find(edit.cell.products, change.product, 'product', 'product');
  if ((change.product !== undefined && product === null) || !changesAny(edit, change, ['yield', 'scrap', 'rework', 'recovers'])) return;
  const products = product ? [product] : edit.cell.products;
  const having = products.filter(({ route }) => route.some(({ id }) => id === change.step));
  if (having.length === 0) {
    edit.find(uniqueSteps(products), change.step, 'step', product ? `step of "${product.id}"` : 'step');
    return;
  }
  for (const { id, route } of having) {
    const step = route.find((each) => each.id === change.step)!;
    const path = `products.${id}.route.${step.id}`;
    if (change.yield && step.units.some((unit) => edit.cell.units.some((each) => each.id === unit && each.flow))) {
      edit.refuse('yield', `of "${step.id}" the machines tell it: change their rejects`);
    } else if (change.yield) step.yield = edit.number('yield', `${path}.yield`, change.yield, step.yield, { above: true, most: 1 }) ?? step.yield;
    if (change.scrap) step.scrap = edit.number('scrap', `${path}.scrap`, change.scrap, step.scrap, { most: 1 }) ?? step.scrap;
    if (change.recovers) step.recovers = edit.number('recovers', `${path}.recovers`, change.recovers, step.recovers, { most: 1 }) ?? step.recovers;
    if (change.rework === undefined) continue;
    if (step.rework === undefined) edit.refuse('rework', `"${step.id}" of "${id}" has no rework: its recipe does not say where to`);
    else {
      const { probability } = step.rework;
      step.rework.probability = edit.number('rework', `${path}.rework.probability`, change.rework, probability, { most: 1, below: true }) ?? probability;
    }
  }
}

const uniqueSteps = (products: readonly { route: readonly { id: string }[] }[]) =>
  [...new Set(products.flatMap(({ route }) => route.map(({ id }) => id)))].map((id) => ({ id }));

import { drawS, happens } from './luck.js';
import { crewFor, disengage, engage } from './resources.js';
import { finishBatch, loseBatch } from './orders.js';
import { happened, stepOf, type Batch, type World } from './state.js';
import { leaveStore, waitAt } from './stores.js';

/**
 * Release of a batch: its tests one after the other, each with analysts and then an incubation; beside them the review of its
 * record; after both perhaps a deviation, then the decision.
 */

const planOf = (world: World, batch: Batch) => stepOf(world, batch).release!;

/** Holds a batch for its release from now on. */
export function holdForRelease(world: World, batch: Batch): void {
  const { cell, plant } = world;
  const plan = planOf(world, batch);
  batch.status = 'held';
  batch.sinceS = plant.timeS;
  batch.lab = plan.tests.length > 0 ? { test: 0, doing: 'waits', sinceS: plant.timeS, untilS: 0, crew: plant.busy.map(() => 0) } : null;
  batch.record = null;
  if (plan.record) {
    const factor = cell.factor(cell.laboratory.record, plant.timeS);
    batch.record = { doing: 'review', untilS: plant.timeS + drawS(plant, `${plan.id}/record`, plan.record, factor) };
  }
  happened(world, 'cell', { event: 'held', lot: batch.lot, release: plan.id });
  world.changed = true;
  goOn(world, batch);
}

/** Begins the tests for which there are analysts now, those that wait longest first. True where any began. */
export function startTests(world: World): boolean {
  const { cell, plant } = world;
  const waiting = plant.batches.filter(({ lab }) => lab?.doing === 'waits').sort((a, b) => a.lab!.sinceS - b.lab!.sinceS || a.serial - b.serial);
  let started = false;
  for (const batch of waiting) {
    const plan = planOf(world, batch);
    const test = plan.tests[batch.lab!.test]!;
    const calendar = cell.definition.calendars.findIndex(({ id }) => id === test.calendar);
    if (calendar >= 0 && !plant.working[calendar]) continue;
    const crew = crewFor(world, test.work.persons);
    if (crew === null) continue;
    engage(plant, batch.lab!.crew, crew);
    const times = test.work.per === 'batch' ? 1 : test.work.per === 'item' ? batch.items : batch.rejected;
    const factor = cell.factor(cell.laboratory.work, plant.timeS) * times;
    batch.lab!.doing = 'work';
    batch.lab!.untilS = plant.timeS + drawS(plant, `${plan.id}/${test.id}`, test.work.lasts, factor);
    started = true;
  }
  return started;
}

/** Ends the tests, incubations, reviews and deviations of a batch that are due. */
export function settleRelease(world: World, batch: Batch): void {
  const { cell, plant } = world;
  const { lab, record } = batch;
  const due = (one: { untilS: number } | null) => one !== null && plant.timeS >= one.untilS;
  if (lab !== null && lab.doing !== 'waits' && due(lab)) {
    const plan = planOf(world, batch);
    const { id, incubation } = plan.tests[lab.test]!;
    disengage(plant, lab.crew);
    world.changed = true;
    if (lab.doing === 'work' && incubation) {
      lab.doing = 'incubation';
      lab.untilS = plant.timeS + drawS(plant, `${plan.id}/${id}/incubation`, incubation, cell.factor(cell.laboratory.incubation, plant.timeS));
    } else {
      const at = plant.timeS * 1000;
      happened(world, 'laboratory', { lot: batch.lot, product: batch.product, release: plan.id, test: id, result: 'pass', at }, '_qc_v1/Result');
      batch.lab = lab.test + 1 < plan.tests.length ? { ...lab, test: lab.test + 1, doing: 'waits', sinceS: plant.timeS } : null;
      goOn(world, batch);
    }
  }
  if (batch.status !== 'held' || !due(record)) return;
  world.changed = true;
  batch.record = null;
  if (record!.doing === 'deviation') conclude(world, batch, true);
  else goOn(world, batch);
}

/** Where tests and review are done: a deviation, or the decision. */
function goOn(world: World, batch: Batch): void {
  const { cell, plant } = world;
  if (batch.lab !== null || batch.record !== null) return;
  const { id, deviation } = planOf(world, batch);
  const factor = cell.factor(cell.laboratory.deviations, plant.timeS);
  const deviates = deviation !== undefined && (happens(plant, `${id}/deviation`, deviation.probability * factor) || batch.suspect);
  batch.suspect = false;
  if (!deviates) return conclude(world, batch, false);
  batch.record = { doing: 'deviation', untilS: plant.timeS + drawS(plant, `${id}/deviation/lasts`, deviation.lasts) };
  happened(world, 'laboratory', { lot: batch.lot, release: id, decision: 'deviation' }, '_qc_v1/Release');
}

function conclude(world: World, batch: Batch, deviated: boolean): void {
  const { cell, plant } = world;
  const { id, reject } = planOf(world, batch);
  const rejected = happens(plant, `${id}/reject`, reject * cell.factor(cell.laboratory.reject, plant.timeS));
  happened(world, 'laboratory', { lot: batch.lot, release: id, decision: rejected ? 'rejected' : 'released', deviated }, '_qc_v1/Release');
  if (rejected) return loseBatch(world, batch, 'not-released', 'cell');
  if (!stepOf(world, batch).last) return waitAt(world, batch, batch.step + 1);
  leaveStore(world, batch);
  finishBatch(world, batch, 'cell');
}

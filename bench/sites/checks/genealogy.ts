import type { LotRecord } from '../../../src/contract/cell-view.js';
import type { OrderCount } from '../../../src/model/cell-mirror/orders.js';
import type { StepRecord } from '../../../simulator/cell/state.js';
import type { SiteChain } from '../chain.js';
import { parentsOf, sourceOf } from '../log.js';
import { Comparison, type Check } from './check.js';

const whole = (us: number | null) => (us === null ? null : Math.floor(us / 1e6));

/** Every lot that has ended and every one under way: steps with unit, times and items, parents, children, order, beginning and end. */
export function checkGenealogy({ log, plant }: SiteChain, lots: ReadonlyMap<string, LotRecord>): Check {
  const check = new Comparison('genealogy');
  const begun = plant.batches.filter(({ begunS }) => begunS !== null);
  const parents = parentsOf(log, begun);
  const children = new Map<string, string[]>();
  for (const [lot, from] of parents) for (const parent of from) children.set(parent, [...(children.get(parent) ?? []), lot]);
  for (const batch of log.batches) {
    const record = lots.get(batch.lot);
    check.same(`${batch.lot} steps`, toldSteps(batch.steps), record && heardSteps(record));
    check.same(
      `${batch.lot} ends`,
      [batch.product, batch.order, batch.begunS, batch.endedS, batch.outcome, batch.why ?? null],
      record && [record.product, record.order, whole(record.begunUs), whole(record.endedUs), record.outcome, record.why],
    );
    checkFamily(check, batch.lot, parents, children, record);
  }
  for (const batch of begun) {
    const record = lots.get(batch.lot);
    check.same(`${batch.lot} steps so far`, toldSteps(batch.steps), record && heardSteps(record).filter(([, , , toS]) => toS !== null));
    check.same(`${batch.lot} under way`, [batch.begunS, batch.items, null], record && [whole(record.begunUs), record.items, record.outcome]);
    checkFamily(check, batch.lot, parents, children, record);
  }
  const known = new Set(parents.keys());
  for (const lot of lots.keys()) if (!known.has(lot)) check.differ(`${lot}: the log has no such lot`);
  return check.done();
}

function checkFamily(check: Comparison, lot: string, parents: Map<string, string[]>, children: Map<string, string[]>, record: LotRecord | undefined): void {
  check.same(`${lot} parents`, parents.get(lot), record?.parents);
  check.same(`${lot} children`, (children.get(lot) ?? []).toSorted(), record?.children.toSorted());
}

const toldSteps = (steps: readonly StepRecord[]) => steps.map((s) => [s.step, sourceOf(s.unit), s.fromS, s.toS, s.in, s.good, s.rejected]);
const heardSteps = ({ steps }: LotRecord) => steps.map((s) => [s.step, s.source, whole(s.fromUs), whole(s.toUs), s.itemsIn, s.good, s.rejected]);

/** Every order: released, due, done, lost, and of those open how many of its lots have ended. */
export function checkOrders({ log, plant }: SiteChain, orders: readonly OrderCount[]): Check {
  const check = new Comparison('orders');
  const heard = new Map(orders.map((order) => [order.order, order]));
  const ended = (id: string) => log.batches.filter(({ order }) => order === id).length;
  for (const { order, product, releasedS, dueS, endedS, lost } of log.orders) {
    const of = heard.get(order);
    check.same(
      order,
      [product, releasedS, dueS, endedS, lost, ended(order), ended(order)],
      of && [of.product, whole(of.releasedUs), whole(of.dueUs), whole(of.doneUs), of.lost, of.lots.begun, of.lots.ended],
    );
  }
  for (const { id, product, releasedS, dueS, lost, serial } of plant.orders) {
    const of = heard.get(id);
    const begun = plant.batches.filter(({ order, begunS }) => order === serial && begunS !== null).length;
    check.same(
      `${id}, open`,
      [product, releasedS, dueS, null, lost, ended(id) + begun, ended(id)],
      of && [of.product, whole(of.releasedUs), whole(of.dueUs), of.doneUs, of.lost, of.lots.begun, of.lots.ended],
    );
  }
  if (heard.size !== log.orders.length + plant.orders.length)
    check.differ(`the twin knows ${heard.size} orders, the plant ${log.orders.length + plant.orders.length}`);
  return check.done();
}

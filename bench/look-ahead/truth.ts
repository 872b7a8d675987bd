import type { CellPlant } from '../../simulator/cell/state.js';
import type { SiteChain } from '../sites/chain.js';

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, n) => all + n, 0);

/** Energy of a plant over all carriers since it began [kWh]. */
export const kwhOf = ({ places, utilities, zones }: CellPlant): number =>
  sum(places.flatMap(({ kwh }) => Object.values(kwh))) +
  sum(utilities.flatMap(({ kwh }) => Object.values(kwh))) +
  sum(zones.flatMap(({ kwh }) => [kwh.electricity, kwh.heat]));

/** Good items of each product that have left its last step, those of a lot under way in its flow segment too. */
export function madeOf({ site, log, plant }: SiteChain): Record<string, number> {
  const last = new Map(site.definition.products.map(({ id, route }) => [id, route.at(-1)!.id]));
  const made: Record<string, number> = Object.fromEntries([...last.keys()].map((id) => [id, 0]));
  for (const { product, steps } of [...log.batches, ...plant.batches])
    for (const { step, good } of steps) if (step === last.get(product)) made[product]! += good;
  site.compiled.places.forEach(({ line }, i) => {
    const { batch: serial, machines, stage } = plant.places[i]!;
    const batch = plant.batches.find((one) => one.serial === serial);
    if (line === null || batch === undefined || batch.under === null || stage !== 'production') return;
    const { route } = site.definition.products.find(({ id }) => id === batch.product)!;
    if (batch.step !== route.length - 1) return;
    for (const end of line.ends) {
      const [processed, defective] = batch.under.counts[end]!;
      made[batch.product]! += machines[end]!.processed - processed - (machines[end]!.defective - defective);
    }
  });
  return made;
}

/** Good items of each product of lots that have come to their end. */
export function finishedOf({ site, log }: SiteChain): Record<string, number> {
  const done = (product: string) => sum(log.batches.flatMap((batch) => (batch.product === product && batch.outcome === 'done' ? [batch.items] : [])));
  return Object.fromEntries(site.definition.products.map(({ id }) => [id, done(id)]));
}

/** When the step of a lot on a unit that was under way ended [s]; Infinity: not yet. */
export function stepEndS({ log, plant }: SiteChain, lot: string, source: string, sinceS: number): number {
  const batch = [...log.batches, ...plant.batches].find((one) => one.lot === lot);
  return batch?.steps.find(({ unit, toS }) => unit.replace('/', '.') === source && toS >= sinceS)?.toS ?? Infinity;
}

export const lotEndS = ({ log }: SiteChain, lot: string): number => log.batches.find((batch) => batch.lot === lot)?.endedS ?? Infinity;

import type { LedgerRow, LotRecord, LotStep } from '../../../contract/cell-view.js';
import { mean } from '../../../engine/distribution.js';
import type { CompiledCell, CompiledStep, Place } from '../../cell/compile.js';
import { sourceOf, type CellSource } from './sources.js';

/** Planned run time per item (PRI) of what a ledger row counts [s]; null where its product or step is not known. */
export type PlannedTime = (source: CellSource, row: LedgerRow) => number | null;

const US_PER_S = 1e6;

/**
 * PRI of every source. Of a machine: its ideal rate. Of a segment: that of its slowest machine, by good unit of the segment. Of a batch
 * unit: the mean phases of the recipe (each per batch, item or reject, of the batches as they were) over the items that they became; of
 * a batch whose record is gone, those of a batch of the size in the file.
 */
export function plannedTimes(cell: CompiledCell, lots: readonly LotRecord[]): PlannedTime {
  const recorded = recordedTimes(cell, lots);
  const usual = usualTimes(cell);
  return ({ id, place, station }, { lot, product, step }) => {
    if (place === null) return null;
    if (station >= 0) return 1 / (place.line!.stations[station]!.ratePerUs * US_PER_S);
    if (place.line !== null) return 60 / place.line.idealRatePerMin;
    return recorded.get(keyOf(id, lot, step)) ?? usual.get(keyOf(id, product, step)) ?? null;
  };
}

const keyOf = (...parts: (string | null)[]): string => JSON.stringify(parts);

/** Phases of the steps that have ended over their items, by source, lot and step. */
function recordedTimes(cell: CompiledCell, lots: readonly LotRecord[]): Map<string, number> {
  const places = new Map(cell.places.map((place) => [sourceOf(place), place]));
  const sums = new Map<string, { seconds: number; items: number }>();
  for (const { lot, product, steps } of lots) {
    steps.forEach((done, i) => {
      const place = places.get(done.source);
      const step = stepOf(cell, product, done.step);
      if (!place || !step || done.good === null || done.rejected === null) return;
      const key = keyOf(done.source, lot, done.step);
      const sum = sums.get(key) ?? { seconds: 0, items: 0 };
      sum.seconds += phasesS(cell, step, place, { items: itemsInto(done, step, place), rejected: steps[i - 1]?.rejected ?? 0 });
      sum.items += done.good + done.rejected;
      sums.set(key, sum);
    });
  }
  return new Map([...sums].flatMap(([key, { seconds, items }]) => (items > 0 && seconds > 0 ? [[key, seconds / items] as const] : [])));
}

const itemsInto = ({ itemsIn, good, rejected }: LotStep, { recipe }: CompiledStep, { line }: Place): number =>
  itemsIn ?? (line === null ? (good! + rejected!) / recipe.makes : 0);

/** The step of a product's route, or undefined. */
export function stepOf(cell: CompiledCell, product: string | null, step: string | null): CompiledStep | undefined {
  return cell.steps.find(({ id, product: p }) => id === step && cell.definition.products[p]!.id === product);
}

/** How long the phases of a batch last on average [s]. `rejected`: by the step before. */
function phasesS(cell: CompiledCell, step: CompiledStep, place: Place, batch: { items: number; rejected: number }): number {
  const factor = { batch: 1, item: batch.items, reject: batch.rejected };
  return (step.phases?.get(place.index) ?? place.phases).reduce((sum, phase) => {
    const { law, per } = cell.activities[phase]!;
    return sum + mean(law) * factor[per];
  }, 0);
}

/** Phases of a batch of the size in the file over the items that it becomes, by source, product and step. */
function usualTimes(cell: CompiledCell): Map<string, number> {
  const times = new Map<string, number>();
  cell.definition.products.forEach((product, p) => {
    let items: number = product.batchSize;
    let rejected = 0;
    for (let k = cell.firstStep[p]!; k < cell.firstStep[p]! + product.route.length; k++) {
      const step = cell.steps[k]!;
      const { merge, split, recovers, makes } = step.recipe;
      items *= merge;
      const places = step.places.map((i) => cell.places[i]!);
      const segment = places.find(({ line }) => line !== null);
      const whole = segment ? items / segment.itemsPerGood : (items + recovers * rejected) * makes;
      for (const place of places) {
        const seconds = place.line === null ? phasesS(cell, step, place, { items, rejected }) : 0;
        if (whole > 0 && seconds > 0) times.set(keyOf(sourceOf(place), product.id, step.id), seconds / whole);
      }
      const good = whole * (segment ? goodShare(segment, items) : step.recipe.yield);
      rejected = (whole - good) / split;
      items = good / split;
    }
  });
  return times;
}

/** Good share of what runs through a segment; of a network its rejects are not followed. */
function goodShare({ line, unit }: Place, items: number): number {
  const costs = unit.flow!.startUpRejects;
  const started = costs && items > 0 ? Math.max(0, 1 - mean(costs) / items) : 1;
  return line!.network === null ? line!.stations.reduce((share, station) => share * station.yield, started) : started;
}

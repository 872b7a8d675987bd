import type { LedgerRow } from '../../../src/contract/cell-view.js';
import type { SiteChain } from '../chain.js';
import { sourceOf } from '../log.js';
import { Comparison, type Check } from './check.js';

/** Counts of machines are told within so long [s]. */
const TOLD_WITHIN_S = 10;

/** Items of every unit and machine, good and rejected: the log, the last counter that was told, and the ledger are the same to the item. */
export function checkCounts({ log, counters }: SiteChain, rows: readonly LedgerRow[]): Check {
  const check = new Comparison('counts of units');
  const ledger = countsBySource(rows);
  for (const [place, { processed, defective }] of Object.entries(log.meters?.units ?? {})) {
    const source = sourceOf(place);
    check.same(`${source} in the ledger`, [processed, defective], ledger.get(source) ?? [0, 0]);
    check.same(`${source} as told`, [processed, defective], [counters.get(`${source} processedCount`), counters.get(`${source} defectiveCount`)]);
  }
  return check.done();
}

/** Items of every machine in every step that has ended. */
export function checkStepCounts({ log, plant }: SiteChain, rows: readonly LedgerRow[]): Check {
  const check = new Comparison('counts of machines by lot');
  const of = new Map<string, [number, number]>();
  for (const row of rows) addTo(of, `${row.source} ${row.lot} ${row.step}`, row);
  for (const { lot, steps } of [...log.batches, ...plant.batches]) {
    const told = new Map<string, { processed: number; defective: number }>();
    for (const { step, unit, machines } of steps)
      for (const { id, processed, defective } of machines ?? []) {
        const key = `${sourceOf(unit)}.${id} ${lot} ${step}`;
        const sum = told.get(key) ?? { processed: 0, defective: 0 };
        told.set(key, { processed: sum.processed + processed, defective: sum.defective + defective });
      }
    for (const [key, { processed, defective }] of told) check.same(key, [processed, defective], of.get(key) ?? [0, 0]);
  }
  return check.done();
}

/**
 * Items of every machine at the instant at which it is told next, from the plant's own counter: a machine that counts on all the time
 * is told every ten seconds. The plant goes on for as long.
 */
export function checkMachineCounts(chain: SiteChain): Check {
  const check = new Comparison('counts of machines');
  const { books } = chain.mirror;
  const open = new Map<string, string>();
  const endS = chain.plant.timeS + TOLD_WITHIN_S;
  const look = () =>
    chain.site.compiled.places.forEach(({ id, line }, i) =>
      line?.definition.stations.forEach((station, k) => {
        const source = `${sourceOf(id)}.${station.id}`;
        const { processed, defective } = chain.plant.places[i]!.machines[k]!;
        const book = books.find((one) => one.id === source)!;
        const got = book.rows.reduce((sum, row) => [sum[0]! + row.processed, sum[1]! + row.rejected], [0, 0]);
        if (open.get(source) === '') return;
        open.set(
          source,
          got[0] === processed && got[1] === defective ? '' : `${source}: the plant says ${processed}, ${defective}, the twin ${got.join(', ')}`,
        );
      }),
    );
  look();
  while (chain.plant.timeS < endS && [...open.values()].some((text) => text !== '')) {
    chain.runTo(chain.plant.timeS + 1);
    look();
  }
  for (const [source, text] of open) {
    check.same(source, 'equal', text === '' ? 'equal' : text);
  }
  return check.done();
}

function countsBySource(rows: readonly LedgerRow[]): Map<string, [number, number]> {
  const sums = new Map<string, [number, number]>();
  for (const row of rows) addTo(sums, row.source, row);
  return sums;
}

function addTo(sums: Map<string, [number, number]>, key: string, { processed, rejected }: LedgerRow): void {
  const [a, b] = sums.get(key) ?? [0, 0];
  sums.set(key, [a + processed, b + rejected]);
}

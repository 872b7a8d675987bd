import type { LedgerRow, LotRecord } from '../../../src/contract/cell-view.js';
import type { SiteChain } from '../chain.js';
import { sourceOf, type MetersLine } from '../log.js';
import { Comparison, type Check } from './check.js';

/** The issue's: energy is conserved within 0.1 %. */
const SITE = { share: 0.001 };
/** Meters are told once a minute, and a step begins and ends within one [kWh]. */
const LOT = { share: 0.001, floor: 0.02 };

/** kWh by carrier of the whole site and of every source: the log, the meters as told, and the ledger. */
export function checkEnergy({ log, counters }: SiteChain, rows: readonly LedgerRow[]): Check {
  const check = new Comparison('kWh by carrier');
  const truth = log.meters === null ? new Map<string, Record<string, number>>() : bySource(log.meters);
  const ledger = energyBySource(rows);
  const site: Record<string, { truth: number; told: number; ledger: number }> = {};
  for (const [source, carriers] of truth) {
    for (const [carrier, kwh] of Object.entries(carriers)) {
      const told = counters.get(`${source} energy${carrier === 'electricity' ? '' : `.${carrier}`}`) ?? 0;
      const got = ledger.get(source)?.[carrier] ?? 0;
      // What the meter has not told yet counts by the power that was told, where there is any.
      check.near(`${source} ${carrier} in the ledger`, kwh, got, { ...SITE, floor: Math.abs(kwh - told) });
      const sum = (site[carrier] ??= { truth: 0, told: 0, ledger: 0 });
      Object.assign(sum, { truth: sum.truth + kwh, told: sum.told + told, ledger: sum.ledger + got });
    }
  }
  for (const [carrier, sum] of Object.entries(site)) {
    check.near(`${carrier} of the site, meters as told`, sum.truth, sum.told, SITE);
    check.near(`${carrier} of the site in the ledger`, sum.truth, sum.ledger, SITE);
  }
  return check.done();
}

/** kWh of every lot over its steps that have ended, with what its utilities cost by the cell file. */
export function checkLotEnergy({ log, plant, site }: SiteChain, lots: ReadonlyMap<string, LotRecord>): Check {
  const check = new Comparison('kWh by lot');
  const perUnit = new Map(site.definition.utilities.map(({ id, energy }) => [id, energy]));
  for (const { lot, steps } of [...log.batches, ...plant.batches]) {
    const truth: Record<string, number> = {};
    const got: Record<string, number> = {};
    const add = (into: Record<string, number>, carrier: string, kwh: number) => void (into[carrier] = (into[carrier] ?? 0) + kwh);
    for (const step of steps) for (const [carrier, kwh] of Object.entries(step.kwh)) add(truth, carrier, kwh);
    for (const { kwh, utilities } of lots.get(lot)?.steps.slice(0, steps.length) ?? []) {
      for (const [carrier, amount] of Object.entries(kwh)) add(got, carrier, amount);
      for (const [utility, used] of Object.entries(utilities))
        for (const [carrier, each] of Object.entries(perUnit.get(utility)!)) add(got, carrier, used * each);
    }
    for (const [carrier, kwh] of Object.entries(truth)) check.near(`${lot} ${carrier}`, kwh, got[carrier] ?? 0, LOT);
  }
  return check.done();
}

function bySource({ units, utilities, zones }: MetersLine): Map<string, Record<string, number>> {
  const named = (prefix: string, of: Record<string, { kwh: Record<string, number> }>) =>
    Object.entries(of).map(([id, { kwh }]): [string, Record<string, number>] => [`${prefix}${sourceOf(id)}`, kwh]);
  return new Map([...named('', units), ...named('utilities.', utilities), ...named('zones.', zones)]);
}

function energyBySource(rows: readonly LedgerRow[]): Map<string, Record<string, number>> {
  const sums = new Map<string, Record<string, number>>();
  for (const { source, kwh } of rows) {
    const sum = sums.get(source) ?? {};
    sums.set(source, sum);
    for (const carriers of Object.values(kwh)) for (const [carrier, amount] of Object.entries(carriers)) sum[carrier] = (sum[carrier] ?? 0) + amount;
  }
  return sums;
}

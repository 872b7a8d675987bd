import { ACCOUNTS } from '../../contract/cell-view.js';
import type { CellRunKpi } from '../../contract/cell-scenario.js';
import type { CompiledCell } from '../cell/compile.js';
import { ACCOUNT } from '../cell/layout.js';
import type { LoadRecord } from '../cell/load.js';
import type { CellReport, UnitReport } from '../cell/report.js';
import { weekOf } from './load-week.js';

const US_PER_HOUR = 3.6e9;

/** What one replication of a site tells: plain numbers, in the order of the definition. */
export interface CellOutcome {
  kpis: Record<CellRunKpi, number | null>;
  products: { lots: number; items: number; leadTimeH: number | null }[];
  carriers: CarrierOutcome[];
  /** of all carriers together; null where no contract splits it */
  cost: { energyEur: number; networkEur: number; taxEur: number } | null;
  units: UnitOutcome[];
  zones: { fanKwh: number; coolingKwh: number; heatKwh: number }[];
  /** in the unit of the utility */
  utilities: number[];
  /** share of the time of those present */
  teams: (number | null)[];
}

export interface CarrierOutcome {
  kwh: number;
  costEur: number | null;
  co2eKg: number | null;
  peakKw: number;
  /** mean power by hour of the week of the site [kW], Monday 0 h first; NaN where the horizon has none */
  weekKw: Float64Array;
}

/** Of all slots of a unit: mean share of the time in each account, and electricity [kWh]. */
export interface UnitOutcome {
  shares: number[];
  kwh: number[];
}

/** What else takes a unit's time than waiting for something to do. A unit that cannot pass on its lot is used too: nobody else can have it. */
export const USED: readonly number[] = (
  ['execute', 'start-up', 'set-up', 'changeover', 'cleaning', 'clearance', 'maintenance', 'down', 'minor-stop', 'blocked'] as const
).map((account) => ACCOUNT[account]);

/** Puts together what a replication tells, from its report and its load. */
export function outcomeOf(cell: CompiledCell, report: CellReport, load: LoadRecord): CellOutcome {
  const { definition } = cell;
  const carriers = report.carriers.map(({ kwh, costEur, co2eKg, peakKw }, c) => ({
    kwh,
    costEur,
    co2eKg,
    peakKw,
    weekKw: weekOf(definition.timezone, load, load.kwh[c]!),
  }));
  return {
    kpis: kpisOf(cell, report, carriers),
    products: report.products.map(({ done, items, meanLeadS }) => ({ lots: done, items, leadTimeH: meanLeadS === null ? null : meanLeadS / 3600 })),
    carriers,
    cost: null,
    units: definition.units.map(({ id, slots }) => unitOutcome(report, slots === 1 ? [id] : Array.from({ length: slots }, (_, i) => `${id}.${i + 1}`))),
    zones: report.zones.map(({ fanKwh, coolingKwh, heatKwh }) => ({ fanKwh, coolingKwh, heatKwh })),
    utilities: report.utilities.map(({ used }) => used),
    teams: report.teams.map(({ busy }) => busy),
  };
}

function unitOutcome(report: CellReport, places: readonly string[]): UnitOutcome {
  const its = places.map((place) => report.units.find(({ unit }) => unit === place)!);
  const windowS = (report.toUs - report.fromUs) / 1e6;
  const sum = (of: (unit: UnitReport) => number) => its.reduce((all, unit) => all + of(unit), 0);
  return {
    shares: ACCOUNTS.map((account) => sum(({ accountS }) => accountS[account]) / (windowS * its.length)),
    kwh: ACCOUNTS.map((account) => sum(({ energyKwh }) => energyKwh[account])),
  };
}

/** Cost and emissions are those of all carriers; null where one of them does not know. Lead time: mean of lots that were done. */
function kpisOf(cell: CompiledCell, report: CellReport, carriers: readonly CarrierOutcome[]): Record<CellRunKpi, number | null> {
  const { definition } = cell;
  const total = (of: (product: CellReport['products'][number]) => number) => report.products.reduce((sum, product) => sum + of(product), 0);
  const known = (of: (carrier: CarrierOutcome) => number | null) =>
    carriers.reduce<number | null>((sum, carrier) => (sum === null || of(carrier) === null ? null : sum + of(carrier)!), carriers.length > 0 ? 0 : null);
  const lots = total(({ done }) => done);
  const oneItem = new Set(definition.products.map(({ item }) => item)).size === 1;
  const items = oneItem ? total((product) => product.items) : null;
  const energyKwh = carriers.reduce((sum, { kwh }) => sum + kwh, 0);
  const { done, late, meanLateS } = report.orders;
  return {
    lotsDone: lots,
    goodItems: items,
    leadTimeH: lots > 0 ? total(({ done: count, meanLeadS }) => count * (meanLeadS ?? 0)) / lots / 3600 : null,
    ordersDone: done,
    ordersLate: late,
    lateH: late > 0 ? (late * meanLateS!) / 3600 : 0,
    lotsLost: total(({ lost }) => lost),
    reworks: total(({ reworks }) => reworks),
    holdBreaches: report.holdBreaches,
    personH: personHours(cell, report),
    energyKwh,
    kwhPerLot: lots > 0 ? energyKwh / lots : null,
    kwhPer1000: items !== null && items > 0 ? (energyKwh / items) * 1000 : null,
    costEur: known(({ costEur }) => costEur),
    co2eKg: known(({ co2eKg }) => co2eKg),
    peakKw: cell.electricity >= 0 ? carriers[cell.electricity]!.peakKw : null,
  };
}

/** Hours in which persons worked; null where the site has no teams. */
function personHours(cell: CompiledCell, report: CellReport): number | null {
  const { teams } = cell.definition;
  return teams.length === 0 ? null : report.teams.reduce((sum, { busyPersonUs }) => sum + busyPersonUs, 0) / US_PER_HOUR;
}

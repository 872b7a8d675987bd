import type { Estimate } from '../../contract/estimate.js';
import { estimate } from '../compare.js';
import { ACCOUNTS } from '../../contract/cell-view.js';
import type { Account } from './layout.js';
import type { CellReport } from './report.js';

/** An estimate; one replication tells its value alone: no interval, spread or quantile. */
export type CellEstimate = Estimate | (Pick<Estimate, 'n' | 'mean' | 'values'> & Record<'low' | 'high' | 'sd' | 'p10' | 'p50' | 'p90', null>);

function estimateOf(values: readonly number[]): CellEstimate {
  if (values.length > 1) return estimate(values);
  return { n: 1, mean: values[0]!, low: null, high: null, sd: null, p10: null, p50: null, p90: null, values: [...values] };
}

/** Estimates over replications of what cells report; null where any replication does not know. */
export interface CellEstimates {
  products: Record<string, { done: CellEstimate; items: CellEstimate; lost: CellEstimate; leadS: CellEstimate | null }>;
  orders: { done: CellEstimate; late: CellEstimate };
  carriers: Record<string, { kwh: CellEstimate; costEur: CellEstimate | null; co2eKg: CellEstimate | null; peakKw: CellEstimate }>;
  /** electricity and heat of a product unit cannot be told apart: all energy over all finished items [kWh per 1,000 items] */
  kwhPer1000Items: CellEstimate | null;
  /** mean share of the time of each unit in each account */
  units: Record<string, Record<Account, number>>;
  teams: Record<string, CellEstimate | null>;
}

/** At least one report, all of the same cell. */
export function estimateReports(reports: readonly CellReport[]): CellEstimates {
  const first = reports[0]!;
  const over = (value: (report: CellReport) => number) => estimateOf(reports.map(value));
  const known = (value: (report: CellReport) => number | null): CellEstimate | null => {
    const values = reports.map(value);
    return values.every((v) => v !== null) ? estimateOf(values) : null;
  };
  const named = <T, U>(list: readonly T[], name: (entry: T) => string, make: (i: number) => U) =>
    Object.fromEntries(list.map((entry, i) => [name(entry), make(i)]));
  return {
    products: named(
      first.products,
      ({ product }) => product,
      (i) => ({
        done: over((r) => r.products[i]!.done),
        items: over((r) => r.products[i]!.items),
        lost: over((r) => r.products[i]!.lost),
        leadS: known((r) => r.products[i]!.meanLeadS),
      }),
    ),
    orders: { done: over((r) => r.orders.done), late: over((r) => r.orders.late) },
    carriers: named(
      first.carriers,
      ({ carrier }) => carrier,
      (i) => ({
        kwh: over((r) => r.carriers[i]!.kwh),
        costEur: known((r) => r.carriers[i]!.costEur),
        co2eKg: known((r) => r.carriers[i]!.co2eKg),
        peakKw: over((r) => r.carriers[i]!.peakKw),
      }),
    ),
    kwhPer1000Items: known(kwhPer1000),
    units: named(
      first.units,
      ({ unit }) => unit,
      (i) => Object.fromEntries(ACCOUNTS.map((account) => [account, meanShare(reports, i, account)])) as Record<Account, number>,
    ),
    teams: named(
      first.teams,
      ({ team }) => team,
      (i) => known((r) => r.teams[i]!.busy),
    ),
  };
}

function kwhPer1000({ carriers, products }: CellReport): number | null {
  const items = products.reduce((sum, product) => sum + product.items, 0);
  return items > 0 ? (carriers.reduce((sum, { kwh }) => sum + kwh, 0) / items) * 1000 : null;
}

function meanShare(reports: readonly CellReport[], unit: number, account: Account): number {
  return reports.reduce((sum, report) => sum + (report.units[unit]!.accountS[account] * 1e6) / (report.toUs - report.fromUs), 0) / reports.length;
}

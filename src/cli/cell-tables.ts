import type { CellEstimate, CellEstimates } from '../model/cell/estimate.js';
import { ACCOUNTS } from '../contract/cell-view.js';
import { type Account } from '../model/cell/layout.js';
import type { CellReport } from '../model/cell/report.js';
import { decimalsFor, number } from './format.js';
import type { Lang } from './io.js';
import { WORDS } from './words.js';

/** Mean with its interval and quantiles of all that a cell makes and uses. */
export function outputRows({ products, orders, carriers, kwhPer1000Items }: CellEstimates, lang: Lang): string[][] {
  const words = WORDS[lang];
  const row = (name: string, estimate: CellEstimate | null, scale = 1) => [name, ...figures(estimate, scale, lang)];
  return [
    [words.kpi, words.mean, 'P10', 'P50', 'P90'],
    ...Object.entries(products).flatMap(([id, product]) => [
      row(words.cell.batches(id), product.done),
      row(words.cell.items(id), product.items),
      row(words.cell.lead(id), product.leadS, 1 / 3600),
    ]),
    row(words.cell.ordersDone, orders.done),
    row(words.cell.ordersLate, orders.late),
    ...Object.entries(carriers).flatMap(([id, carrier]) => [
      row(`${id} [kWh]`, carrier.kwh),
      row(words.cell.cost(id), carrier.costEur),
      row(`${id} CO2e [kg]`, carrier.co2eKg),
      row(words.cell.peak(id), carrier.peakKw),
    ]),
    row(words.cell.perItems, kwhPer1000Items),
  ];
}

/** Mean and quantiles; of one replication the value alone. */
function figures(estimate: CellEstimate | null, scale: number, lang: Lang): string[] {
  if (estimate === null) return [WORDS[lang].unknown, '', '', ''];
  const { mean, low, high, p10, p50, p90 } = estimate;
  if (low === null || high === null || p10 === null || p50 === null || p90 === null) return [number(mean * scale, 1, lang), '', '', ''];
  const half = ((high - low) / 2) * scale;
  const decimals = decimalsFor(half);
  return [
    `${number(mean * scale, decimals, lang)} ± ${number(half, decimals, lang)}`,
    ...[p10, p50, p90].map((value) => number(value * scale, decimals, lang)),
  ];
}

/** Accounts in which any unit spent a share that shows. */
export function accountRows({ units }: CellEstimates, lang: Lang): string[][] {
  const words = WORDS[lang];
  const shown: Account[] = ACCOUNTS.filter((account) => Object.values(units).some((shares) => shares[account] >= 0.0005));
  return [
    [words.unit, ...shown.map((account) => words.accounts[account])],
    ...Object.entries(units).map(([unit, shares]) => [unit, ...shown.map((account) => number(shares[account] * 100, 1, lang))]),
  ];
}

/** Every replication, a row each: products, orders, carriers. At least one report, all of the same cell. */
export function replicationRows(reports: readonly CellReport[]): (string | number | null)[][] {
  const { products, carriers } = reports[0]!;
  return [
    [
      'replication',
      ...products.flatMap(({ product }) => ['done', 'items', 'lost', 'leadS'].map((name) => `${product}.${name}`)),
      'ordersDone',
      'ordersLate',
      ...carriers.flatMap(({ carrier }) => ['kwh', 'costEur', 'co2eKg', 'peakKw'].map((name) => `${carrier}.${name}`)),
    ],
    ...reports.map((report, i) => [
      i,
      ...report.products.flatMap(({ done, items, lost, meanLeadS }) => [done, items, lost, meanLeadS]),
      report.orders.done,
      report.orders.late,
      ...report.carriers.flatMap(({ kwh, costEur, co2eKg, peakKw }) => [kwh, costEur, co2eKg, peakKw]),
    ]),
  ];
}

import type { Estimate } from '../contract/scenario.js';
import { estimateReports, type CellEstimates } from '../model/cell/estimate.js';
import { ACCOUNTS, type Account } from '../model/cell/layout.js';
import { replicateFromEmpty } from '../model/cell/replicate.js';
import type { FileTypes } from '../plant/machine-types.js';
import { formatIssues } from '../plant/read.js';
import { readCell } from '../plant/read-cell.js';
import { EMPTY_START } from '../scenarios/question.js';
import { decimalsFor, duration, number, textTable } from './format.js';
import { CliFault, EXIT, type Io, type Lang } from './io.js';
import { WORDS } from './words.js';

export interface CellRun {
  replications: number;
  horizonS: number;
  warmUpS: number;
  seed: number;
  start?: string;
  json?: true;
}

/** Simulates a process cell from empty, without a server, and says what came out: batches, orders, energy, and where the time of each unit went. */
export function simulateCell(text: string, file: string, types: FileTypes, run: CellRun, io: Io): void {
  const read = readCell(text, file, types);
  if (!read.ok) throw new CliFault(EXIT.validation, formatIssues(read.issues));
  const atUs = Date.parse(run.start ?? EMPTY_START) * 1000;
  const words = WORDS[io.lang];
  const reports = Array.from({ length: run.replications }, (_, replication) => {
    io.progress(words.replicationsDone(replication, run.replications, null));
    return replicateFromEmpty(read.cell, { seed: run.seed, replication, atUs, warmUpS: run.warmUpS, horizonS: run.horizonS });
  });
  io.progress(null);
  const estimates = estimateReports(reports);
  const { json, ...asked } = run;
  if (json) return io.out(JSON.stringify({ cell: read.definition.id, ...asked, ...estimates }, null, 2));
  io.out(words.cell.simulated(read.definition.id, duration(run.horizonS), run.replications, run.seed));
  io.out(`\n${textTable(outputRows(estimates, io.lang))}\n\n${textTable(accountRows(estimates, io.lang))}`);
}

function outputRows({ products, orders, carriers, kwhPer1000Items }: CellEstimates, lang: Lang): string[][] {
  const words = WORDS[lang];
  const row = (name: string, estimate: Estimate | null, scale = 1) => [name, mean(estimate, scale, lang), ...quantiles(estimate, scale, lang)];
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

function mean(estimate: Estimate | null, scale: number, lang: Lang): string {
  if (estimate === null) return WORDS[lang].unknown;
  const half = ((estimate.high - estimate.low) / 2) * scale;
  const decimals = decimalsFor(half);
  return `${number(estimate.mean * scale, decimals, lang)} ± ${number(half, decimals, lang)}`;
}

function quantiles(estimate: Estimate | null, scale: number, lang: Lang): string[] {
  if (estimate === null) return ['', '', ''];
  const decimals = decimalsFor(((estimate.high - estimate.low) / 2) * scale);
  return [estimate.p10, estimate.p50, estimate.p90].map((value) => number(value * scale, decimals, lang));
}

/** Accounts in which any unit spent a share that shows. */
function accountRows({ units }: CellEstimates, lang: Lang): string[][] {
  const words = WORDS[lang];
  const shown: Account[] = ACCOUNTS.filter((account) => Object.values(units).some((shares) => shares[account] >= 0.0005));
  return [
    [words.unit, ...shown.map((account) => words.accounts[account])],
    ...Object.entries(units).map(([unit, shares]) => [unit, ...shown.map((account) => number(shares[account] * 100, 1, lang))]),
  ];
}

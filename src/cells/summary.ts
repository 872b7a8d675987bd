import type { CellLive, CellSummary } from '../contract/cell-live.js';
import type { MeasuredAccount } from '../contract/cell-view.js';

const DOWN: readonly MeasuredAccount[] = ['down', 'minor-stop', 'excursion'];
const WAITING: readonly MeasuredAccount[] = ['starved', 'blocked', 'persons', 'utility'];

/** A cell in one line of a list. */
export function summaryOf(view: CellLive): CellSummary {
  const { cell, name, demo, site, timezone, freshness, catchingUp, asOfUs } = view;
  const accounts = Object.values(view.units).map(({ account }) => account);
  const count = (which: (account: MeasuredAccount) => boolean) => accounts.filter(which).length;
  return {
    cell,
    name,
    demo,
    site,
    timezone,
    freshness,
    catchingUp,
    asOfUs,
    units: {
      producing: count((account) => account === 'execute'),
      down: count((account) => DOWN.includes(account)),
      waiting: count((account) => WAITING.includes(account)),
      unknown: count((account) => account === 'unknown'),
      all: accounts.length,
    },
    lots: Object.keys(view.lots).length,
    findings: Object.keys(view.findings).length,
    powerKw: view.powerKw['electricity'] ?? null,
    expectedPowerKw: view.electricity.expectedKw,
  };
}

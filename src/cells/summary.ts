import type { CellLive, CellSummary } from '../contract/cell-live.js';
import type { MeasuredAccount } from '../contract/cell-view.js';
import { accountOfUnit, producing } from '../contract/unit-account.js';

const DOWN: readonly MeasuredAccount[] = ['down', 'minor-stop', 'excursion'];
const WAITING: readonly MeasuredAccount[] = ['starved', 'blocked', 'persons', 'utility'];

/** A cell in one line of a list. */
export function summaryOf(view: CellLive): CellSummary {
  const { cell, name, demo, site, timezone, freshness, catchingUp, asOfUs } = view;
  const units = Object.values(view.units);
  const accounts = units.map(accountOfUnit);
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
      producing: producing(units),
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

import { ledgerOf } from '../../src/model/cell-mirror/ledger.js';
import { lotsOf } from '../../src/model/cell-mirror/lots.js';
import { countOrders } from '../../src/model/cell-mirror/orders.js';
import { SiteChain, type Site } from './chain.js';
import type { Check } from './checks/check.js';
import { checkCounts, checkMachineCounts, checkStepCounts } from './checks/counts.js';
import { checkEnergy, checkLotEnergy } from './checks/energy.js';
import { checkGenealogy, checkOrders } from './checks/genealogy.js';
import { checkKpis } from './checks/kpis.js';
import { checkTime, unknownShare } from './checks/time.js';
import { DAY_S, findingsSaid, type SaidFinding } from './said.js';
import { otherBeginnings, shortHistory, type ShortHistory } from './short-history.js';

/** A Monday, 00:00 in Paris: seasons and shifts are the same on every run. */
export const BEGIN_S = Date.parse('2026-01-04T23:00:00Z') / 1000;

export interface Ask {
  /** of whole detail, after which all is compared */
  days: number;
  /** until when findings are looked for; what lies after `days` is told every `everyS` [s] only */
  findingsDays: number;
  everyS: number;
  /** of plants that begin on each other day of the week, in which nothing but the planted fault may be found; 0: nobody looks */
  shortDays: number;
  seed: number;
}

export interface SiteProof {
  site: string;
  dialect: string;
  ask: Ask;
  readings: number;
  refused: string[];
  lots: { ended: number; underWay: number };
  goodItems: number;
  kwh: Record<string, number>;
  unknownShare: number;
  checks: Check[];
  findings: SaidFinding[];
  /** day on which the planted fault was found; null: it was not, or nobody looked */
  foundDay: number | null;
  shortHistories: ShortHistory[];
  ok: boolean;
}

/** Runs a site and compares what its twin knows with the log of the plant. */
export function proveSite(site: Site, ask: Ask): SiteProof {
  const chain = new SiteChain(site, { seed: ask.seed, startS: BEGIN_S });
  chain.runTo(BEGIN_S + ask.days * DAY_S);
  const found = compareAll(chain);
  if (ask.findingsDays > ask.days) {
    const endS = BEGIN_S + ask.findingsDays * DAY_S;
    chain.sayLittle(ask.everyS, endS);
    chain.runTo(endS);
  }
  const findings = findingsSaid(chain, BEGIN_S);
  const shortHistories = ask.shortDays > 0 ? otherBeginnings(BEGIN_S).map((beginS) => shortHistory(site, beginS, { ...ask, days: ask.shortDays })) : [];
  const planted = findings.find(({ what }) => what === 'planted');
  const looked = ask.findingsDays > 0;
  const judged = [looked ? findings : [], ...shortHistories.map((history) => history.findings)].flat();
  const ok =
    found.checks.every(({ differing }) => differing === 0) &&
    chain.refusals === 0 &&
    (!looked || planted !== undefined) &&
    judged.every(({ what }) => what !== 'false');
  return {
    site: site.name,
    dialect: site.definition.mqtt?.dialect ?? 'uns-json',
    ask,
    readings: chain.readings,
    refused: chain.refused,
    ...found,
    findings,
    foundDay: planted?.foundDay ?? null,
    shortHistories,
    ok,
  };
}

type Found = Pick<SiteProof, 'lots' | 'goodItems' | 'kwh' | 'unknownShare' | 'checks'>;

/** Compares all that the twin knows at this instant with the log of the plant. The plant goes on for ten seconds more. */
export function compareAll(chain: SiteChain): Found {
  const { mirror, log, plant } = chain;
  const { compiled } = chain.site;
  const window = { fromUs: Math.min(...mirror.books.map(({ firstUs }) => firstUs ?? Infinity)), toUs: chain.nowUs };
  const rows = ledgerOf(compiled, mirror, window);
  const lots = lotsOf(mirror);
  const byLot = new Map(lots.map((lot) => [lot.lot, lot]));
  const hasMachines = compiled.places.some(({ line }) => line !== null);
  const checks = [
    checkCounts(chain, rows),
    ...(hasMachines ? [checkStepCounts(chain, rows)] : []),
    checkEnergy(chain, rows),
    checkLotEnergy(chain, byLot),
    checkGenealogy(chain, byLot),
    checkOrders(chain, countOrders(mirror)),
    checkTime(chain, rows, window),
    checkKpis(chain, rows, lots),
  ];
  const kwh: Record<string, number> = {};
  const { units = {}, utilities = {}, zones = {} } = log.meters ?? {};
  for (const { kwh: of } of [...Object.values(units), ...Object.values(utilities), ...Object.values(zones)])
    for (const [carrier, amount] of Object.entries(of)) kwh[carrier] = (kwh[carrier] ?? 0) + amount;
  return {
    lots: { ended: log.batches.length, underWay: plant.batches.filter(({ begunS }) => begunS !== null).length },
    goodItems: log.batches.reduce((sum, { outcome, items }) => (outcome === 'done' ? sum + items : sum), 0),
    kwh,
    unknownShare: unknownShare(rows),
    checks: [...checks, ...(hasMachines ? [checkMachineCounts(chain)] : [])],
  };
}

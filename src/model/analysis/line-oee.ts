import type { KpiAccount } from '../../contract/cell-kpi.js';
import type { LineOee, OEE_LEVELS, OeeStep } from '../../contract/line-oee.js';
import { timeOf, TIMES } from '../cell-mirror/kpi/elements.js';
import { indicatorsOf } from '../cell-mirror/kpi/indicators.js';
import type { Sums } from '../cell-mirror/kpi/sums.js';
import type { CompiledLine } from '../compile.js';
import { fromHereOn, measurePoints, neighboursOf, type MeasurePoint } from './measure-point.js';
import type { MeasuredStep } from './family-turns.js';
import { measuredWork, type MeasuredUnit, type MeasuredWork } from './measured-work.js';
import { oeeHours } from './oee-hours.js';
import { pointAccounts } from './point-accounts.js';
import type { SaidMerger } from './said-of-stops.js';
import { addAccounts } from './time-accounts.js';

/** What was heard of a unit, with its batches; one of no name says that there is no order. */
export interface OrderedUnit extends MeasuredUnit {
  batch: readonly MeasuredStep[];
}

/** Terms that need counts. */
const COUNTED: ReadonlySet<string> = new Set(['tN', 'tU', 'PQ', 'GQ', 'RQ']);
const S_PER_MIN = 60;
/** Less is rounding. */
const LEAST_S = 1e-6;

/**
 * Indicators of a measured line over [fromUs, toUs) and the bridge of its times, from what was heard of its units in the order of its
 * stations, with the stops as one that people told as one. As a segment of a cell (docs/kpis.md): time at its points of measure, good units where they leave the line, rejects from the
 * points on, all by the ideal rate of the line. What needs counts is left out where they are not known.
 */
export function lineOee(
  line: CompiledLine,
  units: readonly OrderedUnit[],
  { fromUs, toUs }: { fromUs: number; toUs: number },
  mergers: readonly SaidMerger[],
): Pick<LineOee, 'measuredAt' | 'unknownShare' | 'bridge' | 'kpis' | 'hours'> {
  const work = measuredWork(line, units, fromUs, toUs);
  const points = measurePoints(line);
  const accountsS: Partial<Record<KpiAccount, number>> = {};
  const stops: Sums['stops'] = [];
  const accounted = pointAccounts(line, work, units, mergers);
  for (const { station, weight, spans, stops: own } of accounted) {
    addAccounts(accountsS, spans, weight);
    const begun = (kind: 'breakdown' | 'micro-stop') => weight * own.filter((stop) => stop.began && stop.kind === kind).length;
    if (own.length > 0) stops.push({ source: units[station]!.id, stops: begun('breakdown'), minorStops: begun('micro-stop') });
  }
  const made = madeOf(line, work, points);
  const sums: Sums = { accountsS, made: made?.items ?? [], stops, used: [], byAccountKwh: {}, finished: [], batches: [], allUnitsS: {}, fromUs, toUs };
  const kpis = indicatorsOf({ sums, meanPRI: null, goodUnits: 'own', lot: null }, new Set(['time']));
  const windowS = timeOf('W', accountsS);
  return {
    measuredAt: points.map(({ station }) => units[station]!.id),
    unknownShare: windowS > 0 ? timeOf('unknown', accountsS) / windowS : null,
    bridge: bridgeOf(accountsS, made),
    kpis: made === null ? kpis.filter(({ terms }) => terms.every(({ symbol }) => !COUNTED.has(symbol))) : kpis,
    hours: oeeHours(line, work, accounted, made !== null),
  };
}

interface LineMade {
  items: Sums['made'];
  /** planned run time of what passed the points of measure, of what was made of it, and of what was good [s] */
  passedS: number;
  netS: number;
  usefulS: number;
}

/** Good units of the line that left it, and rejects from the points of measure on; null where no counts tell. */
function madeOf(line: CompiledLine, { sums, timeline: { fromUs, toUs } }: MeasuredWork, points: readonly MeasurePoint[]): LineMade | null {
  const stations = points.map(({ station }) => station);
  if (stations.some((i) => sums[i]!.processed === null) || line.ends.some((i) => sums[i]!.good === null)) return null;
  const PRI = S_PER_MIN / line.idealRatePerMin;
  const over = (i: number, sum: ((atUs: number) => number) | null) => (sum === null ? 0 : (sum(toUs) - sum(fromUs)) * line.stations[i]!.unitsPerItem);
  const items = [...new Set([...fromHereOn(neighboursOf(line), stations), ...line.ends])]
    .sort((a, b) => a - b)
    .map((i) => ({
      source: line.stations[i]!.id,
      product: null,
      step: null,
      PRI,
      good: line.ends.includes(i) ? over(i, sums[i]!.good) : 0,
      rejected: over(i, sums[i]!.rejected),
    }))
    .filter(({ good, rejected }) => good !== 0 || rejected !== 0);
  const usefulS = PRI * items.reduce((sum, { good }) => sum + good, 0);
  const netS = usefulS + PRI * items.reduce((sum, { rejected }) => sum + rejected, 0);
  return { items, usefulS, netS, passedS: PRI * stations.reduce((sum, i) => sum + over(i, sums[i]!.processed), 0) };
}

/** From total to useful time. Losses of nothing are left out. */
function bridgeOf(accountsS: Partial<Record<KpiAccount, number>>, made: LineMade | null): OeeStep[] {
  const level = (symbol: (typeof OEE_LEVELS)[number], s: number): OeeStep => ({ kind: 'level', level: symbol, s });
  const accounts = (lost: readonly KpiAccount[]) =>
    lost.flatMap((account): OeeStep[] => (accountsS[account] ? [{ kind: 'account', account, s: accountsS[account] }] : []));
  const less = (whole: readonly KpiAccount[], part: readonly KpiAccount[]) => accounts(whole.filter((account) => !part.includes(account)));
  const time = (symbol: 'tT' | 'tO' | 'tR' | 'tF') => level(symbol, timeOf(symbol, accountsS));
  const known = [time('tT'), ...less(TIMES.tT, TIMES.tO), time('tO'), ...less(TIMES.tO, TIMES.tR), time('tR'), ...less(TIMES.tR, TIMES.tF), time('tF')];
  if (made === null) return known;
  const loss = (what: 'speed' | 'buffer' | 'rejects', s: number): OeeStep[] => (Math.abs(s) < LEAST_S ? [] : [{ kind: 'loss', loss: what, s }]);
  return [
    ...known,
    ...accounts(['minor-stop']),
    ...loss('speed', timeOf('APT', accountsS) - made.passedS),
    ...loss('buffer', made.passedS - made.netS),
    level('tN', made.netS),
    ...loss('rejects', made.netS - made.usefulS),
    level('tU', made.usefulS),
  ];
}

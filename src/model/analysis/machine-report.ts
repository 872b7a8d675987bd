import type { KpiAccount } from '../../contract/cell-kpi.js';
import { KPI_ACCOUNTS } from '../../contract/cell-kpi.js';
import type { MachineReport } from '../../contract/line-oee.js';
import { timeOf } from '../cell-mirror/kpi/elements.js';
import type { CompiledLine, CompiledStation } from '../compile.js';
import { cycleTimes } from './cycle-times.js';
import { expectedStops } from './expected-stops.js';
import { type HeldValue, heldWithin, histogram, spreadOf } from './held-values.js';
import type { OrderedUnit } from './line-oee.js';
import type { MeasuredStep } from './family-turns.js';
import { measuredWork } from './measured-work.js';
import { meanBetween, meanLength } from './reliability.js';
import { saidStops, type SaidMerger } from './said-of-stops.js';
import { accountSpans, addAccounts, type AccountSpan } from './time-accounts.js';
import { spansOf } from './timeline.js';

/** What was heard of a machine, its power [kW] and its speed [items/min]. */
export interface ReportedUnit extends OrderedUnit {
  power: readonly MeasuredStep[];
  speed: readonly MeasuredStep[];
}

const US_PER_MIN = 60e6;
/** Width of the bins of speed, as a share of the ideal rate; wider where there would be too many. */
const BIN = 0.02;
const MOST_BINS = 60;

/**
 * A machine of a line over [fromUs, toUs): `station` is its place in the line, `units` what was heard of all, `machine` of this one,
 * `mergers` which stops people told as one.
 */
export function machineReport(
  line: CompiledLine,
  units: readonly OrderedUnit[],
  machine: ReportedUnit,
  station: number,
  { fromUs, toUs }: { fromUs: number; toUs: number },
  mergers: readonly SaidMerger[],
): Omit<MachineReport, 'line' | 'unit' | 'fromUs' | 'toUs'> {
  const { timeline, shifts } = measuredWork(line, units, fromUs, toUs);
  const spans = spansOf(timeline, station);
  const stops = saidStops(machine.id, spans, mergers, line.definition.microStop * 1e6);
  const accounts = accountSpans(spans, { shifts, ...machine, stops });
  const sums: Partial<Record<KpiAccount, number>> = {};
  addAccounts(sums, accounts);
  const breakdowns = stops.filter(({ kind, began }) => kind === 'breakdown' && began);
  const silent = machine.states.filter(({ state }) => state === 'Undefined');
  const windowS = timeOf('W', sums);
  const speeds = heldWithin(machine.speed, of(accounts, 'execute'), silent);
  const idealPerMin = line.stations[station]!.ratePerUs * US_PER_MIN;
  return {
    accounts: KPI_ACCOUNTS.flatMap((account) => (sums[account] ? [{ account, s: sums[account] }] : [])),
    unknownShare: windowS > 0 ? timeOf('unknown', sums) / windowS : null,
    mtbf: meanBetween(timeOf('APT', sums), breakdowns.length),
    mttr: meanLength(breakdowns.flatMap(({ toUs: end, downUs }) => (end === null ? [] : [downUs / 1e6]))),
    expected: expectedStops(line.stations[station]!.laws, line.definition.microStop),
    power: powerOf(line.stations[station]!, machine.power, accounts, silent),
    rate: rateOf(idealPerMin, speeds),
    cycle: cycleTimes(speeds, idealPerMin),
  };
}

type Silent = ReportedUnit['states'];
const of = (accounts: readonly AccountSpan[], account: KpiAccount) => accounts.filter((span) => span.account === account);

function powerOf(station: CompiledStation, power: readonly MeasuredStep[], accounts: readonly AccountSpan[], silent: Silent): MachineReport['power'] {
  const found = KPI_ACCOUNTS.flatMap((account) => {
    const kw = account === 'unknown' ? null : spreadOf(heldWithin(power, of(accounts, account), silent));
    return kw === null ? [] : [{ account, kw, expectedKw: expectedKw(station, account) }];
  });
  return found.length > 0 ? found : null;
}

/** Power that the plant file tells for an account. One that rests with a standby policy draws now this, now that: none is told. */
function expectedKw({ power, perItemKwh, ratePerUs, standby }: CompiledStation, account: KpiAccount): number | null {
  switch (account) {
    case 'execute':
      return power.execute + perItemKwh * ratePerUs * US_PER_MIN * 60;
    case 'down':
    case 'minor-stop':
      return power.held;
    case 'starved':
    case 'blocked':
    case 'waiting':
    case 'idle':
      return standby === null ? power.idle : null;
    default:
      return null;
  }
}

function rateOf(idealPerMin: number, held: readonly HeldValue[]): MachineReport['rate'] {
  const perMin = spreadOf(held);
  if (perMin === null) return null;
  const width = Math.max(BIN * idealPerMin, (perMin.max - perMin.min) / MOST_BINS);
  return { perMin, idealPerMin, bins: histogram(held, width).map(({ from, to, s }) => ({ fromPerMin: from, toPerMin: to, s })) };
}

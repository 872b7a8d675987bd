import type { KpiAccount } from '../../contract/cell-kpi.js';
import { LINE_WASTE_ACCOUNTS, type LineAccountUse, type LineEnergy, type LineEnergyFigures, type MachineEnergy } from '../../contract/line-energy.js';
import type { LineDefinition } from '../../contract/line.js';
import { goodUnitsOf } from '../analysis/good-units.js';
import type { OrderedUnit } from '../analysis/line-oee.js';
import { measuredWork, type MeasuredWork } from '../analysis/measured-work.js';
import { saidStops, type SaidMerger } from '../analysis/said-of-stops.js';
import { stateShares } from '../analysis/state-shares.js';
import { accountSpans } from '../analysis/time-accounts.js';
import { spansOf } from '../analysis/timeline.js';
import type { CompiledLine } from '../compile.js';
import { DEMAND_STEP_S, gridStartUs, type ProfileTimes } from '../supply/profile.js';
import { ELECTRICITY, supplyOf, type SupplyState } from '../supply/state.js';
import { unknownShare, type ReadNode } from './balance.js';
import { coarsened, fineTimes } from './fine-load.js';
import { groupedBy } from './grouped.js';
import { lineBatches } from './line-batches.js';
import { loadByConsumer } from './load-by-consumer.js';
import { sumOf, type MeteredLoad } from './load.js';
import { profileOf } from './profile.js';
import { ratesOf, type Rates } from './rates.js';
import { shareOut, type KeyedSpan } from './share-out.js';
import { sumSeconds, sumWorth, wastesOf } from './waste.js';

/** What the history holds of a line over a window: of its units, and of the energy of each in `fineTimes` of the window. */
export interface LineReadings {
  /** in the order of the line */
  units: readonly OrderedUnit[];
  /** a unit of whose energy nothing was heard is not there */
  loads: ReadonlyMap<string, MeteredLoad>;
  mergers: readonly SaidMerger[];
}

interface Window {
  fromUs: number;
  toUs: number;
}

/** States are told of so many parts of a window: no shorter ones than ten minutes, and no more than can be drawn. */
const MOST_BINS = 144;

/**
 * Where the electricity of a line went over [fromUs, toUs): the load of every machine by its counter, else by its power, each kWh by what the
 * machine did in its time (docs/energy.md). What states, machines and batches have adds up to the same. `before`: figures of the window before.
 */
export function lineEnergy(line: CompiledLine, readings: LineReadings, window: Window): Omit<LineEnergy, 'line' | 'before'> {
  const { fromUs, toUs } = window;
  const fine = fineTimes(window);
  const times = tenMinutes(window);
  const supply = supplyOfLine(line.definition);
  const carrier = supply.carriers[0];
  const rates = ratesOf(carrier, times, supply);
  const work = measuredWork(line, readings.units, fromUs, toUs);
  const machines = readings.units.map(({ id }, i) => machineEnergy(id, readings.loads.get(id) ?? null, accountsOf(line, readings, work, i), fine, rates));
  const tops = readings.units.map(({ id }): ReadNode => {
    const load = readings.loads.get(id);
    const node = { id, kind: 'source', name: null, reads: id, parts: [] } as const;
    return { node: { ...node, parts: [] }, load: load === undefined ? null : coarsened(load, fine, times), partsLoad: null, missing: [], parts: [] };
  });
  const about = { carrier: ELECTRICITY, stepS: DEMAND_STEP_S } as const;
  const profile = { ...about, ...profileOf(tops, times, supply, carrier) };
  const batched = readings.units.map(({ id, batch }) => ({ batch, load: readings.loads.get(id) ?? null }));
  const accounts = ofAllMachines(machines);
  return {
    figures: figuresOf(goodUnitsIn(line, readings, work, window), machines, accounts, profile, window),
    missing: machines.filter(({ kwh }) => kwh === null).map(({ unit }) => unit),
    profile,
    load: { ...about, ...loadByConsumer(tops, times, supply, carrier) },
    machines,
    accounts,
    waste: wasteOf(machines, accounts),
    states: statesOf(readings, work, window),
    batches: lineBatches(line, batched, work.sums, { ...fine, toUs }, rates),
  };
}

/** A line has one carrier, and its tariff and factor stand in its file by themselves. */
const supplyOfLine = ({ timezone, tariff, carbon }: LineDefinition): SupplyState =>
  supplyOf({ timezone, carriers: [{ id: ELECTRICITY, name: { en: 'Electricity', fr: 'Électricité' }, ...(tariff && { tariff }), ...(carbon && { carbon }) }] });

function tenMinutes({ fromUs, toUs }: Window): ProfileTimes {
  const stepS = DEMAND_STEP_S;
  return { fromUs, toUs, stepS, steps: Math.ceil((toUs - gridStartUs({ fromUs, stepS })) / (stepS * 1e6)) };
}

/** What a machine spent the window on, as its own page and that of OEE tell it. */
function accountsOf(line: CompiledLine, { units, mergers }: LineReadings, { timeline, shifts }: MeasuredWork, i: number): KeyedSpan<KpiAccount>[] {
  const spans = spansOf(timeline, i);
  const stops = saidStops(units[i]!.id, spans, mergers, line.definition.microStop * 1e6);
  return accountSpans(spans, { shifts, ...units[i]!, stops }).map(({ fromUs, toUs, account }) => ({ fromUs, toUs, key: account }));
}

function machineEnergy(unit: string, load: MeteredLoad | null, spans: readonly KeyedSpan<KpiAccount>[], fine: ProfileTimes, rates: Rates): MachineEnergy {
  if (load === null) return { unit, by: null, kwh: null, costEur: null, co2eKg: null, pausedKwh: 0, unknownShare: 1, resets: 0, accounts: [] };
  const accounts = [...shareOut(load, fine, spans, rates)].map(([account, portion]): LineAccountUse => ({ account, ...portion }));
  return {
    unit,
    by: load.by === 'counter' ? 'counter' : 'power',
    ...sumWorth(accounts),
    pausedKwh: sumOf(load.pausedKwh),
    unknownShare: unknownShare(load, fine),
    resets: load.resets,
    accounts: accounts.sort(mostFirst),
  };
}

const mostFirst = (a: LineAccountUse, b: LineAccountUse) => b.kwh - a.kwh || b.seconds - a.seconds;

const ofAllMachines = (machines: readonly MachineEnergy[]): LineAccountUse[] =>
  [
    ...groupedBy(
      machines.flatMap(({ accounts }) => accounts),
      ({ account }) => account,
    ),
  ]
    .map(([account, own]): LineAccountUse => ({ account, seconds: sumSeconds(own), ...sumWorth(own) }))
    .sort(mostFirst);

/** A reading after the window alone tells nothing of it. */
function goodUnitsIn(line: CompiledLine, { units }: LineReadings, { sums }: MeasuredWork, { fromUs, toUs }: Window): number | null {
  const isHeard = line.ends.every((i) => {
    const { good, processed } = units[i]!.counts;
    return [...good, ...processed].some(({ atUs }) => atUs < toUs);
  });
  return isHeard ? goodUnitsOf(line, sums, fromUs, toUs) : null;
}

function figuresOf(
  goodUnits: number | null,
  machines: readonly MachineEnergy[],
  accounts: readonly LineAccountUse[],
  profile: LineEnergy['profile'],
  { fromUs, toUs }: Window,
): LineEnergyFigures {
  const isHeard = machines.some(({ kwh }) => kwh !== null);
  const worth = isHeard ? sumWorth(accounts) : { kwh: null, costEur: null, co2eKg: null };
  const peaks = profile.periods.flatMap((period) => period.peaks.map(({ kw }) => kw));
  const kwhOf = (counts: (account: KpiAccount) => boolean) => sumWorth(accounts.filter(({ account }) => counts(account))).kwh;
  const inKnownState = kwhOf((account) => account !== 'unknown');
  return {
    fromUs,
    toUs,
    ...worth,
    peakKw: peaks.length > 0 ? Math.max(...peaks) : null,
    goodUnits,
    perThousandGoodKwh: worth.kwh !== null && goodUnits !== null && goodUnits > 0 ? (1000 * worth.kwh) / goodUnits : null,
    notProducingShare: inKnownState > 0 ? (inKnownState - kwhOf((account) => account === 'execute')) / inKnownState : null,
    knownShare: 1 - machines.reduce((sum, machine) => sum + machine.unknownShare, 0) / machines.length,
  };
}

const isWaste = (account: KpiAccount): boolean => (LINE_WASTE_ACCOUNTS as readonly KpiAccount[]).includes(account);

function wasteOf(machines: readonly MachineEnergy[], accounts: readonly LineAccountUse[]): LineEnergy['waste'] {
  const wasted = accounts.filter(({ account }) => isWaste(account));
  const amount = sumWorth(wasted);
  const whole = sumWorth(accounts).kwh;
  return {
    accounts: [...LINE_WASTE_ACCOUNTS],
    seconds: sumSeconds(wasted),
    ...amount,
    share: whole > 0 ? amount.kwh / whole : null,
    sources: wastesOf(
      machines.map(({ unit, kwh, accounts: own }) => ({ source: unit, kwh: kwh ?? 0, accounts: own })),
      isWaste,
    ),
  };
}

function statesOf({ units }: LineReadings, { shifts }: MeasuredWork, { fromUs, toUs }: Window): LineEnergy['states'] {
  const bins = Math.min(MOST_BINS, Math.max(1, Math.round((toUs - fromUs) / (DEMAND_STEP_S * 1e6))));
  return units.map((unit) => ({ unit: unit.id, bins: stateShares([unit], fromUs, toUs, bins, shifts) }));
}

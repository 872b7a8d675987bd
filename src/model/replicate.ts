import type { RunKpi, UnitShares } from '../contract/scenario.js';
import { noteFlow, recordFlow, timelineOfFlow, type FlowRecorder } from './analysis/record-flow.js';
import { analyseFlow, type RunAnalysis } from './analysis/run-analysis.js';
import { validAt } from './bill.js';
import { workingUs } from './calendar.js';
import type { CompiledLine } from './compile.js';
import { DEMAND_WINDOW_US, METER_COST, METER_PEAK } from './meter.js';
import { expected } from './expected.js';
import { settle } from './flow.js';
import { LINE_AT, LINE_METER, PHASE, PHASES, type LineState } from './layout.js';
import { run } from './run.js';
import { fork, openAccount } from './state.js';

export interface Replication {
  kpis: Record<RunKpi, number | null>;
  units: UnitShares[];
  analysis: RunAnalysis;
}

const US_PER_S = 1e6;

/** Room that replications of one line use again, one after the other. */
export interface Scratch {
  state?: LineState;
  recorder?: FlowRecorder;
}

/** One possible future: forks the state, runs it over the horizon (more than zero) and takes the account of that time alone. */
export function replicate(
  line: CompiledLine,
  begin: LineState,
  options: { seed: number; replication: number; horizonS: number },
  scratch: Scratch = {},
): Replication {
  const state = (scratch.state = fork(line, begin, options, scratch.state));
  const fromUs = state.line[LINE_AT]!;
  const toUs = fromUs + Math.max(1, Math.round(options.horizonS * US_PER_S));
  openAccount(state);
  const recorder = (scratch.recorder = recordFlow(line, state, scratch.recorder));
  run(line, state, toUs, (now) => noteFlow(recorder, now));
  settle(line, state, toUs);
  const kpis = kpisOf(line, state, fromUs, toUs);
  return {
    kpis,
    units: line.stations.map((station) => sharesOf(state, station.index, station.id)),
    analysis: analyseFlow(line, timelineOfFlow(recorder, state), { processed: state.processed, goodUnits: kpis.goodUnits! }),
  };
}

/** Peak: highest mean power over 10 minutes on the clock that lie within the horizon; of a shorter horizon its mean. */
function kpisOf(line: CompiledLine, state: LineState, fromUs: number, toUs: number): Record<RunKpi, number | null> {
  const { definition } = line;
  const goodUnits = expected(line, state).lineGood;
  const energyKwh = state.energy.reduce((sum, kwh) => sum + kwh, 0);
  const plannedS = workingUs(line.shifts, fromUs, toUs) / US_PER_S;
  const peak = state.line[LINE_METER + METER_PEAK]!;
  return {
    goodUnits,
    // OEE = PRI GQ / PBT (ISO 22400-2), PRI [s] = 60 / ideal rate of the line.
    oee: plannedS > 0 ? ((60 / line.idealRatePerMin) * goodUnits) / plannedS : null,
    energyKwh,
    energyKwhPer1000: goodUnits > 0 ? (energyKwh / goodUnits) * 1000 : null,
    costEur: definition.tariff && validAt(definition.timezone, definition.tariff, fromUs) ? state.line[LINE_METER + METER_COST]! : null,
    co2eKg: definition.carbon && validAt(definition.timezone, definition.carbon, fromUs) ? energyKwh * definition.carbon.factor : null,
    peakKw: peak >= 0 ? peak : (energyKwh * 6 * DEMAND_WINDOW_US) / (toUs - fromUs),
  };
}

function sharesOf(state: LineState, index: number, unit: string): UnitShares {
  const spent = state.spent.subarray(index * PHASES, (index + 1) * PHASES);
  const total = spent.reduce((sum, us) => sum + us, 0);
  const share = (...phases: number[]) => phases.reduce((sum, phase) => sum + spent[phase]!, 0) / total;
  return {
    unit,
    producing: share(PHASE.producing),
    starved: share(PHASE.starved),
    blocked: share(PHASE.blocked),
    down: share(PHASE.down),
    standby: share(PHASE.standby, PHASE.waking),
    planned: share(PHASE.planned, PHASE.off),
  };
}

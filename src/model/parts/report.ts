import {
  AT,
  DELAYED,
  FLOW_STRIDE,
  JOINED,
  LEFT,
  LOST,
  ARRIVED,
  OPENED,
  PHASES,
  SCRAPPED_PARTS,
  SOJOURNED,
  STARTED,
  TALLY_STRIDE,
  WAITED,
  type PartsState,
} from './layout.js';
import { NONE, type PartsModel } from './model.js';
import { PHASE_NAMES, type PhaseName } from './spec.js';

/** What a run tells, since its account was opened. Rates are per unit of time. */
export interface PartsReport {
  time: number;
  /** good parts that left, per time */
  throughput: number;
  /** mean number in the system, L */
  present: number;
  /** mean time in the system of good parts that left, W; null where none did */
  sojourn: number | null;
  classes: ClassReport[];
  stations: StationReport[];
  /** [kWh] */
  energyKwh: number;
}

export interface ClassReport {
  id: string;
  arrived: number;
  lost: number;
  left: number;
  scrapped: number;
  joined: number;
  sojourn: number | null;
}

export interface StationReport {
  id: string;
  /** mean number at the station, L */
  present: number;
  /** mean number in each of its queues, Lq */
  waiting: number[];
  /** mean wait from arrival at the station to the first start of service, Wq; null where none began */
  wait: number | null;
  /** the same by class */
  waitByClass: (number | null)[];
  /** share of those that waited */
  delayed: number | null;
  /** mean time at the station of those that left it, W */
  stay: number | null;
  /** parts that left it, per time */
  throughput: number;
  /** shares of the time of its servers; they sum to one */
  share: Record<PhaseName, number>;
  /** begins of work after none, per time */
  starts: number;
  energyByPhaseKwh: Record<PhaseName, number>;
  energyKwh: number;
}

const over = (sum: number, count: number) => (count > 0 ? sum / count : null);
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** The account of a state up to its instant. The state stays as it is. */
export function reportParts(model: PartsModel, state: PartsState): PartsReport {
  const now = state.clock[AT]!;
  const time = now - state.clock[OPENED]!;
  const stations = model.spec.stations.map((_, station) => stationReport(model, state, station, now, time));
  const classes = (model.spec.classes ?? [{ id: 'part' }]).map(({ id }, kind): ClassReport => {
    const at = FLOW_STRIDE * kind;
    const left = state.flow[at + LEFT]!;
    return {
      id,
      arrived: state.flow[at + ARRIVED]!,
      lost: state.flow[at + LOST]!,
      left,
      scrapped: state.flow[at + SCRAPPED_PARTS]!,
      joined: state.flow[at + JOINED]!,
      sojourn: over(state.flow[at + SOJOURNED]!, left),
    };
  });
  const left = sumOf(classes.map((c) => c.left));
  return {
    time,
    throughput: left / time,
    present: sumOf(stations.map(({ present }) => present)),
    sojourn: over(sumOf(classes.map((c) => c.left * (c.sojourn ?? 0))), left),
    classes,
    stations,
    energyKwh: sumOf(stations.map(({ energyKwh }) => energyKwh)),
  };
}

function stationReport(model: PartsModel, state: PartsState, station: number, now: number, time: number): StationReport {
  const { id, power, startKwh } = model.spec.stations[station]!;
  const queues = Array.from({ length: model.queueCount[station]! }, (_, k) => model.firstQueue[station]! + k);
  const tallies = Array.from({ length: model.counts.classes }, (_, kind) => TALLY_STRIDE * (station * model.counts.classes + kind));
  const tally = (field: number) => sumOf(tallies.map((at) => state.tally[at + field]!));
  const spent = phaseTimes(model, state, station, now);
  const total = sumOf(spent);
  const hours = model.spec.hoursPerUnit ?? 1;
  const named = (value: (phase: number) => number) => Object.fromEntries(PHASE_NAMES.map((name, phase) => [name, value(phase)])) as Record<PhaseName, number>;
  const energyByPhaseKwh = named((phase) => spent[phase]! * hours * (power?.[PHASE_NAMES[phase]!] ?? 0));
  const starts = state.startCount[station]!;
  return {
    id,
    present: (state.presentArea[station]! + state.present[station]! * (now - state.presentSince[station]!)) / time,
    waiting: queues.map((queue) => (state.waitingArea[queue]! + state.waiting[queue]! * (now - state.waitingSince[queue]!)) / time),
    wait: over(tally(WAITED), tally(STARTED)),
    waitByClass: tallies.map((at) => over(state.tally[at + WAITED]!, state.tally[at + STARTED]!)),
    delayed: over(tally(DELAYED), tally(STARTED)),
    stay: over(state.stay[station]!, state.passed[station]!),
    throughput: state.passed[station]! / time,
    share: named((phase) => spent[phase]! / total),
    starts: starts / time,
    energyByPhaseKwh,
    energyKwh: sumOf(Object.values(energyByPhaseKwh)) + starts * (startKwh ?? 0),
  };
}

/** Time in each phase, of all servers together. */
function phaseTimes(model: PartsModel, state: PartsState, station: number, now: number): number[] {
  const spent = Array.from(state.spent.subarray(PHASES * station, PHASES * (station + 1)));
  const first = model.firstServer[station]!;
  for (let server = first; server < first + model.serverCount[station]!; server++) spent[state.phase[server]!]! += now - state.since[server]!;
  if (model.shared[station] !== NONE) {
    const limit = model.rateLimit[station]!;
    const rest = now - state.presentSince[station]!;
    const present = state.present[station]!;
    const busy = limit === Infinity ? Math.min(1, present) : Math.min(present, limit);
    spent[0]! += rest * busy;
    spent[1]! += rest * ((limit === Infinity ? 1 : limit) - busy);
  }
  return spent;
}

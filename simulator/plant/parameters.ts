import type { Distribution } from '../../src/engine/distribution.js';

/**
 * The truth about the simulated machines. It is near what plants/osd-1.yaml says of them and not the same, and the twin
 * never reads it. Durations in seconds, rates in the machine's own items per minute, power in kW.
 */
export interface MachineTruth {
  id: string;
  item: string;
  /** Items of the machine before that go into one of its own. */
  takes: number;
  /** Speed set on the panel, and the speed it really reaches [items/min]. */
  setRatePerMin: number;
  ratePerMin: number;
  rejectShare: number;
  /** Its own items that fit before the next machine; null after the last. */
  capacity: number | null;
  /** Starved, it waits until so many items of the machine before are there; blocked, until there is room for so many of its own. */
  restartLevel: number;
  restartRoom: number;
  /** From Starting to Execute, and from Unsuspending to Execute [s]. */
  startS: number;
  resumeS: number;
  stops: StopTruth[];
  power: { standby: number; idle: number; starting: number; execute: number; held: number };
  /** Time constant of the power [s], PackML's acting states are too short for the full step. */
  powerLagS: number;
  /** Suspended for so long, it goes to standby by itself, and takes wakeS longer to resume. */
  standby?: { afterS: number; wakeS: number };
  process: ProcessTruth[];
}

export interface StopTruth {
  /** hold: Holding, Held, Unholding. abort: Aborting to Starting. */
  path: 'hold' | 'abort';
  /** Seconds of running from the end of one to the start of the next. */
  everyS: Distribution;
  lastsS: Distribution;
  /** Stop reasons, equally likely. */
  codes: number[];
}

export interface ProcessTruth {
  tag: string;
  mean: number;
  /** Standard deviation around the mean. */
  spread: number;
  digits: number;
  /** Measured only while the machine runs. */
  runningOnly: boolean;
  /** Change of the mean from the first to the last item of a lot. */
  overLot?: number;
  /** Change of the mean while the hidden fault is fully there. */
  inFault?: number;
}

const MIN = 60;
const HOUR = 3600;
const lognormal = (meanS: number, sigma: number): Distribution => ({ dist: 'lognormal', mean: meanS, sigma });
const exponential = (mean: number): Distribution => ({ dist: 'exponential', mean });

export const MACHINES: readonly MachineTruth[] = [
  {
    id: 'press',
    item: 'tablet',
    takes: 1,
    setRatePerMin: 2000,
    ratePerMin: 1992,
    rejectShare: 0.0008,
    capacity: 60_000,
    restartLevel: 0,
    restartRoom: 15_000,
    startS: 30,
    resumeS: 2,
    stops: [
      { path: 'hold', everyS: { dist: 'weibull', scale: 20.6 * MIN, shape: 0.47 }, lastsS: { dist: 'lognormal', median: 66.7, sigma: 1.05 }, codes: [65, 73] },
      { path: 'abort', everyS: exponential(2.45 * HOUR), lastsS: { dist: 'lognormal', median: 829, sigma: 0.78 }, codes: [257, 258] },
    ],
    power: { standby: 1.3, idle: 3.6, starting: 17, execute: 19.3, held: 3.6 },
    powerLagS: 8,
    process: [
      { tag: 'MainCompForce', mean: 6.5, spread: 0.12, digits: 2, runningOnly: true },
      { tag: 'PreCompForce', mean: 1.1, spread: 0.05, digits: 2, runningOnly: true },
      { tag: 'FillDepth', mean: 6.32, spread: 0.02, digits: 2, runningOnly: true },
      { tag: 'Srel', mean: 4.1, spread: 0.3, digits: 1, runningOnly: true },
      { tag: 'FillOMaticSpeed', mean: 60, spread: 0.4, digits: 1, runningOnly: true },
      { tag: 'EjectionForce', mean: 225, spread: 6, digits: 0, runningOnly: true, overLot: -35 },
    ],
  },
  {
    id: 'blister',
    item: 'blister',
    takes: 10,
    setRatePerMin: 210,
    ratePerMin: 208.6,
    rejectShare: 0.0065,
    capacity: 300,
    restartLevel: 15_000,
    restartRoom: 60,
    startS: 60,
    resumeS: 2,
    stops: [
      { path: 'hold', everyS: exponential(27 * MIN), lastsS: lognormal(85, 1), codes: [68] },
      {
        path: 'hold',
        everyS: { dist: 'triangular', min: 54 * MIN, mode: 62 * MIN, max: 66 * MIN },
        lastsS: { dist: 'triangular', min: 2.2 * MIN, mode: 3 * MIN, max: 4.5 * MIN },
        codes: [34],
      },
      { path: 'abort', everyS: exponential(18 * HOUR), lastsS: lognormal(32 * MIN, 0.8), codes: [259, 257] },
    ],
    power: { standby: 2.4, idle: 9.3, starting: 19, execute: 16.6, held: 10.8 },
    powerLagS: 60,
    process: [
      { tag: 'SealTemp', mean: 165.2, spread: 0.35, digits: 1, runningOnly: false },
      { tag: 'FormTemp', mean: 128, spread: 0.5, digits: 1, runningOnly: false },
    ],
  },
  {
    id: 'cartoner',
    item: 'carton',
    takes: 2,
    setRatePerMin: 110,
    ratePerMin: 109.5,
    rejectShare: 0.0032,
    capacity: 172,
    restartLevel: 100,
    restartRoom: 40,
    startS: 20,
    resumeS: 2,
    stops: [
      { path: 'hold', everyS: exponential(17 * MIN), lastsS: lognormal(70, 1), codes: [66, 66, 67] },
      { path: 'abort', everyS: exponential(22 * HOUR), lastsS: lognormal(30 * MIN, 0.8), codes: [257] },
    ],
    power: { standby: 0.8, idle: 2.3, starting: 5, execute: 6.3, held: 2.3 },
    powerLagS: 5,
    process: [{ tag: 'PickVacuum', mean: -61, spread: 0.8, digits: 1, runningOnly: true, inFault: 8 }],
  },
  {
    id: 'checkweigher',
    item: 'carton',
    takes: 1,
    setRatePerMin: 126,
    ratePerMin: 125.6,
    rejectShare: 0.0046,
    capacity: 540,
    restartLevel: 40,
    restartRoom: 120,
    startS: 10,
    resumeS: 1,
    stops: [
      { path: 'hold', everyS: exponential(32 * MIN), lastsS: lognormal(100, 1), codes: [69, 70] },
      { path: 'abort', everyS: exponential(60 * HOUR), lastsS: lognormal(42 * MIN, 0.8), codes: [260] },
    ],
    power: { standby: 0.6, idle: 1.5, starting: 2.1, execute: 2.7, held: 1.5 },
    powerLagS: 5,
    process: [{ tag: 'MeanWeight', mean: 14.62, spread: 0.03, digits: 2, runningOnly: true }],
  },
  {
    id: 'case-packer',
    item: 'case',
    takes: 80,
    setRatePerMin: 1.7,
    ratePerMin: 1.69,
    rejectShare: 0,
    capacity: 5,
    restartLevel: 160,
    restartRoom: 2,
    startS: 15,
    resumeS: 2,
    stops: [
      { path: 'hold', everyS: exponential(42 * MIN), lastsS: lognormal(85, 1), codes: [71] },
      { path: 'abort', everyS: exponential(42 * HOUR), lastsS: lognormal(30 * MIN, 0.8), codes: [262, 257] },
    ],
    power: { standby: 0.7, idle: 1.8, starting: 3.6, execute: 4.4, held: 1.8 },
    powerLagS: 6,
    process: [{ tag: 'GlueTemp', mean: 165, spread: 0.6, digits: 1, runningOnly: false }],
  },
  {
    id: 'palletizer',
    item: 'case',
    takes: 1,
    setRatePerMin: 1.84,
    ratePerMin: 1.83,
    rejectShare: 0,
    capacity: null,
    restartLevel: 2,
    restartRoom: 0,
    startS: 15,
    resumeS: 2,
    stops: [
      { path: 'hold', everyS: exponential(65 * MIN), lastsS: lognormal(110, 1), codes: [72] },
      { path: 'abort', everyS: exponential(85 * HOUR), lastsS: lognormal(42 * MIN, 0.8), codes: [261] },
    ],
    power: { standby: 0.6, idle: 1.5, starting: 4, execute: 5.1, held: 1.5 },
    powerLagS: 4,
    standby: { afterS: 600, wakeS: 20 },
    process: [{ tag: 'AirPressure', mean: 6.1, spread: 0.05, digits: 2, runningOnly: false }],
  },
];

/** Tablets that are fed to the press for one lot. */
export const LOT_SIZE = 960_000;

/** The fault that the twin is not told of: the cartoner loses speed while its suction cups are worn. docs/simulator.md. */
export const FAULT = { machine: 'cartoner', speedFactor: 0.91, rampS: 60, lastsS: 3 * HOUR, everyS: 8 * HOUR, afterS: [120, 240] } as const;

import type { PackmlState } from '../../src/contract/packml.js';
import { sample, type Distribution } from '../../src/engine/distribution.js';
import { ln } from '../../src/engine/elementary.js';
import { newStream, nextUniform } from '../../src/engine/random.js';
import type { Buffer } from './buffer.js';
import { FAULT, MACHINES } from './parameters.js';

/** A machine at an instant. Plain data; times in whole seconds. */
export interface Machine {
  state: PackmlState;
  /** How long it has been in it, and how long it stays where that is known [s]. */
  inStateS: number;
  remainsS: number | null;
  cause: 'starved' | 'blocked' | null;
  reason: number;
  /** Length of the stop at work [s]. */
  stopS: number;
  /** Running time left until each kind of stop [s]. */
  untilStopS: number[];
  /** Items of the machine before: part of the next one that its drive has turned, and whole ones inside. */
  turned: number;
  inside: number;
  lackingS: number;
  blockedS: number;
  processed: number;
  defective: number;
  /** Items until the next reject; null: never. */
  untilReject: number | null;
  lot: string;
  asleep: boolean;
  powerKw: number;
  energyKwh: number;
  process: number[];
  random: number[];
  /** Last published value of each tag. */
  published: Record<string, number | string | boolean>;
}

export interface Plant {
  seed: number;
  /** Plant time [s since the epoch]. */
  timeS: number;
  machines: Machine[];
  /** After each machine but the last. */
  buffers: Buffer[];
  lot: { number: number; name: string; fed: number };
  /** The first onset of the hidden fault [s since the epoch], or null without one. */
  faultFromS: number | null;
}

/** A plant whose machines are stopped and empty, and will start by themselves. The fault comes a few minutes after `liveS`. */
export function newPlant(options: { seed: number; startS: number; liveS: number; fault: boolean }): Plant {
  const { seed, startS, liveS } = options;
  const [soonest, latest] = FAULT.afterS;
  const faultDelayS = Math.floor(soonest + (latest - soonest) * nextUniform(newStream('plant/fault', seed), 0));
  const lot = { number: 1, name: lotName(startS, 1), fed: 0 };
  return {
    seed,
    timeS: startS,
    machines: MACHINES.map((truth) => {
      const machine: Machine = {
        state: 'Stopped',
        inStateS: 0,
        remainsS: 3,
        cause: null,
        reason: 0,
        stopS: 0,
        untilStopS: [],
        turned: 0,
        inside: 0,
        lackingS: 0,
        blockedS: 0,
        processed: 0,
        defective: 0,
        untilReject: null,
        lot: lot.name,
        asleep: false,
        powerKw: truth.power.standby,
        energyKwh: 0,
        process: truth.process.map((value) => value.mean),
        random: [...newStream(`plant/${truth.id}`, seed)],
        published: {},
      };
      machine.untilStopS = truth.stops.map((stop) => draw(machine, stop.everyS));
      machine.untilReject = drawReject(machine, truth.rejectShare);
      return machine;
    }),
    buffers: MACHINES.slice(0, -1).map(() => ({ level: 0, runs: [] })),
    lot,
    faultFromS: options.fault ? liveS + faultDelayS : null,
  };
}

/** Name of the n-th lot of the plant, with the day (UTC) on which it began. */
export function lotName(timeS: number, number: number): string {
  return `V${new Date(timeS * 1000).toISOString().slice(2, 10).replaceAll('-', '')}-${String(number).padStart(3, '0')}`;
}

/** A uniform number in (0, 1) of the machine's own stream. */
export function uniform(machine: Machine): number {
  const words = Uint32Array.from(machine.random);
  const u = nextUniform(words, 0);
  machine.random = [...words];
  return u;
}

export const draw = (machine: Machine, distribution: Distribution): number => sample(distribution, uniform(machine));

/** Good items before the next reject, when each is rejected with the same probability (geometric). */
export function drawReject(machine: Machine, share: number): number | null {
  return share > 0 ? Math.floor(sample({ dist: 'exponential', mean: -1 / ln(1 - share) }, uniform(machine))) : null;
}

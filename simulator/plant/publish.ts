import type { Reading } from '../mqtt/way-out.js';
import { faultDegree } from './fault.js';
import { STATE_NUMBER } from './packml.js';
import { MACHINES, type MachineTruth, type ProcessTruth } from './parameters.js';
import { LOT_SIZE } from './parameters.js';
import { speedOf } from './step.js';
import { uniform, type Machine, type Plant } from './state.js';

/** Says one thing of a machine; its source is the topic of the machine. */
export type Emit = (reading: Reading) => void;

const FAST_S = 5; // counters, speed, power
const SLOW_S = 10; // energy, process values
const HEARTBEAT_S = 60; // everything again

/**
 * Publishes what the machines say in this second: states and interlocks when they change, the rest on its beat when it
 * changed, everything once a minute. `sources` are what the machines are called, in the order of the flow.
 */
export function publish(plant: Plant, sources: readonly string[], emit: Emit): void {
  const degree = faultDegree(plant);
  plant.machines.forEach((machine, index) => {
    const truth = MACHINES[index]!;
    const beat = (everyS: number, offsetS: number) => plant.timeS % everyS === offsetS % everyS;
    const again = beat(HEARTBEAT_S, index * 7);
    const tell = (tag: string, value: number | string | boolean) => {
      if (!again && machine.published[tag] === value) return;
      machine.published[tag] = value;
      emit({ source: sources[index]!, tag, value, timeMs: plant.timeS * 1000 });
    };
    tellState(tell, machine, truth);
    if (machine.state !== 'Execute' || machine.inStateS === 0 || again || beat(FAST_S, index))
      tell('_packml_v1/Status/CurMachSpeed', measuredSpeed(machine, truth, degree));
    if (again || beat(FAST_S, index)) tellCounts(tell, machine);
    if (again || beat(SLOW_S, index)) {
      tell('_energy_v1/AcActiveEnergyTotalImportHp', round(machine.energyKwh, 3));
      truth.process.forEach(
        (value, k) => measureProcess(plant, machine, value, k, degree) && tell(`_process_v1/${value.tag}`, round(machine.process[k]!, value.digits)),
      );
    }
  });
}

/** What the machines said last of each tag. */
export const lastSaid = (plant: Plant, sources: readonly string[]): Reading[] =>
  plant.machines.flatMap(({ published }, index) =>
    Object.entries(published).map(([tag, value]) => ({ source: sources[index]!, tag, value, timeMs: plant.timeS * 1000 })),
  );

type Tell = (tag: string, value: number | string | boolean) => void;

function tellState(tell: Tell, machine: Machine, truth: MachineTruth): void {
  tell('_batch_v1/LotId', machine.lot);
  tell('_packml_v1/Status/UnitModeCurrent', 1);
  tell('_packml_v1/Status/MachSpeed', truth.setRatePerMin);
  tell('_packml_v1/Status/EquipmentInterlock/Blocked', machine.cause === 'blocked');
  tell('_packml_v1/Status/EquipmentInterlock/Starved', machine.cause === 'starved');
  tell('_packml_v1/Admin/StopReason/ID', machine.reason);
  tell('_packml_v1/Status/StateCurrent', STATE_NUMBER[machine.state]);
}

function tellCounts(tell: Tell, machine: Machine): void {
  tell('_packml_v1/Admin/ProdProcessedCount/0/AccCount', machine.processed);
  tell('_packml_v1/Admin/ProdDefectiveCount/0/AccCount', machine.defective);
  tell('_energy_v1/AcActivePowerTotal', round(machine.powerKw * (1 + 0.006 * (uniform(machine) - 0.5)), 2));
}

/** Speed on the panel: an encoder that reads within 0.2 %. */
function measuredSpeed(machine: Machine, truth: MachineTruth, degree: number): number {
  if (machine.state !== 'Execute') return 0;
  return round(speedOf(truth, degree) * (1 + 0.004 * (uniform(machine) - 0.5)), truth.ratePerMin < 10 ? 3 : 1);
}

/** Draws the next measured value around its mean: half of the last one and half new. False where nothing is measured now. */
function measureProcess(plant: Plant, machine: Machine, value: ProcessTruth, k: number, degree: number): boolean {
  if (value.runningOnly && machine.state !== 'Execute') return machine.published[`_process_v1/${value.tag}`] !== undefined;
  const mean = value.mean + (value.overLot ?? 0) * (plant.lot.fed / LOT_SIZE) + (value.inFault ?? 0) * degree;
  // The sum of three uniform numbers has a standard deviation of 1/2; with weight 1/2 on the last value the noise is sqrt(3/4) of the spread.
  const noise = uniform(machine) + uniform(machine) + uniform(machine) - 1.5;
  machine.process[k] = mean + (machine.process[k]! - mean) / 2 + noise * Math.sqrt(3) * value.spread;
  return true;
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

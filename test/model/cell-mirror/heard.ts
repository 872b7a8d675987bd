import { PACKML_STATES, UNIT_MODES } from '../../../src/contract/packml.js';
import type { CellDefinition } from '../../../src/contract/cell.js';
import type { Observation, SignalName, SignalValue } from '../../../src/contract/telemetry.js';
import { compileCell, type CompiledCell } from '../../../src/model/cell/compile.js';
import type { Reading } from '../../../simulator/mqtt/way-out.js';
import type { TestPlant } from '../../simulator/cell/plant.js';

const SIGNALS: Record<string, SignalName> = {
  '_packml_v1/Status/StateCurrent': 'state',
  '_packml_v1/Status/UnitModeCurrent': 'mode',
  '_packml_v1/Status/MachSpeed': 'speedSetpoint',
  '_packml_v1/Status/CurMachSpeed': 'speed',
  '_packml_v1/Status/EquipmentInterlock/Blocked': 'blocked',
  '_packml_v1/Status/EquipmentInterlock/Starved': 'starved',
  '_packml_v1/Admin/StopReason/ID': 'stopReason',
  '_packml_v1/Admin/ProdProcessedCount/0/AccCount': 'processedCount',
  '_packml_v1/Admin/ProdDefectiveCount/0/AccCount': 'defectiveCount',
  '_batch_v1/LotId': 'batch',
  '_batch_v1/Product': 'product',
  '_batch_v1/Order': 'order',
  '_batch_v1/Step': 'step',
  '_batch_v1/Phase': 'phase',
  '_batch_v1/Event': 'batchEvent',
  '_order_v1/Event': 'orderEvent',
  '_qc_v1/Result': 'qcResult',
  '_qc_v1/Release': 'qcRelease',
  '_alarm_v1/Event': 'alarmEvent',
  '_energy_v1/AcActivePowerTotal': 'power',
  '_energy_v1/AcActiveEnergyTotalImportHp': 'energy',
  '_utility_v1/Flow': 'flow',
  '_utility_v1/Total': 'total',
};
const camel = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);

function signalOf(tag: string): SignalName {
  const known = SIGNALS[tag];
  if (known !== undefined) return known;
  const [family, name, what] = tag.split('/') as [string, string, string | undefined];
  if (family === '_energy_v1') return `${what === 'Power' ? 'power' : 'energy'}.${name}`;
  if (family === '_utility_v1') return `${what === 'Flow' ? 'draw' : 'used'}.${name}`;
  if (family === '_hvac_v1') return `hvac.${name === 'RoomRH' ? 'roomRh' : camel(name)}`;
  return `weather.${camel(name)}`;
}

function valueOf(signal: SignalName, value: Reading['value']): SignalValue {
  if (signal === 'state') return PACKML_STATES[Number(value)]!;
  if (signal === 'mode') return UNIT_MODES[Number(value)]!;
  return value === '' ? null : value;
}

/** What a decoder makes of a reading of the simulator (docs/simulator.md). */
export function observationOf(line: string, { source, tag, value, timeMs }: Reading): Observation {
  const signal = signalOf(tag);
  const atUs = timeMs * 1000;
  const unit = source === '' ? 'cell' : source.replace('/', '.');
  return { line, unit, signal, value: valueOf(signal, value), measuredAtUs: atUs, receivedAtUs: atUs, quality: 'good' };
}

/** Lets a simulated plant run, and hands on all it says. */
export function listen(plant: TestPlant, hear: (o: Observation) => void): (seconds: number) => void {
  const { id } = plant.definition;
  plant.running.speak({
    qos: 1,
    encode: (readings) => {
      for (const reading of readings) hear(observationOf(id, reading));
      return [];
    },
  });
  return (seconds) => void plant.pass(seconds);
}

export function compiled(definition: CellDefinition): CompiledCell {
  const result = compileCell(definition);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.cell;
}

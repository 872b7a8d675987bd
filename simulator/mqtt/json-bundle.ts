import { bySourceAndTime } from './source.js';
import type { Outgoing, Reading, WayOut } from './way-out.js';

/** Short keys of the tags that every machine has. */
const KEYS: Record<string, string> = {
  '_packml_v1/Status/StateCurrent': 'state',
  '_packml_v1/Status/UnitModeCurrent': 'mode',
  '_packml_v1/Status/MachSpeed': 'setSpeed',
  '_packml_v1/Status/CurMachSpeed': 'speed',
  '_packml_v1/Status/EquipmentInterlock/Blocked': 'blocked',
  '_packml_v1/Status/EquipmentInterlock/Starved': 'starved',
  '_packml_v1/Admin/ProdProcessedCount/0/AccCount': 'processed',
  '_packml_v1/Admin/ProdDefectiveCount/0/AccCount': 'reject',
  '_packml_v1/Admin/StopReason/ID': 'stopReason',
  '_energy_v1/AcActivePowerTotal': 'kW',
  '_energy_v1/AcActiveEnergyTotalImportHp': 'kWh',
  '_batch_v1/LotId': 'lot',
};

/** `_energy_v1/heat/Energy` is `energy.heat.Energy`: no key is the same as another. */
export const bundleKey = (tag: string): string => KEYS[tag] ?? tag.replace(/^_([a-z]+)_v1\//, '$1/').replaceAll('/', '.');

/** JSON bundle: what a source says at an instant is one message, below the topic of the source. */
export function jsonBundle(prefix: string): WayOut {
  return {
    qos: 1,
    encode: (readings) => bySourceAndTime(readings).map((said) => message(prefix, said)),
  };
}

function message(prefix: string, bundle: readonly Reading[]): Outgoing {
  const { source, timeMs } = bundle[0]!;
  const values = Object.fromEntries(bundle.map(({ tag, value }) => [bundleKey(tag), value]));
  return { topic: `${source === '' ? prefix : `${prefix}/${source}`}/telemetry`, payload: JSON.stringify({ ts: new Date(timeMs).toISOString(), ...values }) };
}

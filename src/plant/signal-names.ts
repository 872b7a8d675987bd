import type { Dialect } from '../contract/dialect.js';
import type { LineSignalName, SignalName } from '../contract/telemetry.js';

/** Tags of UNS JSON that every machine may have. */
export const MACHINE_TAGS: Readonly<Record<string, LineSignalName>> = {
  '_packml_v1/Status/StateCurrent': 'state',
  '_packml_v1/Status/UnitModeCurrent': 'mode',
  '_packml_v1/Status/CurMachSpeed': 'speed',
  '_packml_v1/Status/MachSpeed': 'speedSetpoint',
  '_packml_v1/Status/EquipmentInterlock/Blocked': 'blocked',
  '_packml_v1/Status/EquipmentInterlock/Starved': 'starved',
  '_packml_v1/Admin/ProdProcessedCount/0/AccCount': 'processedCount',
  '_packml_v1/Admin/ProdDefectiveCount/0/AccCount': 'defectiveCount',
  '_packml_v1/Admin/StopReason/ID': 'stopReason',
  '_energy_v1/AcActivePowerTotal': 'power',
  '_energy_v1/AcActiveEnergyTotalImportHp': 'energy',
  '_batch_v1/LotId': 'batch',
};

/** Families of tags whose names are found by rule: `_process_v1/SealTemp` is process.sealTemp. */
export type Family = 'process' | 'hvac' | 'weather';

/** Short keys of a JSON bundle. */
const BUNDLE_KEYS: Partial<Record<SignalName, string>> = {
  state: 'state',
  mode: 'mode',
  speed: 'speed',
  speedSetpoint: 'setSpeed',
  blocked: 'blocked',
  starved: 'starved',
  processedCount: 'processed',
  defectiveCount: 'reject',
  stopReason: 'stopReason',
  power: 'kW',
  energy: 'kWh',
  batch: 'lot',
};

/** Names of the families: family and word. */
export const BY_RULE: Readonly<Record<Dialect, RegExp>> = {
  'uns-json': /^_(process|hvac|weather)_v1\/([A-Za-z][A-Za-z0-9]{0,62})$/,
  packtags: /^(Process|Hvac|Weather)\/([A-Za-z][A-Za-z0-9]{0,62})$/,
  'json-bundle': /^(process|hvac|weather)\.([A-Za-z][A-Za-z0-9]{0,62})$/,
  senml: /^(process|hvac|weather)\.([A-Za-z][A-Za-z0-9]{0,62})$/,
  'opcua-json': /^(Process|Hvac|Weather)\.([A-Za-z][A-Za-z0-9]{0,62})$/,
  'sparkplug-b': /^(Process|Hvac|Weather)\/([A-Za-z][A-Za-z0-9]{0,62})$/,
};

/** What a tag of UNS JSON is called in a dialect; of `_energy_v1/heat/Energy` in their order: itself, Energy/heat/Energy, energy.heat.Energy, energy.heat, Energy.heat.Energy, Energy/heat/Energy. */
export function nameOf(tag: string, signal: SignalName, dialect: Dialect): string {
  switch (dialect) {
    case 'uns-json':
      return tag;
    case 'packtags':
      return packTag(tag);
    case 'json-bundle':
      return (MACHINE_TAGS[tag] && BUNDLE_KEYS[MACHINE_TAGS[tag]]) ?? tag.replace(/^_([a-z]+)_v1\//, '$1/').replaceAll('/', '.');
    case 'senml':
      return signal;
    case 'opcua-json':
      return indexed(packTag(tag)).replaceAll('/', '.');
    case 'sparkplug-b':
      return indexed(packTag(tag));
  }
}

/** `_packml_v1/Status/StateCurrent` is `Status/StateCurrent`, `_energy_v1/X` is `Energy/X`. */
const packTag = (tag: string): string =>
  tag.replace(/^_packml_v1\//, '').replace(/^_([a-z])([a-z]*)_v1\//, (_, first: string, rest: string) => `${first.toUpperCase()}${rest}/`);

/** `ProdProcessedCount/0/AccCount` is `ProdProcessedCount[0]/AccCount`. */
const indexed = (name: string): string => name.replace(/\/(\d+)\//g, '[$1]/');

import type { Dialect } from '../contract/cell-mqtt.js';
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

const BY_RULE: Readonly<Record<Dialect, RegExp>> = {
  'uns-json': /^_(process|hvac|weather)_v1\/([A-Za-z][A-Za-z0-9]{0,62})$/,
  'json-bundle': /^(process|hvac|weather)\.([A-Za-z][A-Za-z0-9]{0,62})$/,
  'sparkplug-b': /^(Process|Hvac|Weather)\/([A-Za-z][A-Za-z0-9]{0,62})$/,
};
/** Names found by rule, per source: they come from outside, and each costs memory for good. */
const MAX_BY_RULE = 1000;

/** What a tag is called in a dialect: `_energy_v1/heat/Energy` is `energy.heat.Energy` in a bundle, `Energy/heat/Energy` with Sparkplug B. */
function nameOf(tag: string, dialect: Dialect): string {
  switch (dialect) {
    case 'uns-json':
      return tag;
    case 'json-bundle': {
      const signal = MACHINE_TAGS[tag];
      return (signal && BUNDLE_KEYS[signal]) ?? tag.replace(/^_([a-z]+)_v1\//, '$1/').replaceAll('/', '.');
    }
    case 'sparkplug-b':
      return tag
        .replace(/^_packml_v1\//, '')
        .replace(/^_([a-z])([a-z]*)_v1\//, (_, first: string, rest: string) => `${first.toUpperCase()}${rest}/`)
        .replace(/\/(\d+)\//g, '[$1]/');
  }
}

/** The signals of a source by what they are called in its dialect. */
export class SourceSignals {
  private readonly byName: Map<string, SignalName>;
  private found = 0;

  constructor(
    private readonly dialect: Dialect,
    tags: Readonly<Record<string, SignalName>>,
    private readonly families: readonly Family[],
  ) {
    this.byName = new Map(Object.entries(tags).map(([tag, signal]) => [nameOf(tag, dialect), signal]));
  }

  /** The signal of a name; null where the source has none of it. */
  of(name: string): SignalName | null {
    return this.byName.get(name) ?? this.byRule(name);
  }

  /** Whether the source has so many values by rule that no more are taken up. */
  get full(): boolean {
    return this.found >= MAX_BY_RULE;
  }

  private byRule(name: string): SignalName | null {
    const [, prefix, word] = BY_RULE[this.dialect].exec(name) ?? [];
    const family = prefix?.toLowerCase() as Family | undefined;
    if (family === undefined || word === undefined || !this.families.includes(family) || this.full) return null;
    this.found += 1;
    const signal: SignalName = `${family}.${word[0]!.toLowerCase()}${family === 'process' ? word.slice(1) : word.slice(1).replace(/RH$/, 'Rh')}`;
    this.byName.set(name, signal);
    return signal;
  }
}

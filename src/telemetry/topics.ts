import type { LineDefinition, SignalMapping, Station } from '../contract/line.js';
import type { SignalName } from '../contract/telemetry.js';

/** What a topic carries. */
export interface Target {
  line: string;
  unit: string;
  signal: SignalName;
  scale: number | undefined;
  clock: 'wall' | 'source';
  /** IANA zone of time stamps that carry none. */
  timezone: string;
}

/** Topics of UNS JSON below the station. Process values, `_process_v1/<Name>`, are found by rule. */
const UNS_JSON: Readonly<Record<string, SignalName>> = {
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
const PROCESS_TAG = /^_process_v1\/([A-Za-z][A-Za-z0-9]{0,62})$/;
/** Process values found by rule, per station: names come from outside, and each costs memory for good. */
const MAX_PROCESS_TAGS = 1000;

export type Lookup = { ok: true; target: Target } | { ok: false; detail: string };

/**
 * The table from topic to signal, compiled from the mappings of the lines. A mapping of the station goes before one of
 * the line, which goes before the dialect. Throws where two stations read the same topics.
 */
export class TopicTable {
  private readonly targets = new Map<string, Target>();
  private readonly processRoots = new Map<string, { target: Omit<Target, 'signal' | 'scale'>; found: number }>();
  private readonly prefixes: { prefix: string; line: string }[] = [];

  constructor(lines: readonly LineDefinition[]) {
    for (const line of lines) {
      this.prefixes.push({ prefix: `${line.mqtt.prefix}/`, line: line.id });
      for (const station of line.stations) this.addStation(line, station);
    }
    this.prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** Topic filters that together give every mapped topic. */
  filters(): string[] {
    return [...new Set(this.prefixes.map(({ prefix }) => `${prefix}#`))].sort();
  }

  find(topic: string): Lookup {
    const known = this.targets.get(topic);
    return known ? { ok: true, target: known } : this.findByRule(topic);
  }

  /** The line whose prefix the topic begins with, mapped or not; null for none. */
  lineOf(topic: string): string | null {
    return this.targets.get(topic)?.line ?? this.prefixes.find(({ prefix }) => topic.startsWith(prefix))?.line ?? null;
  }

  private addStation(line: LineDefinition, station: Station): void {
    const root = [line.mqtt.prefix, station.mqtt?.topic ?? station.id].filter((part) => part !== '').join('/');
    const common = { line: line.id, unit: station.id, clock: line.clock, timezone: line.mqtt.timezone ?? line.timezone };
    const taken = this.processRoots.get(root);
    if (taken) throw new Error(`${line.id}/${station.id} and ${taken.target.line}/${taken.target.unit} read the same topics: ${root}/…`);
    this.processRoots.set(root, { target: common, found: 0 });
    const defaults = Object.fromEntries(Object.entries(UNS_JSON).map(([tag, signal]): [string, SignalMapping] => [tag, { signal }]));
    for (const [tag, mapping] of Object.entries({ ...defaults, ...line.mqtt.signals, ...station.mqtt?.signals })) {
      this.targets.set(`${root}/${tag}`, { ...common, signal: mapping.signal, scale: mapping.scale });
    }
  }

  private findByRule(topic: string): Lookup {
    const at = topic.lastIndexOf('/_process_v1/');
    const root = at < 0 ? undefined : this.processRoots.get(topic.slice(0, at));
    const tag = root && PROCESS_TAG.exec(topic.slice(at + 1))?.[1];
    if (!root || !tag) return { ok: false, detail: this.lineOf(topic) ? `line ${this.lineOf(topic)} maps no such topic` : 'no line reads this topic' };
    if (root.found >= MAX_PROCESS_TAGS) return { ok: false, detail: `${root.target.line}/${root.target.unit} has ${MAX_PROCESS_TAGS} process values already` };
    root.found += 1;
    const target: Target = { ...root.target, signal: `process.${tag[0]!.toLowerCase()}${tag.slice(1)}`, scale: undefined };
    this.targets.set(topic, target);
    return { ok: true, target };
  }
}

import { cellAddress, type CellSourceMqtt } from '../contract/cell-mqtt.js';
import type { CellDefinition } from '../contract/cell.js';
import type { Dialect } from '../contract/dialect.js';
import type { SourceId } from '../contract/equipment.js';
import type { LineDefinition } from '../contract/line.js';
import type { CellSignalMapping, QualityRule, TimeRule } from '../contract/mapping.js';
import type { PackmlState, UnitMode } from '../contract/packml.js';
import { STATE_MAPS } from '../contract/state-maps.js';
import type { SignalName } from '../contract/telemetry.js';
import { cellSources } from './cell-sources.js';
import { keptUnit, utilityUnits } from './kept-unit.js';
import { MACHINE_TAGS, nameOf, type Family } from './signal-names.js';

/** A source of a line or cell: where it speaks, how it is understood, and what it can tell. */
export interface Source {
  kind: 'line' | 'cell';
  /** Id of the line or cell. */
  of: string;
  unit: SourceId;
  clock: 'wall' | 'source';
  dialect: Dialect;
  /** Topic levels of the line or cell, those of the source below them, joined by slashes. Of Sparkplug B group/node, and the device. */
  prefix: string;
  path: string;
  /** Topic level below the source on which its messages come, of dialects that have messages of a whole source; '' for none. */
  messages: string;
  timezone: string;
  time: TimeRule | undefined;
  value: string | undefined;
  quality: QualityRule | undefined;
  states: Readonly<Record<string, PackmlState>> | undefined;
  modes: Readonly<Record<string, UnitMode>> | undefined;
  ignore: readonly string[];
  /** By what the source calls them. */
  signals: ReadonlyMap<string, CellSignalMapping>;
  /** Families of which any name is known. */
  families: readonly Family[];
  /** The unit in which a signal is kept; '1' of what has none, null where only the source knows. */
  keptIn: (signal: SignalName) => string | null;
}

type Understood = Pick<NonNullable<CellDefinition['mqtt']>, 'timezone' | 'time' | 'value' | 'quality' | 'states' | 'modes' | 'messages' | 'ignore' | 'signals'>;

/** All sources of a line or cell, as its file says. */
export const sourcesOf = (definition: LineDefinition | CellDefinition): Source[] =>
  definition.kind === 'Line' ? sourcesOfLine(definition) : sourcesOfCell(definition);

export function sourcesOfLine({ id, clock, timezone, mqtt, stations }: LineDefinition): Source[] {
  return stations.map((station): Source => {
    const { dialect = mqtt.dialect, prefix = mqtt.prefix, topic = station.id } = station.mqtt ?? {};
    return {
      ...{ kind: 'line', of: id, unit: station.id, clock, dialect, prefix, path: topic, families: ['process'] },
      ...understood(timezone, mqtt, station.mqtt),
      signals: signalsOf(MACHINE_TAGS, dialect, mqtt, station.mqtt),
      keptIn: (signal) => keptUnit(signal, () => null),
    };
  });
}

export function sourcesOfCell(cell: CellDefinition): Source[] {
  const { id, timezone, mqtt } = cell;
  const address = cellAddress(cell);
  const stations = new Map(cell.units.flatMap((each) => (each.flow?.stations ?? []).map((station) => [`${each.id}.${station.id}`, station.mqtt])));
  return cellSources(cell).map(({ unit, path, tags, families }): Source => {
    const own = together(stations.get(unit), mqtt?.sources?.[unit]);
    const { dialect = address.dialect, prefix = address.prefix } = own ?? {};
    const byName = dialect === 'opcua-json' || dialect === 'sparkplug-b';
    return {
      ...{ kind: 'cell', of: id, unit, clock: 'wall', dialect, prefix, path: own?.topic ?? (byName ? unit : path), families },
      ...understood(timezone, mqtt, own),
      signals: signalsOf(tags, dialect, mqtt, own),
      keptIn: (signal) => keptUnit(signal, utilityUnits(cell, unit.replace(/^utilities\./, ''))),
    };
  });
}

/** What a machine says of itself, or its type, and what the cell says of it. */
function together(station: CellSourceMqtt | undefined, own: CellSourceMqtt | undefined): CellSourceMqtt | undefined {
  if (!station || !own) return station ?? own;
  return { ...station, ...own, signals: { ...station.signals, ...own.signals }, ignore: [...(station.ignore ?? []), ...(own.ignore ?? [])] };
}

function understood(timezone: string, all: Understood | undefined, own: Understood | undefined) {
  const states = own?.states ?? all?.states;
  return {
    messages: own?.messages ?? all?.messages ?? 'telemetry',
    timezone: own?.timezone ?? all?.timezone ?? timezone,
    time: own?.time ?? all?.time,
    value: own?.value ?? all?.value,
    quality: own?.quality ?? all?.quality,
    states: typeof states === 'string' ? STATE_MAPS[states] : states,
    modes: own?.modes ?? all?.modes,
    ignore: [...(all?.ignore ?? []), ...(own?.ignore ?? [])],
  };
}

/** Those of the dialect, then those of the line or cell, then those of the source: a later one of the same name holds. */
function signalsOf(
  tags: Readonly<Record<string, SignalName>>,
  dialect: Dialect,
  all: Understood | undefined,
  own: Understood | undefined,
): Map<string, CellSignalMapping> {
  const defaults = Object.entries(tags).map(([tag, signal]): [string, CellSignalMapping] => [nameOf(tag, signal, dialect), { signal }]);
  return new Map([...defaults, ...Object.entries(all?.signals ?? {}), ...Object.entries(own?.signals ?? {})]);
}

import type { CellDefinition } from '../../contract/cell.js';
import type { LineDefinition } from '../../contract/line.js';
import { sourcesOf, type Source } from '../../plant/sources.js';

/** A source, the file that it stands in, and the tags or fields that somebody wrote there. */
export interface Mapped {
  source: Source;
  file: string;
  written: ReadonlySet<string>;
}

/** All sources of a line or cell. */
export function mappedBy(definition: LineDefinition | CellDefinition, file: string): Mapped[] {
  return sourcesOf(definition).map((source) => ({ source, file, written: writtenOf(definition, source.unit) }));
}

/** What is written for a source alone: a line or cell may map what only some of its machines have. */
function writtenOf(definition: LineDefinition | CellDefinition, unit: string): Set<string> {
  const station = definition.kind === 'Line' ? definition.stations.find(({ id }) => id === unit) : machineOf(definition, unit);
  const own = definition.kind === 'Cell' ? definition.mqtt?.sources?.[unit] : undefined;
  return new Set([...Object.keys(station?.mqtt?.signals ?? {}), ...Object.keys(own?.signals ?? {})]);
}

const machineOf = ({ units }: CellDefinition, unit: string) =>
  units.flatMap(({ id, flow }) => (flow?.stations ?? []).filter((station) => `${id}.${station.id}` === unit))[0];

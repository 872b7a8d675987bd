import type { LineId, SourceId } from '../contract/equipment.js';
import { refusal } from '../contract/refusal.js';
import type { PlantService } from '../plant/plant.service.js';
import { ProblemError } from '../platform/problem.js';
import { cellSources } from '../plant/cell-sources.js';

/** A line or process cell as those see it who ask for its readings. */
export interface Mirrored {
  kind: 'line' | 'cell';
  id: LineId;
  clock: 'wall' | 'source';
  /** All that readings can come from. */
  sources: ReadonlySet<SourceId>;
  /** Those that have states, in the order of the file, and what tells them. */
  machines: { unit: SourceId; from: 'state' | 'speed' }[];
}

/** The line or cell of an id, or a problem. */
export function mirrored(plant: PlantService, id: LineId): Mirrored {
  const line = plant.line(id)?.definition;
  if (line) {
    const machines = line.stations.map((station) => ({ unit: station.id, from: station.state === 'from-speed' ? ('speed' as const) : ('state' as const) }));
    return { kind: 'line', id, clock: line.clock, sources: new Set(machines.map(({ unit }) => unit)), machines };
  }
  const cell = plant.cell(id)?.definition;
  if (!cell) throw new ProblemError('not-found', refusal('noLineOrCell', { id }));
  const sources = cellSources(cell);
  const machines = sources.filter(({ tags }) => Object.values(tags).includes('state')).map(({ unit }) => ({ unit, from: 'state' as const }));
  return { kind: 'cell', id, clock: 'wall', sources: new Set(sources.map(({ unit }) => unit)), machines };
}

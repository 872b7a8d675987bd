import { cellAddress } from '../contract/cell-mqtt.js';
import type { CellDefinition } from '../contract/cell.js';
import { cellSources } from './cell-sources.js';
import type { Origin } from './origin.js';
import { SourceSignals } from './tags.js';

/** A source that speaks as a device of an edge node, or as the node itself. */
export interface SparkplugSource {
  /** Group and edge node, joined by a slash. */
  node: string;
  /** Null: the metrics of the node itself. */
  device: string | null;
  origin: Origin;
  signals: SourceSignals;
}

/** A cell of this dialect is an edge node; each of its sources is a device, by its name with dots. */
export function sparkplugSources(cells: readonly CellDefinition[]): SparkplugSource[] {
  return cells.flatMap((cell) => {
    const { dialect, prefix } = cellAddress(cell);
    if (dialect !== 'sparkplug-b') return [];
    return cellSources(cell).map(({ unit, tags, families }) => ({
      node: prefix,
      device: unit,
      origin: { kind: 'cell' as const, line: cell.id, unit, clock: 'wall' as const, timezone: cell.timezone },
      signals: new SourceSignals('sparkplug-b', tags, families),
    }));
  });
}

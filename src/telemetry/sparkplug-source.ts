import { cellAddress } from '../contract/cell-mqtt.js';
import type { CellDefinition } from '../contract/cell.js';
import { sourcesOf } from '../plant/sources.js';
import { originOf, type Origin } from './origin.js';
import type { Budget } from './security/limits.js';
import { SourceSignals } from './tags.js';

/** A source that speaks as a device of an edge node, or as the node itself. */
export interface SparkplugSource {
  /** Group and edge node, joined by a slash. */
  node: string;
  /** Null: the metrics of the node itself. */
  device: string | null;
  origin: Origin;
  signals: SourceSignals;
  /** Names of metrics that are no readings. */
  ignored: ReadonlySet<string>;
}

/** A cell of this dialect is an edge node; each of its sources that speaks it is a device. */
export function sparkplugSources(cells: readonly CellDefinition[], budget?: Budget): SparkplugSource[] {
  return cells.flatMap((cell) => {
    const { dialect, prefix } = cellAddress(cell);
    if (dialect !== 'sparkplug-b') return [];
    const sources = sourcesOf(cell).filter((source) => source.dialect === dialect);
    return sources.map((source) => ({
      node: prefix,
      device: source.path,
      origin: originOf(source),
      signals: new SourceSignals(source, budget),
      ignored: new Set(source.ignore),
    }));
  });
}

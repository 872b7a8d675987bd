import type { CellDefinition } from '../contract/cell.js';
import { sourcesOf } from '../plant/sources.js';
import { originOf, type Origin } from './origin.js';
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
export const sparkplugSources = (cells: readonly CellDefinition[]): SparkplugSource[] =>
  cells
    .flatMap(sourcesOf)
    .filter(({ dialect }) => dialect === 'sparkplug-b')
    .map((source) => ({ node: source.prefix, device: source.path, origin: originOf(source), signals: new SourceSignals(source) }));

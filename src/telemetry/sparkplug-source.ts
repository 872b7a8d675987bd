import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
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

/** The sources of lines and cells that speak this dialect: the prefix of each is its edge node, and it is a device of it or the node itself. */
export function sparkplugSources(definitions: readonly (LineDefinition | CellDefinition)[], budget?: Budget): SparkplugSource[] {
  return definitions
    .flatMap(sourcesOf)
    .filter(({ dialect }) => dialect === 'sparkplug-b')
    .map((source) => ({
      node: source.prefix,
      device: source.path === '' ? null : source.path,
      origin: originOf(source),
      signals: new SourceSignals(source, budget),
      ignored: new Set(source.ignore),
    }));
}

import type { Dialect } from '../contract/dialect.js';
import { rootOf } from './source-topics.js';
import type { Source } from './sources.js';

/** Topic filters in which a source itself publishes, and nobody else. Of Sparkplug B those of its device. */
export function filtersOfSource(source: Source): string[] {
  const { dialect, prefix, path } = source;
  if (dialect === 'sparkplug-b') return path === '' ? filtersOfNode(prefix) : [`${nodeTopics(prefix)}/${path}`];
  return withMetadata(dialect, rootOf(source));
}

/** Topic filters in which the sources of a line or cell publish, each alone or together. */
export const filtersOfLine = (sources: readonly Source[]): string[] => [
  ...new Set(sources.flatMap(({ dialect, prefix }) => (dialect === 'sparkplug-b' ? filtersOfNode(prefix) : withMetadata(dialect, prefix)))),
];

/** Topic filters in which an edge node of Sparkplug B publishes, for itself and its devices. `node`: group and node, joined by a slash. */
export const filtersOfNode = (node: string): string[] => [`${nodeTopics(node)}/#`];

/** Topic filters of what is sent to an edge node: commands, and the state of its host. */
export function commandFilters(node: string): string[] {
  const [group, id] = node.split('/') as [string, string];
  return [`spBv1.0/${group}/NCMD/${id}`, `spBv1.0/${group}/DCMD/${id}/+`, 'spBv1.0/STATE/+', 'STATE/+'];
}

/** Edge nodes of which sources speak. */
export const nodesOf = (sources: readonly Source[]): string[] => [
  ...new Set(sources.flatMap(({ dialect, prefix }) => (dialect === 'sparkplug-b' ? [prefix] : []))),
];

function nodeTopics(node: string): string {
  const [group, id] = node.split('/') as [string, string];
  return `spBv1.0/${group}/+/${id}`;
}

/** A publisher of OPC UA tells of its metadata beside its data. */
function withMetadata(dialect: Dialect, root: string): string[] {
  const levels = root.split('/');
  const at = levels.indexOf('data');
  return dialect === 'opcua-json' && at >= 0 ? [`${root}/#`, `${levels.with(at, 'metadata').join('/')}/#`] : [`${root}/#`];
}

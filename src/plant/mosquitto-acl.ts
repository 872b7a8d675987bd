import { commandFilters, filtersOfLine, filtersOfSource, nodesOf } from './source-filters.js';
import type { Source } from './sources.js';

export interface AclOptions {
  /** Name by which the broker knows the service. */
  twin: string;
  /** A user for each line or cell, or for each source of them. Edge nodes of Sparkplug B are users in either case. */
  by: 'line' | 'source';
  /** Id under which edge nodes know the service as their host; null for none. */
  hostId: string | null;
}

/** What twin doctor asks of mosquitto: its version, and the messages that it dropped. */
const OF_BROKER = ['topic read $SYS/broker/version', 'topic read $SYS/broker/publish/messages/dropped'];

/** An acl_file of mosquitto (mosquitto.conf(5)) by which nobody can speak for another. */
export function mosquittoAcl(sources: readonly Source[], { twin, by, hostId }: AclOptions): string {
  const lines = [...new Set(sources.map(({ of }) => of))].map((of) => ({ of, sources: sources.filter((source) => source.of === of) }));
  const state = hostId === null ? [] : [`topic readwrite spBv1.0/STATE/${hostId}`];
  const ofTwin = [...new Set(lines.flatMap((line) => filtersOfLine(line.sources))).values()].map((filter) => `topic read ${filter}`);
  const commands = nodesOf(sources).map((node) => `topic write ${commandFilters(node)[0]}`);
  return [
    '# acl_file of mosquitto: each user publishes for itself alone. Made by twin broker acl.',
    ...section('the service', twin, [...ofTwin, ...commands, ...state, 'topic readwrite pharmatwin/doctor/#', ...OF_BROKER]),
    ...lines.flatMap((line) => users(line.of, line.sources, by)),
    ...nodesOf(sources).flatMap((node) => section(`edge node ${node}`, node.replace('/', '.'), nodeRights(node))),
    '',
  ].join('\n');
}

function users(of: string, sources: readonly Source[], by: AclOptions['by']): string[] {
  const own = sources.filter(({ dialect }) => dialect !== 'sparkplug-b');
  if (own.length === 0) return [];
  if (by === 'line') return section(`all sources of ${of}`, of, filtersOfLine(own).map(write));
  return own.flatMap((source) => section(`${source.unit} of ${of}`, `${of}.${source.unit}`, filtersOfSource(source).map(write)));
}

function nodeRights(node: string): string[] {
  const [group, id] = node.split('/') as [string, string];
  const told = ['NBIRTH', 'NDEATH', 'NDATA'].map((kind) => write(`spBv1.0/${group}/${kind}/${id}`));
  const toldOfDevices = ['DBIRTH', 'DDEATH', 'DDATA'].map((kind) => write(`spBv1.0/${group}/${kind}/${id}/+`));
  return [...told, ...toldOfDevices, ...commandFilters(node).map((filter) => `topic read ${filter}`)];
}

const write = (filter: string): string => `topic write ${filter}`;
const section = (comment: string, user: string, rights: readonly string[]): string[] => ['', `# ${comment}`, `user ${user}`, ...rights];

import type { BrokerUser } from '../../contract/broker-user.js';
import { commandFilters, filtersOfLine, filtersOfNode, filtersOfSource, nodesOf } from '../../plant/source-filters.js';
import type { Source } from '../../plant/sources.js';
import { matchesFilter } from '../topic-filter.js';

const REMEMBERED = 10_000;

/** Where a user may publish, and to what it may subscribe. */
export class Binding {
  private readonly publish: ReadonlySet<string>;
  private readonly subscribe: ReadonlySet<string>;
  private readonly known = new Map<string, boolean>();
  /** What the user is bound to and no plant file has. */
  readonly unknown: readonly string[];

  constructor(user: BrokerUser, sources: readonly Source[]) {
    const ofLines = user.lines.map((line) => ({ name: line, sources: sources.filter(({ of }) => of === line) }));
    const ofSources = user.sources.map((name) => ({ name, sources: sources.filter(({ of, unit }) => `${of}/${unit}` === name) }));
    this.unknown = [...ofLines, ...ofSources].filter((bound) => bound.sources.length === 0).map(({ name }) => name);
    this.publish = new Set([
      ...ofLines.flatMap((line) => filtersOfLine(line.sources)),
      ...ofSources.flatMap((source) => source.sources.flatMap(filtersOfSource)),
      ...user.nodes.flatMap(filtersOfNode),
      ...user.topics,
    ]);
    const nodes = [...user.nodes, ...nodesOf([...ofLines, ...ofSources].flatMap((bound) => bound.sources))];
    this.subscribe = new Set([...user.subscribe, ...nodes.flatMap(commandFilters)]);
  }

  mayPublish(topic: string): boolean {
    const known = this.known.get(topic);
    if (known !== undefined) return known;
    const may = [...this.publish].some((filter) => matchesFilter(filter, topic));
    if (this.known.size < REMEMBERED) this.known.set(topic, may);
    return may;
  }

  maySubscribe(filter: string): boolean {
    return [...this.subscribe].some((allowed) => covers(allowed, filter));
  }
}

/** Whether every topic that matches `narrow` matches `wide`. */
export function covers(wide: string, narrow: string): boolean {
  const [allowed, asked] = [wide.split('/'), narrow.split('/')];
  for (const [at, level] of allowed.entries()) {
    if (level === '#') return true;
    if (at >= asked.length || asked[at] === '#') return false;
    if (level !== '+' && level !== asked[at]) return false;
  }
  return allowed.length === asked.length;
}

import type { CellDefinition } from '../contract/cell.js';
import { isNode, type Dialect } from '../contract/dialect.js';
import { pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import type { CellSignalMapping } from '../contract/mapping.js';
import { conversion } from '../contract/measured-units.js';
import { suggestion } from '../contract/nearest.js';
import type { Issue } from '../contract/problem.js';
import type { SignalName } from '../contract/telemetry.js';
import { sourcesOfCell, sourcesOfLine, type Source } from './sources.js';

/** Dialects whose messages the file may take apart; the others have their own rules for time and quality. */
const OF_FIELDS: readonly Dialect[] = ['uns-json', 'json-bundle'];
const TEXTS: ReadonlySet<string> = new Set(
  ['state', 'mode', 'batch', 'product', 'order', 'step', 'phase', 'batchEvent', 'orderEvent', 'qcResult', 'qcRelease', 'alarmEvent', 'blocked', 'starved', 'stopReason'], // prettier-ignore
);

type OfCell = NonNullable<CellDefinition['mqtt']>;
type Mapped = OfCell | NonNullable<OfCell['sources']>[string] | LineDefinition['mqtt'] | NonNullable<LineDefinition['stations'][number]['mqtt']>;
type Path = (string | number)[];

/** What is wrong with how the sources of a line are read. */
export function lineMappingIssues(line: LineDefinition): Issue[] {
  const sources = sourcesOfLine(line);
  const [first] = sources;
  return [
    ...untimed(line.clock, line.mqtt.dialect, line.mqtt, ['mqtt']),
    ...nodeIssues(line.mqtt, line.mqtt, line.mqtt.dialect, ['mqtt']),
    ...(first ? mappingIssues(line.mqtt, line.mqtt.dialect, first.keptIn, ['mqtt']) : []),
    ...line.stations.flatMap(({ mqtt }, index) => {
      const source = sources[index]!;
      const path = ['stations', index, 'mqtt'];
      if (!mqtt) return [];
      return [
        ...untimed(line.clock, source.dialect, mqtt, path),
        ...nodeIssues(mqtt, source, line.mqtt.dialect, path),
        ...mappingIssues(mqtt, source.dialect, source.keptIn, path),
      ];
    }),
    ...topicsTwice(sources),
  ];
}

/** The same of a cell. */
export function cellMappingIssues(cell: CellDefinition): Issue[] {
  const { mqtt } = cell;
  const ofAll = mqtt?.dialect ?? 'uns-json';
  const sources = new Map(sourcesOfCell(cell).map((source) => [source.unit, source]));
  const [first] = sources.values();
  const ofMachines = cell.units.flatMap(({ id, flow }, u) =>
    (flow?.stations ?? []).flatMap((station, s) => {
      const source = sources.get(`${id}.${station.id}`)!;
      const path = ['units', u, 'flow', 'stations', s, 'mqtt'];
      if (!station.mqtt) return [];
      const isLast = mqtt?.sources?.[source.unit] === undefined; // else what stands there is looked at, with what is taken over from here
      return [...(isLast ? nodeIssues(station.mqtt, source, ofAll, path) : []), ...mappingIssues(station.mqtt, source.dialect, source.keptIn, path)];
    }),
  );
  if (!mqtt) return ofMachines;
  return [
    ...mappingIssues(mqtt, mqtt.dialect, first!.keptIn, ['mqtt']),
    ...ofMachines,
    ...Object.entries(mqtt.sources ?? {}).flatMap(([unit, own]) => {
      const path: Path = ['mqtt', 'sources', unit];
      const source = sources.get(unit);
      if (!source) return issue(path, `the cell has no source "${unit}"${suggestion(unit, [...sources.keys()], (list) => `; its sources are ${list}`)}`);
      return [...nodeIssues(own, source, ofAll, path), ...mappingIssues(own, source.dialect, source.keptIn, path)];
    }),
  ];
}

const issue = (path: Path, detail: string): Issue[] => [{ pointer: pointerOf(path), detail }];

/** A source that is no device of the node of all, or alone is one of a node, has a prefix of its own: that of a node is its group and name. */
function nodeIssues(own: Mapped, { dialect, prefix }: Pick<Source, 'dialect' | 'prefix'>, ofAll: Dialect, path: Path): Issue[] {
  const ofNode = dialect === 'sparkplug-b';
  if (ofNode !== (ofAll === 'sparkplug-b') && !('prefix' in own && own.prefix !== undefined))
    return issue(path, ofNode ? 'an edge node of Sparkplug B beside other topics needs a prefix: its group/node' : 'a source beside the node of Sparkplug B has a dialect and a prefix of its own'); // prettier-ignore
  const at = [...path, 'prefix' in own && own.prefix !== undefined ? 'prefix' : 'dialect'];
  if (ofNode && !isNode(prefix)) return issue(at, 'expected the group and the edge node of Sparkplug B, joined by one /');
  return !ofNode && /^spBv1\.0(\/|$)/.test(prefix) ? issue(at, 'spBv1.0 belongs to Sparkplug B: with that dialect the prefix is its group/node') : [];
}

/** The time of a line on the clock of its sources is the time that they tell. */
function untimed(clock: LineDefinition['clock'], dialect: Dialect, { time, ...own }: Mapped, path: Path): Issue[] {
  if (clock !== 'source') return [];
  if (dialect === 'packtags' && 'dialect' in own && own.dialect === 'packtags')
    return issue([...path, 'dialect'], 'packtags tell no time, and the line has the clock of its sources (clock: source)');
  return time === 'arrival' ? issue([...path, 'time'], 'the line has the clock of its sources (clock: source): their messages must tell the time') : [];
}

function mappingIssues(mqtt: Mapped, dialect: Dialect, keptIn: Source['keptIn'], path: Path): Issue[] {
  const { signals, time, value, quality } = mqtt;
  const unread = Object.entries({ time, value, quality }).filter(
    ([key, given]) => given !== undefined && !(key === 'value' ? dialect === 'uns-json' : OF_FIELDS.includes(dialect)),
  );
  return [
    ...unread.flatMap(([key]) => issue([...path, key], `says nothing with ${dialect}: its messages have a form of their own`)),
    ...Object.entries(signals ?? {}).flatMap(([name, mapping]) => numberIssues(mapping, keptIn, [...path, 'signals', name])),
  ];
}

function numberIssues({ signal, scale, offset, receivedIn, unit }: CellSignalMapping, keptIn: Source['keptIn'], path: Path): Issue[] {
  const given = Object.entries({ scale, offset, receivedIn }).find(([, said]) => said !== undefined);
  if (given === undefined) return [];
  if (TEXTS.has(signal)) return issue([...path, given[0]], `${signal} is no quantity`);
  if (receivedIn === undefined) return [];
  const kept = signal.startsWith('process.') ? (unit ?? null) : keptIn(signal);
  if (kept === null) return signal.startsWith('process.') ? issue([...path, 'receivedIn'], `say too in which unit ${signal} is kept (unit)`) : [];
  return conversion(receivedIn, kept) === null ? issue([...path, 'receivedIn'], `${receivedIn} cannot be converted to ${nameOf(kept, signal)}`) : [];
}

const nameOf = (unit: string, signal: SignalName): string => (unit === '1' ? `${signal}, which has no unit` : `${unit}, in which ${signal} is kept`);

function topicsTwice(sources: readonly Source[]): Issue[] {
  const first = new Map<string, string>();
  return sources.flatMap(({ dialect, prefix, path, unit }, index) => {
    const topic = `${dialect === 'sparkplug-b' ? 'spBv1.0/' : ''}${prefix}/${path}`;
    const before = first.get(topic);
    if (before === undefined) first.set(topic, unit);
    return before === undefined || before === unit ? [] : issue(['stations', index, 'mqtt', 'topic'], `topic "${path}" is already read by station "${before}"`);
  });
}

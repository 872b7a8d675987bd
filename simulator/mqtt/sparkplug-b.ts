import { asksForRebirth, encodeSparkplug, type Datatype, type Metric } from './sparkplug-payload.js';
import type { Reading, Session, WayOut } from './way-out.js';

interface Device {
  /** Value that was sent last of each tag, in the order of their aliases. */
  metrics: Map<string, { alias: number; reading: Reading }>;
  /** Tags that are born once all that was encoded is sent. */
  tags: Set<string>;
}

const WHOLE: Record<string, Datatype> = { StateCurrent: 'Int32', UnitModeCurrent: 'Int32', ID: 'Int32', AccCount: 'Int64' };
const REBIRTH = 'Node Control/Rebirth';

/** `_packml_v1/Admin/ProdProcessedCount/0/AccCount` is `Admin/ProdProcessedCount[0]/AccCount`, `_energy_v1/X` is `Energy/X`. */
export function metricName(tag: string): string {
  return tag
    .replace(/^_packml_v1\//, '')
    .replace(/^_([a-z])([a-z]*)_v1\//, (_, first: string, rest: string) => `${first.toUpperCase()}${rest}/`)
    .replace(/\/(\d+)\//g, '[$1]/');
}

function datatypeOf({ tag, value }: Reading): Datatype {
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'string') return 'String';
  return WHOLE[tag.slice(tag.lastIndexOf('/') + 1)] ?? 'Double';
}

/**
 * Sparkplug B: the line or cell is an edge node, the prefix its group and name, each source a device; `/` in its name becomes `.`. Every connection begins with births of
 * all that is known, events left blank; a device that says something new is born again. Data carry aliases. Sequence numbers are given when a
 * message is sent, so that one that is sent again on a later connection keeps their order; and births tell what was sent so far, not
 * what waits to be sent.
 */
export function sparkplugB(prefix: string, known: readonly Reading[]): WayOut {
  const [group, node] = prefix.split('/');
  const topic = (kind: string, source?: string) => ['spBv1.0', group, kind, node, ...(source === undefined ? [] : [deviceOf(source)])].join('/');
  const deviceOf = (source: string) => (source === '' ? 'cell' : source.replaceAll('/', '.'));
  const devices = new Map<string, Device>();
  let aliases = 0;
  let seq = 0;
  let bdSeq = -1;
  let timeMs = 0;
  const nextSeq = () => (seq = (seq + 1) % 256);
  const deviceOfSource = (source: string): Device => {
    const device = devices.get(source) ?? { metrics: new Map<string, { alias: number; reading: Reading }>(), tags: new Set<string>() };
    devices.set(source, device);
    return device;
  };
  const learn = (said: Reading) => {
    const reading = said.event ? { ...said, value: '' } : said;
    const { metrics } = deviceOfSource(reading.source);
    const known = metrics.get(reading.tag);
    if (known) known.reading = reading;
    else metrics.set(reading.tag, { alias: ++aliases, reading });
    timeMs = Math.max(timeMs, reading.timeMs);
  };
  const metric = (reading: Reading, alias: number, withName: boolean): Metric => ({
    ...(withName ? { name: metricName(reading.tag) } : {}),
    alias,
    timeMs: reading.timeMs,
    datatype: datatypeOf(reading),
    value: reading.value,
  });
  const birthOf = (source: string): { topic: string; payload: Buffer } => {
    const metrics = [...devices.get(source)!.metrics.values()].map(({ alias, reading }) => metric(reading, alias, true));
    return { topic: topic('DBIRTH', source), payload: encodeSparkplug({ timeMs, metrics, seq: nextSeq() }) };
  };
  const births = () => {
    seq = 0;
    const metrics: Metric[] = [
      { name: 'bdSeq', timeMs, datatype: 'Int64', value: bdSeq },
      { name: REBIRTH, timeMs, datatype: 'Boolean', value: false },
    ];
    return [
      { topic: topic('NBIRTH'), payload: encodeSparkplug({ timeMs, metrics, seq: 0 }) },
      ...[...devices].filter(([, { metrics }]) => metrics.size > 0).map(([source]) => birthOf(source)),
    ];
  };
  for (const reading of known) {
    learn(reading);
    deviceOfSource(reading.source).tags.add(reading.tag);
  }
  const dataOf = (source: string, said: readonly Reading[]): Buffer => {
    for (const reading of said) learn(reading);
    const { metrics } = devices.get(source)!;
    const data = said.map((reading) => metric(reading, metrics.get(reading.tag)!.alias, false));
    return encodeSparkplug({ timeMs: said[0]!.timeMs, metrics: data, seq: nextSeq() });
  };
  const reborn = (source: string, said: readonly Reading[]): Buffer => {
    for (const reading of said) learn(reading);
    return birthOf(source).payload;
  };
  return {
    qos: 0,
    encode: (readings) => {
      const bySource = new Map<string, Reading[]>();
      for (const reading of readings) bySource.set(reading.source, [...(bySource.get(reading.source) ?? []), reading]);
      return [...bySource].flatMap(([source, said]) => {
        const { tags } = deviceOfSource(source);
        const isNew = said.some(({ tag }) => !tags.has(tag));
        for (const { tag } of said) tags.add(tag);
        const message = { topic: topic('DDATA', source), payload: () => dataOf(source, said) };
        return isNew ? [{ topic: topic('DBIRTH', source), payload: () => reborn(source, said) }, message] : [message];
      });
    },
    session: (): Session => {
      bdSeq = (bdSeq + 1) % 256;
      const will = encodeSparkplug({ timeMs, metrics: [{ name: 'bdSeq', timeMs, datatype: 'Int64', value: bdSeq }] });
      return { will: { topic: topic('NDEATH'), payload: will }, greetings: births };
    },
    asked: { topic: topic('NCMD'), answer: (payload) => (asksForRebirth(payload) ? births() : []) },
  };
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Ways to speak, all at QoS 1 but Sparkplug B. Of `tags` a message has no time of its own, so an equal value may be stored again. Of
 * `sparkplug` messages may be lost, and the loss has to be seen.
 */
export const DIALECTS = ['uns', 'tags', 'bundle', 'senml', 'opcua', 'sparkplug'] as const;
export type Dialect = (typeof DIALECTS)[number];

const TOPICS = 5; // of each dialect
const MACHINE = 'm';

/** Value n, which no other message has, is said in the dialect of n. */
export const dialectOf = (value: number): Dialect => DIALECTS[value % DIALECTS.length]!;

/** By which of the names of its dialect a value is said. */
export const nthOf = (value: number): number => Math.floor(value / DIALECTS.length) % TOPICS;

/** The message that says a value of any dialect but Sparkplug B. Payloads end with the value and what closes them. */
export function messageOf(value: number, atUs: number): { topic: string; payload: string } {
  const name = `N${nthOf(value)}`;
  switch (dialectOf(value)) {
    case 'uns':
      return { topic: `faults/uns/m/_process_v1/${name}`, payload: `{"timestamp_ms":${(atUs / 1000).toFixed(3)},"value":${value}}` };
    case 'tags':
      return { topic: `faults/tags/m/Process/${name}`, payload: String(value) };
    case 'bundle':
      return { topic: 'faults/bundle/m/telemetry', payload: `{"at":${atUs},"${name}":${value}}` };
    case 'senml':
      return { topic: 'faults/senml/m/telemetry', payload: `[{"bn":"m:","bt":${(atUs / 1e6).toFixed(6)},"n":"${name}","v":${value}}]` };
    case 'opcua':
      return { topic: 'faults/opcua/group', payload: `{"MessageType":"ua-data","PublisherId":"p","Messages":[{"DataSetWriterName":"m","MessageType":"ua-deltaframe","Timestamp":"${isoOf(atUs)}","Payload":{"${name}":${value}}}]}` }; // prettier-ignore
    case 'sparkplug':
      throw new Error('an edge node says it');
  }
}

const isoOf = (atUs: number): string => `${new Date(Math.floor(atUs / 1000)).toISOString().slice(0, -1)}${String(atUs % 1000).padStart(3, '0')}Z`;

/** The value of such a message; NaN of any other. */
export const valueOf = (payload: Buffer): number => Number(/(\d+)[}\]]*$/.exec(payload.toString('latin1'))?.[1]);

/** The edge node of the plant. */
export const EDGE_NODE = { group: 'e-s', node: 'sparkplug', device: MACHINE, metrics: Array.from({ length: TOPICS }, (_, nth) => `Process/N${nth}`) };

const name = (text: string) => ({ en: text, fr: text });
const power = { standby: '1 kW', idle: '2 kW', execute: '5 kW' };
const signals = Object.fromEntries(Array.from({ length: TOPICS }, (_, nth) => [`N${nth}`, { signal: `process.N${nth}` }]));
const MQTT: Record<Exclude<Dialect, 'sparkplug'>, object> = {
  uns: { dialect: 'uns-json' },
  tags: { dialect: 'packtags' },
  bundle: { dialect: 'json-bundle', time: { field: 'at', format: 'us' }, signals },
  senml: { dialect: 'senml', signals },
  opcua: { dialect: 'opcua-json', signals },
};

const common = (id: string) => ({ apiVersion: 'twin/v1', id, name: name(id), equipment: { enterprise: 'e', site: 's', area: 'a' }, timezone: 'Europe/Paris' });

function lineOf(dialect: keyof typeof MQTT): object {
  return {
    ...common(dialect),
    kind: 'Line',
    product: { name: name('carton'), item: 'carton' },
    stations: [{ id: MACHINE, type: 'machine', name: name(MACHINE), item: 'carton', rate: '60 /min', power }],
    shifts: [{ id: 'day', name: name('day'), days: ['mon'], from: '06:00', to: '14:00' }],
    mqtt: { ...MQTT[dialect], prefix: `faults/${dialect}` },
  };
}

/** Only cells speak Sparkplug B. */
const CELL = {
  ...common(EDGE_NODE.node),
  kind: 'Cell',
  units: [{ id: MACHINE, type: 'mixer', name: name(MACHINE), power, phases: [{ id: 'mix', lasts: '10 min' }] }],
  products: [{ id: 'alpha', name: name('alpha'), item: 'kg', batchSize: 100, route: [{ id: 'mix', units: [MACHINE] }] }],
  mqtt: { dialect: 'sparkplug-b', prefix: `${EDGE_NODE.group}/${EDGE_NODE.node}` },
};

/** Writes a line or cell for each dialect as files that the service reads. */
export async function writePlant(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const dialect of DIALECTS) await writeFile(path.join(folder, `${dialect}.json`), JSON.stringify(dialect === 'sparkplug' ? CELL : lineOf(dialect)));
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Ways to speak at QoS 1. Of `tags` a message has no time of its own, so an equal value may be stored again. */
export const DIALECTS = ['uns', 'tags', 'bundle'] as const;
export type Dialect = (typeof DIALECTS)[number];

const TOPICS = 5; // of each dialect

/** Value n, which no other message has, is said in the dialect of n. */
export const dialectOf = (value: number): Dialect => DIALECTS[value % DIALECTS.length]!;

/** The message that says a value. */
export function messageOf(value: number, atUs: number): { topic: string; payload: string } {
  const nth = Math.floor(value / DIALECTS.length) % TOPICS;
  switch (dialectOf(value)) {
    case 'uns':
      return { topic: `faults/uns/m/_process_v1/N${nth}`, payload: `{"timestamp_ms":${(atUs / 1000).toFixed(3)},"value":${value}}` };
    case 'tags':
      return { topic: `faults/tags/m/Process/N${nth}`, payload: String(value) };
    case 'bundle':
      return { topic: 'faults/bundle/m/telemetry', payload: `{"at":${atUs},"N${nth}":${value}}` };
  }
}

/** The value of such a message. */
export const valueOf = (payload: Buffer): number => Number(/(\d+)\}?$/.exec(payload.toString('latin1'))?.[1]);

const name = (text: string) => ({ en: text, fr: text });
const signals = Object.fromEntries(Array.from({ length: TOPICS }, (_, nth) => [`N${nth}`, { signal: `process.N${nth}` }]));
const MQTT: Record<Dialect, object> = {
  uns: { dialect: 'uns-json' },
  tags: { dialect: 'packtags' },
  bundle: { dialect: 'json-bundle', time: { field: 'at', format: 'us' }, signals },
};

/** Writes a line for each dialect as files that the service reads. */
export async function writePlant(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const dialect of DIALECTS) {
    const definition = {
      apiVersion: 'twin/v1',
      kind: 'Line',
      id: dialect,
      name: name(dialect),
      equipment: { enterprise: 'e', site: 's', area: 'a' },
      timezone: 'Europe/Paris',
      product: { name: name('carton'), item: 'carton' },
      stations: [{ id: 'm', type: 'machine', name: name('m'), item: 'carton', rate: '60 /min', power: { standby: '1 kW', idle: '2 kW', execute: '5 kW' } }],
      shifts: [{ id: 'day', name: name('day'), days: ['mon'], from: '06:00', to: '14:00' }],
      mqtt: { ...MQTT[dialect], prefix: `faults/${dialect}` },
    };
    await writeFile(path.join(folder, `${dialect}.json`), JSON.stringify(definition));
  }
}

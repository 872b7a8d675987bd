import { stringify } from 'yaml';
import type { TwinHttp } from '../../client/http.js';
import type { PostedReading } from '../../src/contract/posted-readings.js';
import { setImmediate } from 'node:timers/promises';
import { exampleDocument } from '../simulator/cell/plant.js';

const MINUTE_US = 60e6;
export const DAY_US = 86_400e6;
/** Midnight in Paris, a Monday. */
export const BEGIN_US = Date.parse('2026-01-04T23:00:00Z') * 1000;
const DAYS = 40;
/** From the 31st day on the site uses 30 kWh a day less than it would. */
export const SAVED_FROM_DAY = 30;
export const NOW_US = BEGIN_US + DAYS * DAY_US;
/** Nothing is heard of the blender from 08:00 to 09:00 (Paris) on the first day; its counter goes on. */
const GAP = { fromUs: BEGIN_US + 8 * 60 * MINUTE_US, toUs: BEGIN_US + 9 * 60 * MINUTE_US };

const good = (day: number) => 2000 + ((day * 7919) % 13) * 150;
const outdoorC = (day: number) => 18 + ((day * 5) % 9);
/** The press uses 100 kWh a day, 0.05 by good unit and 4 by degree above 20; days end as they begin. */
export const pressKwh = (day: number) => 130 + 0.05 * good(day) + 4 * Math.max(0, outdoorC(day) - 20) + ((day * 31) % 7) - 3 - (day >= SAVED_FROM_DAY ? 30 : 0);

const utc = (us: number) => new Date(us / 1000).toISOString();
export const day = (n: number) => ({ from: utc(BEGIN_US + n * DAY_US), to: utc(BEGIN_US + (n + 1) * DAY_US) });

/** Every ten minutes: counters of three meters and the main one, which counts 5 kW besides; temperature and items by the day. */
function* told(): Generator<PostedReading> {
  const kwh = { press: 1000, blender: 50, solids: 7000, main: 90_000 };
  let items = 0;
  for (let i = 0; i <= DAYS * 144; i++) {
    const atUs = BEGIN_US + i * 10 * MINUTE_US;
    const n = Math.min(DAYS - 1, Math.floor(i / 144));
    const say = (unit: string, signal: PostedReading['signal'], value: PostedReading['value']): PostedReading => ({ unit, signal, value, measuredAtUs: atUs });
    yield say('press', 'energy', kwh.press);
    if (atUs <= GAP.fromUs || atUs >= GAP.toUs) yield say('blender', 'energy', kwh.blender);
    yield say('zones.solids', 'energy', kwh.solids);
    yield say('meters.main', 'energy', kwh.main);
    yield say('weather', 'weather.outdoorAirTemp', outdoorC(n));
    yield say('packaging', 'processedCount', Math.round(items));
    yield say('packaging', 'defectiveCount', 0);
    const [press, blender, solids] = [pressKwh(n) / 144, 6 / 6, 30 / 6];
    kwh.press += press;
    kwh.blender += blender;
    kwh.solids += solids;
    kwh.main += press + blender + solids + 5 / 6;
    items += good(n) / 144;
  }
}

/** The example of a cell with a main meter over its zones and three units. */
export function meteredCell(): { id: string; text: string } {
  const document = exampleDocument();
  const meters = [
    { id: 'main', name: { en: 'Main', fr: 'Général' }, carrier: 'electricity', physical: true, measures: ['process', 'zones.solids'] },
    { id: 'process', name: { en: 'Process', fr: 'Procédé' }, carrier: 'electricity', measures: ['press', 'blender', 'coater'] },
  ];
  return { id: document.id, text: stringify({ ...document, meters }) };
}

/** All that is told, until it is in the history. */
export async function tell(http: TwinHttp, cell: string): Promise<void> {
  const readings = [...told()];
  for (let at = 0; at < readings.length; at += 5000) {
    const answer = await http.postReadings(cell, readings.slice(at, at + 5000));
    expect(answer.refused).toEqual([]);
  }
  while ((await http.telemetry()).history.lagS > 0) await setImmediate();
}

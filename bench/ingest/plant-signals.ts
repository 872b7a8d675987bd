import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A signal of the plant of the bench: where it is published, and what its value does. */
export interface BenchSignal {
  topic: string;
  /** JSON of the value; a counter goes up by one a second from it; of a measured value the last digit moves. */
  value: string;
  moves: 'not' | 'counter' | 'digit';
}

const STATIONS_PER_LINE = 8;
const ITEMS = 60; // a minute, one a second
const OWN: readonly [tag: string, value: string, moves: BenchSignal['moves']][] = [
  ['_packml_v1/Status/StateCurrent', '6', 'not'],
  ['_packml_v1/Status/UnitModeCurrent', '1', 'not'],
  ['_packml_v1/Status/CurMachSpeed', '60.00', 'digit'],
  ['_packml_v1/Status/MachSpeed', '60', 'not'],
  ['_packml_v1/Status/EquipmentInterlock/Blocked', 'false', 'not'],
  ['_packml_v1/Status/EquipmentInterlock/Starved', 'false', 'not'],
  ['_packml_v1/Admin/ProdProcessedCount/0/AccCount', '1000000', 'counter'],
  ['_packml_v1/Admin/ProdDefectiveCount/0/AccCount', '1000', 'not'],
  ['_packml_v1/Admin/StopReason/ID', '0', 'not'],
  ['_energy_v1/AcActivePowerTotal', '5.000', 'digit'],
  ['_energy_v1/AcActiveEnergyTotalImportHp', '100000', 'not'],
  ['_batch_v1/LotId', '"LOT-0001"', 'not'],
];
/** Signals of a machine: the above and process values. */
export const SIGNALS_PER_STATION = 25;

const two = (n: number) => String(n).padStart(2, '0');
const lineId = (line: number) => `line-${two(line + 1)}`;
const stationId = (station: number) => `m${two(station + 1)}`;

/** Stations of each line for about so many signals. */
function layout(signals: number): number[] {
  const stations = Math.max(1, Math.round(signals / SIGNALS_PER_STATION));
  return Array.from({ length: Math.ceil(stations / STATIONS_PER_LINE) }, (_, line) => Math.min(STATIONS_PER_LINE, stations - line * STATIONS_PER_LINE));
}

/** The signals, in the order in which they are published: machine after machine. */
export function benchSignals(signals: number): BenchSignal[] {
  return layout(signals).flatMap((stations, line) =>
    Array.from({ length: stations }, (_, station) => {
      const root = `umh/v1/e/s/a/${lineId(line)}/${stationId(station)}`;
      const own = OWN.map(([tag, value, moves]): BenchSignal => ({ topic: `${root}/${tag}`, value, moves }));
      const values = Array.from({ length: SIGNALS_PER_STATION - OWN.length }, (_value, n): BenchSignal => ({ topic: `${root}/_process_v1/Value${two(n)}`, value: `${20 + n}.500`, moves: 'digit' })); // prettier-ignore
      return [...own, ...values];
    }).flat(),
  );
}

export const benchLines = (signals: number): string[] => layout(signals).map((_, line) => lineId(line));

/** Writes the plant as files that the service reads. */
export async function writePlant(folder: string, signals: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [line, stations] of layout(signals).entries()) {
    const id = lineId(line);
    const name = (text: string) => ({ en: text, fr: text });
    const definition = {
      apiVersion: 'twin/v1',
      kind: 'Line',
      id,
      name: name(id),
      equipment: { enterprise: 'e', site: 's', area: 'a' },
      timezone: 'Europe/Paris',
      product: { name: name('carton'), item: 'carton' },
      stations: Array.from({ length: stations }, (_, station) => ({
        id: stationId(station),
        type: 'machine',
        name: name(stationId(station)),
        item: 'carton',
        rate: `${ITEMS} /min`,
        power: { standby: '1 kW', idle: '2 kW', execute: '5 kW' },
        ...(station < stations - 1 && { buffer: { capacity: 100 } }),
      })),
      shifts: ['a', 'b', 'c'].map((shift, n) => ({ id: shift, name: name(shift), days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: `${two(n * 8)}:00`, to: `${two(((n + 1) * 8) % 24)}:00` })),
      mqtt: { dialect: 'uns-json', prefix: `umh/v1/e/s/a/${id}` },
    }; // prettier-ignore
    await writeFile(path.join(folder, `${id}.json`), JSON.stringify(definition));
  }
}

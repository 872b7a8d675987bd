import type { TFunction } from 'i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import type { Formats } from '../../format/formats.js';
import { utcOf } from '../../format/iso.js';
import { familySinceUs } from '../../format/state.js';

interface Station {
  name: string;
  family: LineView['units'][string]['family'];
  stateSinceUs: number | null;
  ratePerMin: number | null;
  nominalPerMin: number | null;
  powerKw: number | null;
  level: number | null;
  expectedLevel: number | null;
  capacity: number | null;
}

const numberOf = (reading: { value: unknown } | null | undefined) => (typeof reading?.value === 'number' ? reading.value : null);

/** The stations of a line in the order of the flow, each with the buffer after it. */
export const stationsOf = (view: LineView, format: Formats): Station[] =>
  view.order.map((id) => {
    const unit = view.units[id]!;
    const buffer = view.buffers[id];
    return {
      name: format.name(unit.name),
      family: unit.family,
      stateSinceUs: familySinceUs(unit),
      ratePerMin: numberOf(unit.ratePerMin),
      nominalPerMin: unit.nominalRatePerMin,
      powerKw: numberOf(unit.powerKw),
      level: buffer?.level ?? null,
      expectedLevel: buffer?.expectedLevel ?? null,
      capacity: buffer?.capacity ?? null,
    };
  });

/** The picture of a line as a table. */
export const flowTable = (stations: readonly Station[], t: TFunction, format: Formats, moment: (us: number) => string) => ({
  head: [t('charts.station'), t('cell.state'), t('line.stateSince'), t('cell.speed'), t('cell.power'), t('line.bufferAfter'), t('line.bufferExpected')],
  rows: stations.map((station) => [
    station.name,
    t(`families.${station.family}`),
    station.stateSinceUs === null ? '–' : moment(station.stateSinceUs),
    `${format.rate(station.ratePerMin)} / ${format.rate(station.nominalPerMin)}`,
    format.kw(station.powerKw),
    station.capacity === null ? '–' : `${format.whole(station.level)} / ${format.whole(station.capacity)}`,
    format.whole(station.expectedLevel),
  ]),
});

/** The same for a file: not rounded, times in UTC. */
export const flowRows = (stations: readonly Station[]): (string | number | null)[][] => [
  ['station', 'state', 'since', 'ratePerMin', 'nominalPerMin', 'powerKw', 'bufferLevel', 'bufferExpected (simulated)', 'bufferCapacity'],
  ...stations.map(({ name, family, stateSinceUs, ratePerMin, nominalPerMin, powerKw, level, expectedLevel, capacity }) => [
    name,
    family,
    stateSinceUs === null ? null : utcOf(stateSinceUs),
    ratePerMin,
    nominalPerMin,
    powerKw,
    level,
    expectedLevel,
    capacity,
  ]),
];

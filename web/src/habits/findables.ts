import type { ActiveAlarm } from '../../../src/contract/alarm.js';
import type { LotRecord } from '../../../src/contract/cell-view.js';
import type { Run, Scenario } from '../../../src/contract/run.js';
import type { Formats } from '../format/formats.js';
import type { Findable } from './find.js';
import { placePath, type Place } from './place.js';

interface Called {
  id: string;
  name: { en: string; fr: string };
}
type Names = Pick<Formats, 'name'>;
const below = (place: Place, rest: string, id: string) => `${placePath(place)}/${rest}/${encodeURIComponent(id)}`;

/** A line and its machines. */
export function ofLine({ id, name, stations }: Called & { stations: readonly Called[] }, format: Names): Findable[] {
  const place: Place = { kind: 'line', id };
  const line = format.name(name);
  return [
    { kind: 'line', href: placePath(place), name: line, detail: '', id },
    ...stations.map((station): Findable => {
      const { id: unit } = station;
      return { kind: 'machine', href: below(place, 'machines', unit), name: format.name(station.name), detail: line, id: unit };
    }),
  ];
}

/** A site, its units and their machines. */
export function ofCell(
  { id, name, units }: Called & { units: readonly (Called & { flow?: { stations: readonly Called[] } | undefined })[] },
  format: Names,
): Findable[] {
  const place: Place = { kind: 'cell', id };
  const site = format.name(name);
  return [
    { kind: 'cell', href: placePath(place), name: site, detail: '', id },
    ...units.flatMap((unit): Findable[] => {
      const href = `${placePath(place)}?${new URLSearchParams({ open: unit.id })}`;
      const machines = unit.flow?.stations ?? [];
      return [
        { kind: 'machine', href, name: format.name(unit.name), detail: site, id: unit.id },
        ...machines.map((each): Findable => ({
          kind: 'machine',
          href,
          name: format.name(each.name),
          detail: `${site}, ${format.name(unit.name)}`,
          id: `${unit.id}.${each.id}`,
        })),
      ];
    }),
  ];
}

export const ofLot = (cell: string, { lot, product }: Pick<LotRecord, 'lot' | 'product'>, site: string, products: (id: string) => string): Findable => ({
  kind: 'lot',
  href: below({ kind: 'cell', id: cell }, 'lots', lot),
  name: lot,
  detail: [product === null ? null : products(product), site].filter((each) => each !== null).join(', '),
  id: lot,
});

export const ofRun = ({ id, question }: Pick<Run, 'id' | 'question'>, detail: string): Findable => ({
  kind: 'run',
  href: `/runs/${encodeURIComponent(id)}`,
  name: question,
  detail,
  id,
});

/** A kept question. Those of lines have no page of their own: they are among all of the line. */
export const ofScenario = ({ id, of, line, question }: Pick<Scenario, 'id' | 'of' | 'line' | 'question'>, detail: string): Findable => ({
  kind: 'scenario',
  href:
    of === 'cell'
      ? `/cells/${encodeURIComponent(line)}/what-if?${new URLSearchParams({ scenario: id })}`
      : `/scenarios?${new URLSearchParams({ place: line })}`,
  name: question,
  detail,
  id,
});

export const ofAlarm = (place: Place, { id, name }: Pick<ActiveAlarm, 'id' | 'name'>, detail: string, format: Names): Findable => ({
  kind: 'alarm',
  href: `${placePath(place)}#alarms`,
  name: format.name(name),
  detail,
  id,
});

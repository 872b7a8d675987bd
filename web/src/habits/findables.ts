import type { ActiveAlarm } from '../../../src/contract/alarm.js';
import type { LotRecord } from '../../../src/contract/cell-view.js';
import type { Run, Scenario } from '../../../src/contract/run.js';
import type { Formats } from '../format/formats.js';
import type { Findable } from './find.js';
import { PAGES, PLANT_PAGES, placePath, type Place, type PlacePage, type PlantPage } from './place.js';

interface Called {
  id: string;
  name: { en: string; fr: string };
}
type Names = Pick<Formats, 'name' | 'language'>;
/** A name in the language of the screen, and in the other one. */
const inBoth = (name: Called['name'], { language, name: of }: Names) => ({ name: of(name), also: language === 'en' ? name.fr : name.en });
const below = (place: Place, rest: string, id: string) => `${placePath(place)}/${rest}/${encodeURIComponent(id)}`;

/** A line and its machines. */
export function ofLine({ id, name, stations }: Called & { stations: readonly Called[] }, format: Names): Findable[] {
  const place: Place = { kind: 'line', id };
  const line = format.name(name);
  return [
    { kind: 'line', href: placePath(place), ...inBoth(name, format), detail: '', id },
    ...stations.map((station): Findable => {
      const { id: unit } = station;
      return { kind: 'machine', href: below(place, 'machines', unit), ...inBoth(station.name, format), detail: line, id: unit };
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
    { kind: 'cell', href: placePath(place), ...inBoth(name, format), detail: '', id },
    ...units.flatMap((unit): Findable[] => {
      const href = `${placePath(place)}?${new URLSearchParams({ open: unit.id })}`;
      const machines = unit.flow?.stations ?? [];
      return [
        { kind: 'machine', href, ...inBoth(unit.name, format), detail: site, id: unit.id },
        ...machines.map((each): Findable => ({
          kind: 'machine',
          href,
          ...inBoth(each.name, format),
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
  ...inBoth(name, format),
  detail,
  id,
});

/** Pages of the plant, each found by its name in both languages and by its path. */
export const ofPlantPages = (names: Readonly<Record<PlantPage, Called['name']>>, format: Names): Findable[] =>
  PLANT_PAGES.map((page) => ({ kind: 'page', href: page === 'overview' ? '/' : `/${page}`, ...inBoth(names[page], format), detail: '', id: page }));

/** Pages of a place beside its own. */
export const ofPlacePages = (place: Place, placeName: string, names: Readonly<Record<PlacePage, Called['name']>>, format: Names): Findable[] =>
  PAGES[place.kind].map((page) => ({ kind: 'page', href: placePath(place, page), ...inBoth(names[page], format), detail: placeName, id: page }));

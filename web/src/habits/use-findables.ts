import { useQueries, useQuery } from '@tanstack/react-query';
import { alarmCountsQuery, alarmsQuery } from '../data/alarm-queries.js';
import { cellDefinitionQuery, cellsQuery } from '../data/cell-queries.js';
import { definitionQuery, linesQuery } from '../data/queries.js';
import { newestLotsQuery, newestRunsQuery, newestScenariosQuery } from '../data/search-queries.js';
import { useFormat } from '../parts/use-format.js';
import type { Findable } from './find.js';
import { ofAlarm, ofCell, ofLine, ofLot, ofPlacePages, ofPlantPages, ofRun, ofScenario } from './findables.js';
import { PAGE_NAMES } from './page-names.js';
import type { Place } from './place.js';

const NONE: readonly string[] = [];

/** All that can be gone to, as far as it has come; `failed`: some of it will not come. */
export function useFindables(): { items: Findable[]; loading: boolean; failed: boolean } {
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const cells = useQuery(cellsQuery);
  const lineIds = lines.data ?? NONE;
  const cellIds = cells.data ?? NONE;
  const ofLines = useQueries({ queries: lineIds.map((id) => definitionQuery(id)) });
  const ofCells = useQueries({ queries: cellIds.map((id) => cellDefinitionQuery(id)) });
  const lots = useQueries({ queries: cellIds.map((id) => newestLotsQuery(id)) });
  const runs = useQuery(newestRunsQuery);
  const scenarios = useQuery(newestScenariosQuery);
  const counts = useQuery(alarmCountsQuery);
  const places: Place[] = [...cellIds.map((id): Place => ({ kind: 'cell', id })), ...lineIds.map((id): Place => ({ kind: 'line', id }))];
  const alarmed = places.filter(({ id }) => {
    const count = counts.data?.get(id);
    return count !== undefined && count.advisories + count.unacknowledged + Object.values(count.alarms).reduce((sum, n) => sum + n, 0) > 0;
  });
  const alarms = useQueries({ queries: alarmed.map((place) => alarmsQuery(place)) });

  const lineDefinitions = ofLines.flatMap(({ data }) => (data ? [data.definition] : []));
  const cellDefinitions = ofCells.flatMap(({ data }) => (data ? [data.definition] : []));
  const named = new Map([...lineDefinitions, ...cellDefinitions].map(({ id, name }) => [id, format.name(name)]));
  const nameOf = (id: string) => named.get(id) ?? id;
  const all = [lines, cells, ...ofLines, ...ofCells, ...lots, runs, scenarios, counts, ...alarms];
  return {
    loading: all.some(({ isPending }) => isPending),
    failed: all.some(({ isError }) => isError),
    items: [
      ...ofPlantPages(PAGE_NAMES, format),
      ...cellDefinitions.flatMap((definition) => ofCell(definition, format)),
      ...lineDefinitions.flatMap((definition) => ofLine(definition, format)),
      ...places.flatMap((place) => ofPlacePages(place, nameOf(place.id), PAGE_NAMES, format)),
      ...cellIds.flatMap((cell, i) => {
        const products = cellDefinitions.find(({ id }) => id === cell)?.products ?? [];
        const product = (id: string) => format.name(products.find((each) => each.id === id)?.name ?? { en: id, fr: id });
        return (lots[i]?.data ?? []).map((lot) => ofLot(cell, lot, nameOf(cell), product));
      }),
      ...(scenarios.data ?? []).map((scenario) => ofScenario(scenario, nameOf(scenario.line))),
      ...(runs.data ?? []).map((run) => ofRun(run, nameOf(run.line))),
      ...alarmed.flatMap((place, i) => (alarms[i]?.data?.items ?? []).map((alarm) => ofAlarm(place, alarm, nameOf(place.id), format))),
    ],
  };
}

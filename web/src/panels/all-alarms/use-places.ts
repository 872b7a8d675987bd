import { useQueries, useQuery } from '@tanstack/react-query';
import type { AlarmPlace } from '../../data/alarm-queries.js';
import { cellDefinitionQuery, cellsQuery } from '../../data/cell-queries.js';
import { definitionQuery, linesQuery } from '../../data/queries.js';
import { useFormat } from '../../parts/use-format.js';
import { namesOfCell, namesOfLine, type PlaceNames } from './alarm-names.js';

export interface NamedPlace {
  place: AlarmPlace;
  names: PlaceNames;
}

const NONE: readonly string[] = [];

/** All sites and lines with their names; undefined until it is known which there are. */
export function usePlaces(): { places: NamedPlace[] | undefined; error: Error | null; refetch: () => void } {
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const cells = useQuery(cellsQuery);
  const cellIds = cells.data ?? NONE;
  const lineIds = lines.data ?? NONE;
  const ofCells = useQueries({ queries: cellIds.map((id) => cellDefinitionQuery(id)) });
  const ofLines = useQueries({ queries: lineIds.map((id) => definitionQuery(id)) });
  const known = lines.data !== undefined && cells.data !== undefined;
  return {
    places: known
      ? [
          ...cellIds.map((id, i): NamedPlace => ({ place: { kind: 'cell', id }, names: namesOfCell(id, ofCells[i]?.data?.definition, format) })),
          ...lineIds.map((id, i): NamedPlace => ({ place: { kind: 'line', id }, names: namesOfLine(id, ofLines[i]?.data?.definition, format) })),
        ]
      : undefined,
    error: known ? null : (lines.error ?? cells.error),
    refetch: () => void Promise.all([lines.refetch(), cells.refetch()]),
  };
}

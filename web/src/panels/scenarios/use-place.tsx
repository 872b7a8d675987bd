import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { AskedOf } from '../../../../src/contract/run.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { definitionQuery } from '../../data/queries.js';
import { useFormat } from '../../parts/use-format.js';
import { CellLink } from '../cell/cell-link.js';

/** What was asked about: a link to it, and its time zone. */
export function usePlace({ of, line: id }: { of: AskedOf; line: string }): { link: ReactNode; zone: string } {
  const format = useFormat();
  const cell = useQuery({ ...cellDefinitionQuery(id), enabled: of === 'cell' }).data?.definition;
  const line = useQuery({ ...definitionQuery(id), enabled: of === 'line' }).data?.definition;
  const zone = (cell ?? line)?.timezone ?? 'UTC';
  if (of === 'cell') return { zone, link: <CellLink cell={id} definition={cell} /> };
  const link = (
    <Link to="/lines/$line" params={{ line: id }}>
      {line ? format.name(line.name) : id}
    </Link>
  );
  return { zone, link };
}

/** Sites and lines by their names, to choose from; by their ids until these are there, and where two have one name. */
export function usePlaceChoices(cells: readonly string[], lines: readonly string[]): { value: string; label: string }[] {
  const format = useFormat();
  const ofCells = useQueries({ queries: cells.map((id) => cellDefinitionQuery(id)) }).map(({ data }) => data?.definition);
  const ofLines = useQueries({ queries: lines.map((id) => definitionQuery(id)) }).map(({ data }) => data?.definition);
  const named = [...ofCells, ...ofLines].map((definition) => definition && format.name(definition.name));
  return [...cells, ...lines].map((value, i) => {
    const name = named[i];
    if (name === undefined) return { value, label: value };
    return { value, label: named.filter((other) => other === name).length > 1 ? `${name} (${value})` : name };
  });
}

import { useQuery } from '@tanstack/react-query';
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

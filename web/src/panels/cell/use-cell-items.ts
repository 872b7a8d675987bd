import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cellItems, type CellItems } from '../../../../src/contract/cell-items.js';
import { cellDefinitionQuery } from '../../data/cell-queries.js';

/** What the numbers of a cell count. */
export function useCellItems(cell: string): CellItems {
  const definition = useQuery(cellDefinitionQuery(cell)).data?.definition;
  return useMemo(() => cellItems(definition), [definition]);
}

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { cellNames, type CellNames } from '../../../../src/contract/cell-names.js';
import { usePreferences } from '../../shell/preferences-provider.js';

/** Names of what a cell has, in the language of the screen. */
export function useCellNames(cell: string): CellNames {
  const { language } = usePreferences();
  const definition = useQuery(cellDefinitionQuery(cell)).data?.definition;
  return useMemo(() => cellNames(definition, language), [definition, language]);
}

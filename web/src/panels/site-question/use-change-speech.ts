import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { cellParametersQuery } from '../../data/cell-queries.js';
import { useFormat } from '../../parts/use-format.js';
import type { ChangeSpeech } from './change-words.js';

/** How changes of a site are said here. `version`: of the definition that they were asked of; that in force where not given. */
export function useChangeSpeech(cell: string, definition: CellDefinition | undefined, names: CellNames, version?: string): ChangeSpeech {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(cellParametersQuery(cell));
  return useMemo(() => {
    const known = data && (version === undefined || data.version === version) ? data.items : [];
    return { t, format, names, definition, parameters: new Map(known.map((parameter) => [parameter.pointer, parameter])) };
  }, [t, format, names, definition, data, version]);
}

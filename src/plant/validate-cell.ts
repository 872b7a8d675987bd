import type { CellDefinition } from '../contract/cell.js';
import type { Issue } from '../contract/problem.js';
import { cellMappingIssues } from './validate-mapping.js';
import { carriersOfCell, meterIssues, sourcesOfCell } from './validate-meters.js';
import { reasonIssues } from './validate-reasons.js';

/** What the parts of a process cell owe each other beyond what its simulation needs. All issues at once. */
export const validateCell = (cell: CellDefinition): Issue[] => [
  ...reasonIssues(cell.reasons ?? []),
  ...cellMappingIssues(cell),
  ...meterIssues(cell.meters ?? [], sourcesOfCell(cell), carriersOfCell(cell)),
];

import type { CellKpiGrouping } from '../../../../src/contract/cell-kpi.js';

/** Indicators that the table shows, by their ids; all others stand beside the one that is looked at. */
export const COLUMNS = ['oee', 'trs', 'availability', 'effectiveness', 'quality', 'energyPerThousand', 'unknownShare'] as const;
export const FIRST_KPI = 'trs';

/** Windows up to now, as the server takes them. */
export const WINDOWS = ['now-24h', 'now-7d', 'now-30d'] as const;
/** So long the record of a site is kept. */
export const RECORD_DAYS = 45;
export const FIRST_WINDOW = 'now-7d';
export const FIRST_GROUPING = 'unit';

/** What indicators are told by. The list of the contract would bring all its schemas into the page. */
export const GROUPINGS = ['unit', 'segment', 'source', 'shift', 'product', 'lot', 'cell'] as const satisfies readonly CellKpiGrouping[];

import type { CellLive } from '../../../src/contract/cell-live.js';
import type { CellNames } from '../../../src/contract/cell-names.js';

/** What every card of a site takes. */
export interface SiteShown {
  view: CellLive;
  /** now of the site [us] */
  nowUs: number;
  names: CellNames;
}

import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { Measure } from './measure.js';

/** What every panel of the page is about. */
export interface SiteEnergy {
  cell: string;
  carrier: string;
  from: string;
  to: string;
  measure: Measure;
  timezone: string;
  names: CellNames;
  /** of files, without what they are of */
  file: string;
}

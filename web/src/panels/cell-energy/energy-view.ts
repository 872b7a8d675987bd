import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { Measure } from './measure.js';

/** What people call who uses energy, and meters. */
export type EnergyNames = Pick<CellNames, 'place' | 'meter'>;

/** How a page of energy, of a site or a line, tells what it tells. */
export interface EnergyView {
  measure: Measure;
  timezone: string;
  names: EnergyNames;
  /** of files, without what they are of */
  file: string;
}

import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { EnergyView } from './energy-view.js';

/** What every panel of the page of a site is about. */
export interface SiteEnergy extends EnergyView {
  cell: string;
  carrier: string;
  from: string;
  to: string;
  names: CellNames;
}

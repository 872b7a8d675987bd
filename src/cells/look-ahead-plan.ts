import type { Micros } from '../contract/units.js';

/** A look ahead is made anew after so long [us of the cell's time]. */
const EVERY_US = 600e6;
/** After a lot has gone on, already after this [us of the cell's time]. */
const AFTER_CHANGE_US = 60e6;
/** Not more often than this, however fast the time of the cell goes [us]. */
const WALL_US = 20e6;

/** Decides when a cell is due for a look ahead. */
export class LookAheadPlan {
  private lastCellUs = -Infinity;
  private lastWallUs = -Infinity;
  private lots = -1;

  /** `lots`: grows whenever a lot goes on. */
  due({ cellUs, wallUs, lots, catchingUp }: { cellUs: Micros; wallUs: Micros; lots: number; catchingUp: boolean }): boolean {
    if (catchingUp || wallUs - this.lastWallUs < WALL_US) return false;
    const wait = lots === this.lots ? EVERY_US : AFTER_CHANGE_US;
    if (cellUs - this.lastCellUs < wait) return false;
    this.lastCellUs = cellUs;
    this.lastWallUs = wallUs;
    this.lots = lots;
    return true;
  }
}

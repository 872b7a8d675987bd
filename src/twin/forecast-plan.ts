import type { TwinEvent } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import type { CompiledLine } from '../model/compile.js';

/** A forecast is made anew after so long [us of line time]. */
const EVERY_US = 300e6;
/** After a change at the bottleneck already after this [us of line time]. */
const AFTER_CHANGE_US = 60e6;
/** Not more often than this, however fast the time of the line goes [us]. */
const WALL_US = 2e6;
/** The rest of a shift that is too short to look at [us]. */
const TOO_SHORT_US = 60e6;

export interface Moment {
  lineUs: Micros;
  wallUs: Micros;
  window: { shift: string | null; fromUs: Micros; toUs: Micros };
  catchingUp: boolean;
  happened: readonly TwinEvent[];
}

/** Decides when a line is due for a forecast. */
export class ForecastPlan {
  private readonly bottleneck: string;
  private startOfUs: Micros | null;
  private lastLineUs = -Infinity;
  private lastWallUs = -Infinity;
  private changed = false;

  /** `startOfUs`: start of the shift whose opening forecast is already there. */
  constructor(line: CompiledLine, startOfUs: Micros | null) {
    const unitsPerUs = (i: number) => line.stations[i]!.ratePerUs * line.stations[i]!.unitsPerItem;
    this.bottleneck = line.stations.reduce((slowest, station, i) => (unitsPerUs(i) < unitsPerUs(slowest.index) ? station : slowest)).id;
    this.startOfUs = startOfUs;
  }

  due(moment: Moment): 'start' | 'now' | null {
    const { window, lineUs, wallUs } = moment;
    this.changed ||= moment.happened.some((event) => event.kind === 'state' && event.unit === this.bottleneck);
    if (window.shift === null || window.toUs - lineUs < TOO_SHORT_US) return null;
    if (this.startOfUs !== window.fromUs) {
      this.startOfUs = window.fromUs;
      return this.take('start', moment);
    }
    if (moment.catchingUp || wallUs - this.lastWallUs < WALL_US) return null;
    const wait = this.changed ? AFTER_CHANGE_US : EVERY_US;
    return lineUs - this.lastLineUs >= wait ? this.take('now', moment) : null;
  }

  private take(kind: 'start' | 'now', { lineUs, wallUs }: Moment): 'start' | 'now' {
    this.lastLineUs = lineUs;
    this.lastWallUs = wallUs;
    this.changed = false;
    return kind;
  }
}

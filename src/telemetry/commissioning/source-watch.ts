import type { SourceReport } from '../../contract/commissioning.js';
import type { Observation, SignalName } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { NumberRows } from '../per-series.js';
import { seriesNumber, seriesOf, type Numbered } from '../series-number.js';
import { ClockSkew, newQuiet } from './clock-skew.js';
import { UsualGaps, type UsualGap } from './usual-gap.js';

const LATE_US = 60e6;

type Timed = Pick<Observation, 'measuredAtUs' | 'receivedAtUs'>;

/** What is kept of all sources, side by side: times of the newest reading of each series, and how often each source is heard. */
export class SourcesHeard {
  readonly newestUs = new NumberRows([NaN]);
  readonly quiet = newQuiet();
  readonly gaps = new UsualGaps();
}

/** What is heard of one source. */
export class SourceWatch {
  private readonly skew: ClockSkew;
  private readings = 0;
  private duplicates = 0;
  private outOfOrder = 0;
  private late = 0;

  constructor(
    readonly line: string,
    readonly unit: string,
    private readonly clock: 'wall' | 'source',
    private readonly all: SourcesHeard,
    private readonly n: number,
  ) {
    this.skew = new ClockSkew(all.quiet, n);
  }

  /** A message of it came. */
  heard(reading: Timed): void {
    this.all.gaps.heard(this.n, reading.receivedAtUs, this.isLate(reading));
  }

  /** Whether a reading came long after it was measured. Of a line that lives in another time none did. */
  isLate({ measuredAtUs, receivedAtUs }: Timed): boolean {
    return this.clock === 'wall' && receivedAtUs - measuredAtUs > LATE_US;
  }

  get gap(): UsualGap {
    return this.all.gaps.of(this.n);
  }

  observed(reading: Numbered, again: boolean): void {
    const { measuredAtUs, receivedAtUs, historical } = reading;
    if (historical) return;
    if (again) {
      this.duplicates += 1;
      return;
    }
    this.readings += 1;
    this.skew.seen(measuredAtUs, receivedAtUs);
    if (this.isLate(reading)) this.late += 1;
    const series = seriesOf(reading);
    if (measuredAtUs < this.all.newestUs.get(series, 0)) this.outOfOrder += 1;
    else this.all.newestUs.set(series, 0, measuredAtUs);
  }

  /** Whether the signal was heard. */
  told(signal: SignalName): boolean {
    return !Number.isNaN(this.all.newestUs.get(seriesNumber({ line: this.line, unit: this.unit, signal }), 0));
  }

  report(nowUs: Micros): SourceReport {
    const { line, unit, readings, duplicates, outOfOrder, late } = this;
    return { line, unit, readings, duplicates, outOfOrder, late, lastSeenUs: this.gap.lastUs, clock: this.skew.report(nowUs, this.clock === 'wall') };
  }
}

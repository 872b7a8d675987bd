import type { SourceReport } from '../../contract/commissioning.js';
import type { Observation, SignalName } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { ClockSkew } from './clock-skew.js';
import { UsualGap } from './usual-gap.js';

const LATE_US = 60e6;

/** What is heard of one source. */
export class SourceWatch {
  readonly gap = new UsualGap();
  private readonly skew = new ClockSkew();
  private readonly newest = new Map<SignalName, { atUs: Micros }>(); // written in place: a number in a map is made anew
  private readings = 0;
  private duplicates = 0;
  private outOfOrder = 0;
  private late = 0;

  constructor(
    readonly line: string,
    readonly unit: string,
    private readonly clock: 'wall' | 'source',
  ) {}

  observed({ signal, measuredAtUs, receivedAtUs, historical }: Observation, again: boolean): void {
    if (historical) return;
    if (again) {
      this.duplicates += 1;
      return;
    }
    this.readings += 1;
    this.skew.seen(measuredAtUs, receivedAtUs);
    if (receivedAtUs - measuredAtUs > LATE_US && this.clock === 'wall') this.late += 1;
    const newest = this.newest.get(signal);
    if (newest === undefined) this.newest.set(signal, { atUs: measuredAtUs });
    else if (measuredAtUs < newest.atUs) this.outOfOrder += 1;
    else newest.atUs = measuredAtUs;
  }

  /** Whether the signal was heard. */
  told(signal: string): boolean {
    return this.newest.has(signal as SignalName);
  }

  report(nowUs: Micros): SourceReport {
    const { line, unit, readings, duplicates, outOfOrder, late } = this;
    return { line, unit, readings, duplicates, outOfOrder, late, lastSeenUs: this.gap.lastUs, clock: this.skew.report(nowUs, this.clock === 'wall') };
  }
}

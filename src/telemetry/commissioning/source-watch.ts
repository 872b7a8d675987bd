import type { SourceReport } from '../../contract/commissioning.js';
import type { Observation, SignalName } from '../../contract/telemetry.js';
import type { Micros } from '../../contract/units.js';
import { ClockSkew } from './clock-skew.js';
import { UsualGap } from './usual-gap.js';

const LATE_US = 60e6;

/** Newest reading of a signal of a source. Written in place: a number in a map would be made anew with each. */
export interface Newest {
  readonly signal: SignalName;
  atUs: Micros;
}

/** What is heard of one source. */
export class SourceWatch {
  readonly gap = new UsualGap();
  private readonly skew = new ClockSkew();
  private readonly newest = new Map<SignalName, Newest>();
  private readings = 0;
  private duplicates = 0;
  private outOfOrder = 0;
  private late = 0;

  constructor(
    readonly line: string,
    readonly unit: string,
    private readonly clock: 'wall' | 'source',
  ) {}

  /** `likely`: one of this source that was given before, likely that of the same signal. */
  observed({ signal, measuredAtUs, receivedAtUs, historical }: Observation, again: boolean, likely?: Newest): void {
    if (historical) return;
    if (again) {
      this.duplicates += 1;
      return;
    }
    this.readings += 1;
    this.skew.seen(measuredAtUs, receivedAtUs);
    if (receivedAtUs - measuredAtUs > LATE_US && this.clock === 'wall') this.late += 1;
    const newest = likely?.signal === signal ? likely : this.newest.get(signal);
    if (newest === undefined) this.newest.set(signal, { signal, atUs: measuredAtUs });
    else if (measuredAtUs < newest.atUs) this.outOfOrder += 1;
    else newest.atUs = measuredAtUs;
  }

  /** Of a signal that was heard. */
  newestOf(signal: SignalName): Newest | undefined {
    return this.newest.get(signal);
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

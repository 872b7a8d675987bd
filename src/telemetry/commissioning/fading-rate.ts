import type { Micros } from '../../contract/units.js';

const FADES_IN_US = 120e6;

/** How often something happens of late: events weighed by exp(-age / 2 min), over the weight of the time since the first. */
export class FadingRate {
  private weight = 0;

  constructor(private readonly sinceUs: Micros, private lastUs: Micros = sinceUs) {} // prettier-ignore

  /** Events come in about the order of their times; one of the past counts as of now. */
  count(atUs: Micros): void {
    this.weight = this.weightAt(atUs) + 1;
    this.lastUs = Math.max(this.lastUs, atUs);
  }

  /** Events a minute. Of less than ten seconds as if they were ten. */
  perMinute(nowUs: Micros): number {
    const age = Math.max(nowUs - this.sinceUs, 10e6);
    return (this.weightAt(nowUs) / (FADES_IN_US * (1 - Math.exp(-age / FADES_IN_US)))) * 60e6;
  }

  private weightAt(atUs: Micros): number {
    return this.weight * Math.exp(-Math.max(atUs - this.lastUs, 0) / FADES_IN_US);
  }
}

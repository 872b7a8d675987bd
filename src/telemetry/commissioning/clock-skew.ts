import type { z } from 'zod';
import type { SourceClock } from '../../contract/commissioning.js';
import type { Micros } from '../../contract/units.js';
import { NumberRows } from '../per-series.js';

const WINDOW_US = 300e6;
const MINUTE_US = 60e6;
const BETWEEN_SAMPLES_US = 2e6;
const MINUTES = 5;
const FEWEST = 3;
const BOUND_S = 5;
const [FROM_US, TO_US, BELOW_US] = [0, 1, 2];

/** Of many sources: a reading of a time between the first two that is off by no more than the third changes nothing. */
export const newQuiet = (): NumberRows => new NumberRows([Infinity, -Infinity, -Infinity, 0]);

/** How far the times of a source are from those of arrival, of the last five minutes: a sample each two seconds for the median, all for the worst. */
export class ClockSkew {
  private readonly samples: { atUs: Micros; skewUs: Micros }[] = [];
  private readonly worst: { minute: number; skewUs: Micros }[] = [];

  constructor(
    private readonly quiet: NumberRows,
    private readonly n: number,
  ) {}

  /** A reading without a time of its own, measured as it arrives, says nothing. */
  seen(measuredAtUs: Micros, receivedAtUs: Micros): void {
    if (measuredAtUs === receivedAtUs) return;
    const skewUs = receivedAtUs - measuredAtUs;
    const { quiet, n } = this;
    if (receivedAtUs >= quiet.get(n, FROM_US) && receivedAtUs < quiet.get(n, TO_US) && Math.abs(skewUs) <= quiet.get(n, BELOW_US)) return;
    this.take(receivedAtUs, skewUs);
    const [sample, minute] = [this.samples.at(-1)!, this.worst.at(-1)!];
    quiet.set(n, FROM_US, Math.max(sample.atUs, minute.minute * MINUTE_US));
    quiet.set(n, TO_US, Math.min(sample.atUs + BETWEEN_SAMPLES_US, (minute.minute + 1) * MINUTE_US));
    quiet.set(n, BELOW_US, Math.abs(minute.skewUs));
  }

  private take(receivedAtUs: Micros, skewUs: Micros): void {
    const minute = Math.floor(receivedAtUs / MINUTE_US);
    const present = this.worst.at(-1);
    if (present?.minute === minute) {
      if (Math.abs(skewUs) > Math.abs(present.skewUs)) present.skewUs = skewUs;
    } else {
      this.worst.push({ minute, skewUs });
      if (this.worst.length > MINUTES) this.worst.shift();
    }
    const last = this.samples.at(-1);
    if (last && receivedAtUs - last.atUs < BETWEEN_SAMPLES_US && receivedAtUs >= last.atUs) return;
    this.samples.push({ atUs: receivedAtUs, skewUs });
    if (this.samples.length > WINDOW_US / BETWEEN_SAMPLES_US) this.samples.shift();
  }

  /** Ahead and behind from five seconds on, unless the newest samples are right again: then what was told late lies behind. Of a line that lives in another time nothing is judged. */
  report(nowUs: Micros, judged: boolean): z.infer<typeof SourceClock> {
    const all = this.samples.filter(({ atUs }) => atUs > nowUs - WINDOW_US).map(({ skewUs }) => skewUs / 1e6);
    const right = all.slice(all.findLastIndex((skewS) => Math.abs(skewS) > BOUND_S) + 1);
    const recent = (right.length >= FEWEST ? right : all).toSorted((a, b) => a - b);
    const worst = this.worst.filter(({ minute }) => minute > nowUs / MINUTE_US - MINUTES - 1).map(({ skewUs }) => skewUs / 1e6);
    const medianS = recent.length === 0 ? null : (recent[(recent.length - 1) >> 1]! + recent[recent.length >> 1]!) / 2;
    const judgement = !judged || medianS === null || recent.length < FEWEST ? 'unknown' : medianS > BOUND_S ? 'behind' : medianS < -BOUND_S ? 'ahead' : 'right';
    const worstS = worst.length === 0 ? null : worst.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    return { medianS, worstS, readings: recent.length, judgement };
  }
}

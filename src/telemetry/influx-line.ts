import type { Observation } from '../contract/telemetry.js';
import { kindOf, KIND, withoutRepeats } from './history-row.js';
import { PerSeries } from './per-series.js';
import { seriesOf, type Numbered } from './series-number.js';

/** The one measurement. Dashboards of users query it: its tags and fields never change their meaning. */
export const MEASUREMENT = 'readings';

/**
 * Writes readings in the line protocol: tags line, unit, signal; fields kind, num or str or bool, quality, received_us;
 * time [us]. What a series has in common is made once.
 */
export class InfluxLines {
  private readonly series = new PerSeries<Series>();
  private batches = 0;

  /** A line for each (series, time), without its end: of two readings of one time the later one stands. */
  of(observations: readonly Observation[]): string[] {
    return this.rising(observations) ?? withoutRepeats(observations).map((o) => lineOf(this.seriesOf(o), o));
  }

  /** The lines where the time of every series only goes forward, so that nothing repeats; null where one does not. */
  private rising(observations: readonly Observation[]): string[] | null {
    const batch = ++this.batches;
    const lines: string[] = [];
    for (const o of observations) {
      const series = this.seriesOf(o);
      if (series.batch === batch && o.measuredAtUs <= series.newestUs) return null;
      series.batch = batch;
      series.newestUs = o.measuredAtUs;
      lines.push(lineOf(series, o));
    }
    return lines;
  }

  private seriesOf(o: Numbered): Series {
    const n = seriesOf(o);
    let series = this.series.get(n);
    if (series === undefined) {
      const begin = `${MEASUREMENT},line=${tag(o.line)},signal=${tag(o.signal)},unit=${tag(o.unit)} kind=`;
      this.series.set(n, (series = { begin, batch: 0, newestUs: -Infinity }));
    }
    return series;
  }
}

/** What the lines of a series begin with, and its newest time in the batch that it came in last. */
interface Series {
  begin: string;
  batch: number;
  newestUs: number;
}

const lineOf = ({ begin }: Series, o: Observation): string => `${begin}${fieldsOf(o)},quality="${o.quality}",received_us=${o.receivedAtUs}i ${o.measuredAtUs}`;

function fieldsOf({ value }: Observation): string {
  switch (kindOf(value)) {
    case KIND.number:
      return `${KIND.number}i,num=${value as number}`;
    case KIND.text:
      return `${KIND.text}i,str=${text(value as string)}`;
    case KIND.flag:
      return `${KIND.flag}i,bool=${value as boolean}`;
    case KIND.none:
      return `${KIND.none}i`;
  }
}

const text = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
const tag = (value: string): string => value.replace(/[,= ]/g, '\\$&');

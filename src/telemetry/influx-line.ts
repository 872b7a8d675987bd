import type { Observation } from '../contract/telemetry.js';
import { kindOf, KIND } from './history-row.js';
import { SeriesMap } from './series-map.js';

/** The one measurement. Dashboards of users query it: its tags and fields never change their meaning. */
export const MEASUREMENT = 'readings';

/**
 * Writes readings in the line protocol: tags line, unit, signal; fields kind, num or str or bool, quality, received_us;
 * time [us]. What a series has in common is made once.
 */
export class InfluxLines {
  private readonly series = new SeriesMap<string>();

  /** One line, without its end. */
  of(o: Observation): string {
    let series = this.series.get(o);
    if (series === undefined) this.series.set(o, (series = `${MEASUREMENT},line=${tag(o.line)},signal=${tag(o.signal)},unit=${tag(o.unit)} kind=`));
    return `${series}${fieldsOf(o)},quality="${o.quality}",received_us=${o.receivedAtUs}i ${o.measuredAtUs}`;
  }
}

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

import type { KpiAccount } from '../../contract/cell-kpi.js';
import type { OeeHour } from '../../contract/line-oee.js';
import { timeOf } from '../cell-mirror/kpi/elements.js';
import { clockHours } from '../clock-hours.js';
import type { CompiledLine } from '../compile.js';
import { dateText } from '../zone.js';
import type { MeasuredWork } from './measured-work.js';
import type { PointAccounts } from './point-accounts.js';
import { addAccounts, type AccountSpan } from './time-accounts.js';

const S_PER_MIN = 60;

/**
 * Effectiveness of a line in each hour that its clock shows, from what its time at the points of measure went to and the good units that left it in
 * the hour: what lay in buffers can lift an hour above 1 and lower the one before. A stop is breakdown or micro-stop by its whole length.
 * `counted`: whether good units are known.
 */
export function oeeHours(line: CompiledLine, { timeline, sums }: MeasuredWork, points: readonly PointAccounts[], counted: boolean): OeeHour[] {
  const { fromUs, toUs } = timeline;
  const PRI = S_PER_MIN / line.idealRatePerMin;
  const good = (atUs: number) => line.ends.reduce((units, i) => units + sums[i]!.good!(atUs) * line.stations[i]!.unitsPerItem, 0);
  const within = points.map(({ spans, weight }) => ({ weight, spansOf: walker(spans) }));
  return clockHours(line.shifts.timezone, fromUs, toUs).map((hour) => {
    const accountsS: Partial<Record<KpiAccount, number>> = {};
    for (const { weight, spansOf } of within) addAccounts(accountsS, spansOf(hour.fromUs, hour.toUs), weight);
    const usefulS = counted ? PRI * (good(hour.toUs) - good(hour.fromUs)) : null;
    const of = (wholeS: number) => (usefulS !== null && wholeS > 0 ? usefulS / wholeS : null);
    const [requiredS, openingS, totalS, busyS] = (['tR', 'tO', 'tT', 'PBT'] as const).map((time) => timeOf(time, accountsS)) as [
      number,
      number,
      number,
      number,
    ];
    return {
      day: dateText(hour.day),
      hour: hour.hour,
      fromUs: hour.fromUs,
      toUs: hour.toUs,
      usefulS,
      requiredS,
      openingS,
      totalS,
      busyS,
      trs: of(requiredS),
      trg: of(openingS),
      tre: of(totalS),
      oee: of(busyS),
    };
  });
}

/** Gives contiguous spans cut to stretches; asked with stretches that follow each other. */
function walker(spans: readonly AccountSpan[]): (fromUs: number, toUs: number) => AccountSpan[] {
  let at = 0;
  return (fromUs, toUs) => {
    const found: AccountSpan[] = [];
    while (at < spans.length && spans[at]!.fromUs < toUs) {
      const span = spans[at]!;
      found.push({ ...span, fromUs: Math.max(fromUs, span.fromUs), toUs: Math.min(toUs, span.toUs) });
      if (span.toUs > toUs) break;
      at++;
    }
    return found;
  };
}

import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineOee } from '../../../../src/contract/line-oee.js';
import { ChartCard } from '../../charts/chart-card.js';
import { HourMap, type HourCell } from '../../charts/hour-map.js';
import { clockText, HOURS, useHourNames } from '../../charts/use-hour-names.js';
import { useFormat } from '../../parts/use-format.js';
import type { MainKpi } from './main-kpi.js';
import { oeeHoursView, unknownS, WHOLE_OF } from './oee-hours-view.js';

interface Props {
  oee: LineOee;
  main: MainKpi;
  timezone: string;
  onWindow: (from: string, to: string) => void;
}

const instant = (us: number) => new Date(us / 1000).toISOString();

/** Days by hours of the clock: hours that come back every day, begins of shifts and nights are seen at once. */
export function OeeHoursPanel({ oee: { line, hours }, main, timezone, onWindow }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, cells } = useMemo(() => oeeHoursView(hours, main), [hours, main]);
  const { days: names, hourOf } = useHourNames(days, timezone);
  if (cells.every(({ value }) => value === null)) return null;
  const kpi = t(`losses.main.${main}`);
  const found = (cell: HourCell) => hours[cells.indexOf(cell)]!;
  const text = (cell: HourCell) => {
    const hour = found(cell);
    if (cell.empty) return t(`losses.noTime.${WHOLE_OF[main]}`);
    if (cell.value === null) return t('losses.notKnown');
    return t('losses.hourText', {
      share: format.percent(cell.value),
      useful: format.duration(hour.usefulS ?? 0),
      whole: format.duration(hour[WHOLE_OF[main]]),
    });
  };
  const nameOf = (cell: HourCell) => t('charts.pair', { name: hourOf(cell), value: text(cell) });
  const only = (name: string, fromUs: number, toUs: number) => (
    <Button variant="subtle" size="compact-sm" onClick={() => onWindow(instant(fromUs), instant(toUs))}>
      {t('losses.onlyTime', { time: name })}
    </Button>
  );
  const reading = (cell: HourCell | null) => {
    if (cell === null) return <span className="minor">{t('losses.hoursHint')}</span>;
    const hour = found(cell);
    const day = days[cell.row]!;
    return (
      <>
        <b>{nameOf(cell)}</b>
        {unknownS(hour) > 0 && <span className="minor">{t('losses.unknownFor', { duration: format.duration(unknownS(hour)) })}</span>}
        {only(hourOf(cell), hour.fromUs, hour.toUs)}
        {days.length > 1 && only(names[cell.row]!, day.fromUs, day.toUs)}
      </>
    );
  };
  return (
    <ChartCard
      title={t('losses.hoursOf', { kpi })}
      caption={t('losses.hoursCaption', { kpi })}
      table={() => ({
        head: [t('losses.day'), ...HOURS.map(clockText)],
        rows: days.map((_, row) => [
          names[row],
          ...HOURS.map((hour) => {
            const cell = cells.find((each) => each.row === row && each.hour === hour);
            return cell === undefined || cell.empty ? '' : format.percent(cell.value);
          }),
        ]),
      })}
      csv={{
        name: `${line}-oee-hours`,
        rows: () => [
          ['day', 'hour', 'from', 'to', 'usefulS', 'requiredS', 'openingS', 'totalS', 'busyS', 'trs', 'trg', 'tre', 'oee'],
          ...hours.map((hour) => [
            hour.day,
            hour.hour,
            instant(hour.fromUs),
            instant(hour.toUs),
            ...[hour.usefulS, hour.requiredS, hour.openingS, hour.totalS, hour.busyS, hour.trs, hour.trg, hour.tre, hour.oee],
          ]),
        ],
      }}
      foot={<p className="minor">{t('losses.hoursFoot')}</p>}
    >
      <HourMap
        label={t('losses.hoursCaption', { kpi })}
        days={names}
        {...{ cells, reading, nameOf }}
        most={1}
        ends={[format.percent(0), `≥ ${format.percent(1)}`]}
        onOpen={(cell) => onWindow(instant(found(cell).fromUs), instant(found(cell).toUs))}
      />
    </ChartCard>
  );
}

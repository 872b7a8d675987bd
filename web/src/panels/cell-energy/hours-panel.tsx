import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnergyLoad } from '../../../../src/contract/energy-load.js';
import { ChartCard } from '../../charts/chart-card.js';
import { HourMap, type HourCell } from '../../charts/hour-map.js';
import { utcOf } from '../../format/iso.js';
import { clockText, HOURS, useHourNames } from '../../charts/use-hour-names.js';
import { useFormat } from '../../parts/use-format.js';
import { hoursView } from './hours-view.js';
import { amountText } from './measure.js';
import type { EnergyView } from './energy-view.js';

interface Props {
  load: Pick<EnergyLoad, 'hours'>;
  view: EnergyView;
  onWindow: (from: string, to: string) => void;
}

/** Days by hours of the clock: nights and weekends that use as much as days are seen at once. */
export function HoursPanel({ load, view: { measure, file, timezone }, onWindow }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { days, cells } = useMemo(() => hoursView(load.hours, measure), [load, measure]);
  const { days: names, hourOf } = useHourNames(days, timezone);
  if (cells.every(({ value }) => value === null)) return null;
  const text = (value: number | null) => (value === null ? t('energy.notKnown') : amountText(format, value, measure));
  const nameOf = (cell: HourCell) => t('charts.pair', { name: hourOf(cell), value: text(cell.value) });
  const most = cells.reduce((max, { value }) => Math.max(max, value ?? 0), 0);
  const reading = (cell: HourCell | null) => {
    if (cell === null) return <span className="minor">{t('energy.hoursHint')}</span>;
    const { fromUs, toUs } = days[cell.row]!;
    return (
      <>
        <b>{nameOf(cell)}</b>
        <Button variant="subtle" size="compact-sm" onClick={() => onWindow(utcOf(fromUs), utcOf(toUs))}>
          {t('energy.onlyDay', { day: names[cell.row] })}
        </Button>
      </>
    );
  };
  return (
    <ChartCard
      title={t('energy.hours')}
      caption={t('energy.hoursCaption')}
      table={() => ({
        head: [t('energy.day'), ...HOURS.map(clockText)],
        rows: days.map((_, row) => [names[row], ...HOURS.map((hour) => cellText(cells.find((cell) => cell.row === row && cell.hour === hour)))]),
      })}
      csv={{
        name: `${file}-hours`,
        rows: () => [
          ['day', 'hour', 'from', 'hours', 'kwh', 'costEur', 'co2eKg'],
          ...load.hours.map(({ day, hour, fromUs, hours, kwh, costEur, co2eKg }) => [day, hour, utcOf(fromUs), hours, kwh, costEur, co2eKg]),
        ],
      }}
    >
      <HourMap label={t('energy.hoursCaption')} days={names} cells={cells} ends={[text(0), text(most)]} reading={reading} nameOf={nameOf} />
    </ChartCard>
  );

  function cellText(cell: HourCell | undefined): string {
    return cell === undefined ? '' : format.figure(cell.value);
  }
}

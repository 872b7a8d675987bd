import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartCard } from '../../charts/chart-card.js';
import { WeekChart } from '../../charts/week-chart.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { idsOf, type SiteView } from './site-view.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Mean power of a carrier in each hour of the week: as it is, and in a variant. */
export function WeekPanel({ view: { variants, names }, file }: { view: SiteView; file: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const carriers = idsOf(variants, (variant) => variant.carriers.map(({ carrier }) => carrier));
  const [carrier, setCarrier] = useState(carriers[0] ?? '');
  const [other, setOther] = useState(variants[1]?.variant.id ?? '');
  const baseline = variants[0];
  if (!baseline || carriers.length === 0) return null;
  const weekOf = (named: (typeof variants)[number] | undefined) => named?.variant.carriers.find((each) => each.carrier === carrier)?.weekKw ?? null;
  const chosen = variants.slice(1).find(({ variant }) => variant.id === other);
  const series = [baseline, ...(chosen ? [chosen] : [])].flatMap((named) => {
    const kw = weekOf(named);
    return kw ? [{ id: named.variant.id, name: named.name, kw }] : [];
  });
  const days = DAYS.map((day) => t(`siteRun.days.${day}`));
  const hourOf = (hour: number) => `${days[Math.floor(hour / 24)]} ${String(hour % 24).padStart(2, '0')}:00`;
  const label = t('siteRun.weekLabel', { carrier: names.carrier(carrier), variant: chosen?.name ?? baseline.name });
  return (
    <ChartCard
      title={
        <>
          {t('siteRun.week')} <SimTag />
        </>
      }
      caption={label}
      aside={
        <>
          {carriers.length > 1 && (
            <NativeSelect
              aria-label={t('siteRun.carrier')}
              value={carrier}
              onChange={(event) => setCarrier(event.currentTarget.value)}
              data={carriers.map((id) => ({ value: id, label: names.carrier(id) }))}
            />
          )}
          {variants.length > 2 && (
            <NativeSelect
              aria-label={t('siteRun.variant')}
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
              data={variants.slice(1).map(({ name, variant }) => ({ value: variant.id, label: name }))}
            />
          )}
        </>
      }
      table={() => ({
        head: [t('siteRun.weekHour'), ...series.map(({ name }) => `${name}, kW`)],
        rows: Array.from({ length: 7 * 24 }, (_, hour) => [hourOf(hour), ...series.map(({ kw }) => format.figure(kw[hour]))]),
      })}
      csv={{
        name: `${file}-week-${carrier}`,
        rows: () => [
          ['hourOfWeek', ...series.map(({ id }) => `${id} kW`)],
          ...Array.from({ length: 7 * 24 }, (_, hour) => [hour, ...series.map(({ kw }) => kw[hour] ?? null)]),
        ],
      }}
    >
      <WeekChart series={series} days={days} hourOf={hourOf} label={label} />
    </ChartCard>
  );
}

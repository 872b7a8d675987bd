import { SegmentedControl } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EnergyLoad } from '../../../../src/contract/energy-load.js';
import { ChartCard } from '../../charts/chart-card.js';
import { OverlayChart, overlayClass } from '../../charts/overlay-chart.js';
import { energyLoadQuery } from '../../data/energy-queries.js';
import { ticks } from '../../format/time.js';
import { useFormat } from '../../parts/use-format.js';
import { useFaultText } from '../../parts/use-fault-text.js';
import { edgesOf } from './load-view.js';
import { BEFORE, windowsBefore, type Before } from './overlay-view.js';
import type { SiteEnergy } from './site-energy.js';

interface Props {
  load: EnergyLoad;
  site: SiteEnergy;
  before: Before | undefined;
  onBefore: (before: Before | undefined) => void;
}

/** So many of the newest ten minutes stand in the table: a week. The file has all. */
const MOST_ROWS = 1008;
const TICKS = 8;

/** The load of the window on that of the windows of the same length before it. */
export function OverlayPanel({ load, site: { cell, carrier, timezone, file }, before, onBefore }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const faultText = useFaultText();
  const earlier = useQueries({ queries: windowsBefore(load, before ?? 0).map((window) => energyLoadQuery(cell, carrier, window)) });
  const known = earlier.flatMap(({ data }) => data ?? []);
  const failed = earlier.find(({ error }) => error !== null)?.error;
  const windows = [load, ...known];
  const names = windows.map(({ fromUs, toUs }) => t('kpi.span', { from: format.dayAndClock(fromUs, timezone), to: format.dayAndClock(toUs, timezone) }));
  const edgesUs = edgesOf(load);
  const timeOf = (step: number) => format.dayAndClock(edgesUs[step]!, timezone);
  const first = Math.max(0, load.stepUs.length - MOST_ROWS);
  const valueOf = (kw: number | null | undefined) => (kw === null || kw === undefined ? t('energy.notHeard') : format.kw(kw));
  return (
    <ChartCard
      title={t('energy.overlay')}
      caption={t('energy.overlayCaption')}
      aside={
        <SegmentedControl
          aria-label={t('energy.overlayBefore')}
          value={String(before ?? 0)}
          onChange={(value) => onBefore(BEFORE.find((each) => String(each) === value))}
          data={[0, ...BEFORE].map((count) => ({
            value: String(count),
            label: count === 0 ? t('energy.overlayNone') : t('energy.overlayCount', { n: count }),
          }))}
        />
      }
      table={() => ({
        head: [t('charts.time'), ...names],
        rows: load.stepUs.slice(first).map((_, i) => [timeOf(first + i), ...windows.map(({ kw }) => valueOf(kw[first + i]))]),
      })}
      csv={{
        name: `${file}-overlay`,
        rows: () => [
          ['time', 'kw', ...known.map((_, i) => `kwBefore${i + 1}`)],
          ...load.stepUs.map((_, i) => [new Date(edgesUs[i]! / 1000).toISOString(), ...windows.map(({ kw }) => kw[i] ?? null)]),
        ],
      }}
      foot={
        <p className="minor sentence">
          <span>{t('energy.overlayFoot')}</span>
          {first > 0 && <span>{t('energy.loadTable', { n: MOST_ROWS })}</span>}
          {earlier.some(({ isPending }) => isPending) && <span>{t('app.loading')}</span>}
          {failed && <span className="late">{faultText(failed)}</span>}
        </p>
      }
    >
      <OverlayChart
        label={t('energy.overlayCaption')}
        curves={windows.map(({ kw }) => kw)}
        ticks={ticks(load.fromUs, load.toUs, timezone, TICKS).map((us) => ({
          step: (us - load.stepUs[0]!) / (load.stepS * 1e6),
          text: format.dayOrClock(us, timezone),
        }))}
        reading={(step) =>
          step === null ? (
            <span className="minor">{t('charts.keys')}</span>
          ) : (
            <>
              {edgesUs[step] !== undefined && <b>{timeOf(step)}</b>}
              {windows.map(({ kw, fromUs }, i) => (
                <span key={fromUs}>{t('charts.pair', { name: names[i]!, value: valueOf(kw[step]) })}</span>
              ))}
            </>
          )
        }
      />
      <ul className="legend">
        {names.map((name, i) => (
          <li key={name}>
            <svg width="34" height="12" aria-hidden="true">
              <path d="M0 6H34" className={overlayClass(i)} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </ChartCard>
  );
}

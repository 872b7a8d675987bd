import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnergyLoad } from '../../../../src/contract/energy-load.js';
import { ChartCard } from '../../charts/chart-card.js';
import { FillLegend } from '../../charts/fill-legend.js';
import { LoadChart } from '../../charts/load-chart.js';
import { utcOf } from '../../format/iso.js';
import { useFormat } from '../../parts/use-format.js';
import { layersOf } from './consumers.js';
import type { EnergyView } from './energy-view.js';
import { edgesOf, shareUnknown } from './load-view.js';

/** So many of the newest ten minutes stand in the table: a week. The file has all. */
const MOST_ROWS = 1008;
const READ_OUT = 4;

interface Props {
  load: Omit<EnergyLoad, 'cell'>;
  view: EnergyView;
  title: string;
  caption: string;
  /** what the line of the sum is called */
  all: string;
  /** what is said where no power is subscribed; null: nothing */
  noLimit: string | null;
  /** below the chart, on the same axis of time */
  children?: ReactNode;
}

/** Who drew the load, ten minutes by ten minutes, under the tariff. Power is power: the measure of the page is not its. */
export function LoadPanel({ load, view: { names, timezone, file }, title, caption, all, noLimit, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const layers = useMemo(() => layersOf(load, names, t), [load, names, t]);
  const edgesUs = useMemo(() => edgesOf(load), [load]);
  const periods = load.periods.map(({ label }) => label ?? t('energy.allHours'));
  const bands = useMemo(() => (load.periods.length > 1 ? load.periodOfStep.map((at) => load.periods[at]!.label ?? '') : null), [load]);
  const subscribedKw = useMemo(() => load.periodOfStep.map((at) => load.periods[at]!.subscribedKw), [load]);
  const hasLimit = subscribedKw.some((kw) => kw !== null);
  const unknown = shareUnknown(load);
  if (layers.length === 0) return null;
  const timeOf = (step: number) => format.dayAndClock(edgesUs[step]!, timezone);
  const reading = (step: number | null) => {
    if (step === null) return <span className="minor">{t('charts.keys')}</span>;
    const drawn = layers.map(({ id, name, kw }) => ({ id, name, kw: kw[step] ?? null })).sort((a, b) => (b.kw ?? -1) - (a.kw ?? -1));
    return (
      <>
        <b>{timeOf(step)}</b>
        <span>{t('charts.pair', { name: all, value: load.kw[step] === null ? t('energy.notHeard') : format.kw(load.kw[step]) })}</span>
        <span>{periods[load.periodOfStep[step]!]}</span>
        {drawn.slice(0, READ_OUT).map(({ id, name, kw }) => (
          <span key={id}>{t('charts.pair', { name, value: format.kw(kw) })}</span>
        ))}
      </>
    );
  };
  const first = Math.max(0, load.stepUs.length - MOST_ROWS);
  return (
    <ChartCard
      title={title}
      caption={caption}
      table={() => ({
        head: [t('charts.time'), t('energy.period'), t('energy.allKw'), ...layers.map(({ name }) => name)],
        rows: load.stepUs
          .slice(first)
          .map((_, i) => [
            timeOf(first + i),
            periods[load.periodOfStep[first + i]!],
            format.kw(load.kw[first + i]),
            ...layers.map(({ kw }) => format.kw(kw[first + i])),
          ]),
      })}
      csv={{
        name: `${file}-load`,
        rows: () => [
          [
            'time',
            'period',
            'subscribedKw',
            'kw',
            ...load.consumers.map(({ source, kind }) => (kind === 'remainder' ? `${source} (${kind})` : (source ?? kind))),
          ],
          ...load.stepUs.map((_, i) => [
            utcOf(edgesUs[i]!),
            load.periods[load.periodOfStep[i]!]!.label,
            subscribedKw[i]!,
            load.kw[i] ?? null,
            ...load.consumers.map(({ kw }) => kw[i] ?? null),
          ]),
        ],
      }}
      foot={
        <p className="minor sentence">
          <span>{t('energy.loadFoot')}</span>
          {first > 0 && <span>{t('energy.loadTable', { n: MOST_ROWS })}</span>}
          {unknown > 0 && <span className="late">{t('energy.gaps', { share: format.percent(unknown) })}</span>}
        </p>
      }
    >
      <LoadChart
        label={caption}
        edgesUs={edgesUs}
        zone={timezone}
        layers={layers}
        totalKw={load.kw}
        bands={bands}
        subscribedKw={subscribedKw}
        reading={reading}
      />
      {children}
      <FillLegend
        entries={layers.map(({ id, name, fill }, i) => ({
          ...{ id, fill },
          label: t('charts.pair', { name, value: format.kwh(load.consumers[i]!.kwh) }),
        }))}
      >
        <LineEntry look="load-total">{all}</LineEntry>
        {hasLimit ? <LineEntry look="load-limit">{t('energy.subscribed')}</LineEntry> : noLimit !== null && <li>{noLimit}</li>}
      </FillLegend>
    </ChartCard>
  );
}

function LineEntry({ look, children }: { look: string; children: string }) {
  return (
    <li>
      <svg width="26" height="12" aria-hidden="true">
        <path d="M0 6H26" className={look} />
      </svg>
      {children}
    </li>
  );
}

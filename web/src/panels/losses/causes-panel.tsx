import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStops, StopCause } from '../../../../src/contract/line-oee.js';
import { BarRows, type BarRow } from '../../charts/bar-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { useFormat } from '../../parts/use-format.js';
import { stateFill } from '../../theme/state-fill.js';
import { useReasonName } from './use-reason-name.js';
import type { LineNames } from './line-names.js';

interface Props {
  stops: LineStops;
  /** whose stops they are, as a sentence */
  scope: string;
  names: LineNames;
  /** the reason that is looked at; undefined: all; null: unassigned */
  chosen: number | null | undefined;
  onChoose: (reason: number | null | undefined) => void;
}

const countOf = ({ breakdowns, microStops }: StopCause) => breakdowns + microStops;

/** Causes of stops, the unassigned first, by time or by number. */
export function CausesPanel({ stops, scope, names, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [by, setBy] = useState<'time' | 'count'>('time');
  const reasonName = useReasonName(names);
  const { causes } = stops;
  const amount = (cause: StopCause) => (by === 'time' ? cause.downS : countOf(cause));
  const rows = causes.map((cause): BarRow => {
    const { reason, downS, share, cumulativeShare } = cause;
    return {
      id: String(reason),
      name: reasonName(reason),
      from: 0,
      to: amount(cause),
      fill: reason === null ? stateFill('unknown') : stateFill('down'),
      text: `${format.duration(downS)} · ${format.percent(share)} · ${t('losses.stopCount', { n: countOf(cause) })}`,
      pressed: chosen === reason,
      ...(by === 'time' && { cumulative: cumulativeShare }),
    };
  });
  return (
    <ChartCard
      title={t('losses.causes')}
      caption={t('losses.causesLabel')}
      aside={
        <SegmentedControl
          aria-label={t('losses.causes')}
          value={by}
          onChange={(value) => setBy(value === 'count' ? 'count' : 'time')}
          data={[
            { value: 'time', label: t('losses.byTime') },
            { value: 'count', label: t('losses.byCount') },
          ]}
        />
      }
      table={() => ({
        head: [t('losses.cause'), t('losses.duration'), t('losses.share'), t('losses.cumulative'), t('losses.breakdowns'), t('losses.microStops')],
        rows: causes.map(({ reason, downS, share, cumulativeShare, breakdowns, microStops }) => [
          reasonName(reason),
          format.duration(downS),
          format.percent(share),
          format.percent(cumulativeShare),
          breakdowns,
          microStops,
        ]),
      })}
      csv={{
        name: `${stops.line}-causes`,
        rows: () => [
          [t('losses.cause'), t('losses.durationS'), t('losses.breakdowns'), t('losses.microStops')],
          ...causes.map(({ reason, downS, breakdowns, microStops }) => [reasonName(reason), downS, breakdowns, microStops]),
        ],
      }}
      foot={causes.length > 0 && <p className="minor">{t('losses.causesHint')}</p>}
    >
      <p className="minor">{scope}</p>
      {causes.length === 0 ? (
        <p className="minor">{t('losses.noStops')}</p>
      ) : (
        <BarRows
          rows={rows}
          most={Math.max(...causes.map(amount))}
          label={t('losses.causesLabel')}
          onPress={(id) => {
            const reason = causes.find((cause) => String(cause.reason) === id)!.reason;
            onChoose(reason === chosen ? undefined : reason);
          }}
        />
      )}
    </ChartCard>
  );
}

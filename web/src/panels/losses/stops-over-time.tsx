import { useTranslation } from 'react-i18next';
import type { LineStop, LineStops } from '../../../../src/contract/line-oee.js';
import { ChartCard } from '../../charts/chart-card.js';
import { StopDots } from '../../charts/stop-dots.js';
import { utcOf } from '../../format/iso.js';
import { useFormat } from '../../parts/use-format.js';
import { useReasonName } from './use-reason-name.js';
import type { LineNames } from './line-names.js';

interface Props {
  stops: LineStops;
  names: LineNames;
  timezone: string;
  /** of which reason; others are hollow */
  isChosen: (stop: LineStop) => boolean;
}

/** Each stop a dot, so that long and rare tells itself apart from short and frequent. */
export function StopsOverTime({ stops, names, timezone, isChosen }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonName = useReasonName(names);
  const moment = (us: number) => format.moment(us, stops.toUs, timezone);
  return (
    <ChartCard
      title={t('losses.overTime')}
      caption={t('losses.overTimeLabel')}
      table={() => ({
        head: [t('losses.begin'), t('losses.machine'), t('losses.duration'), t('losses.cause')],
        rows: stops.items.map(({ unit, fromUs, downS, reason }) => [moment(fromUs), names.machine(unit), format.duration(downS), reasonName(reason)]),
      })}
      csv={{
        name: `${stops.line}-stops-over-time`,
        rows: () => [
          [t('losses.begin'), t('losses.machine'), t('losses.durationS'), t('losses.cause')],
          ...stops.items.map(({ unit, fromUs, downS, reason }) => [utcOf(fromUs), names.machine(unit), downS, reasonName(reason)]),
        ],
      }}
    >
      {stops.items.length === 0 ? (
        <p className="minor">{t('losses.noStops')}</p>
      ) : (
        <StopDots
          dots={stops.items.map((stop) => ({
            atUs: stop.fromUs,
            s: stop.downS,
            title: t('losses.dot', {
              machine: names.machine(stop.unit),
              time: moment(stop.fromUs),
              duration: format.duration(stop.downS),
              reason: reasonName(stop.reason),
            }),
            filled: isChosen(stop),
          }))}
          fromUs={stops.fromUs}
          toUs={stops.toUs}
          zone={timezone}
          label={t('losses.overTimeLabel')}
        />
      )}
    </ChartCard>
  );
}

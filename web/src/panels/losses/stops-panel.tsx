import { useTranslation } from 'react-i18next';
import type { LineStop, LineStops } from '../../../../src/contract/line-oee.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import type { LineNames } from './line-names.js';
import { StopsTable } from './stops-table.js';
import { useReasonName } from './use-reason-name.js';

interface Props {
  title: string;
  stops: LineStops;
  /** those that are shown */
  shown: readonly LineStop[];
  names: LineNames;
  timezone: string;
  /** the reason that they are of; undefined: all */
  chosen?: number | null | undefined;
  onAll?: () => void;
}

const iso = (us: number) => new Date(us / 1000).toISOString();

/** Stops as a table that can be sorted, and as a file. */
export function StopsPanel({ title, stops, shown, names, timezone, chosen, onAll }: Props) {
  const { t } = useTranslation();
  const reasonName = useReasonName(names);
  const { line, toUs, total, items } = stops;
  const rows = () => [
    [t('losses.begin'), t('losses.end'), t('losses.machine'), t('losses.durationS'), t('losses.kind'), t('losses.cause')],
    ...shown.map((stop) => [
      iso(stop.fromUs),
      stop.toUs === null ? null : iso(stop.toUs),
      names.machine(stop.unit),
      stop.downS,
      t(`losses.kinds.${stop.kind}`),
      reasonName(stop.reason),
    ]),
  ];
  return (
    <Card title={title} aside={<DownloadCsv name={`${line}-stops`} rows={rows} of={title} />}>
      {(chosen !== undefined || items.length < total) && (
        <p className="sentence">
          {chosen !== undefined && <span>{t('losses.onlyOf', { reason: reasonName(chosen) })}</span>}
          {chosen !== undefined && onAll && (
            <button type="button" className="fold" onClick={onAll}>
              {t('losses.all')}
            </button>
          )}
          {items.length < total && <span className="minor">{t('losses.someOf', { shown: items.length, total })}</span>}
        </p>
      )}
      {shown.length === 0 ? <p className="minor">{t('losses.noStops')}</p> : <StopsTable stops={shown} {...{ line, names, toUs, timezone }} caption={title} />}
    </Card>
  );
}

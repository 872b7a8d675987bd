import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineStop, LineStops } from '../../../../src/contract/line-oee.js';
import { utcOf } from '../../format/iso.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useWho } from '../../parts/use-who.js';
import type { LineNames } from './line-names.js';
import { StopActions } from './stop-actions.js';
import { stopKey } from './stop-sayings.js';
import { StopsTable } from './stops-table.js';
import { useReasonName } from './use-reason-name.js';

interface Props {
  title: string;
  stops: LineStops;
  /** those that are shown */
  shown: readonly LineStop[];
  names: LineNames;
  /** codes of the reasons that the plant file names */
  codes: readonly number[];
  timezone: string;
  /** the reason that they are of; undefined: all */
  chosen?: number | null | undefined;
  onAll?: () => void;
}

/** Stops as a table that can be sorted, to be given reasons, split and merged, and as a file. */
export function StopsPanel({ title, stops, shown, names, codes, timezone, chosen, onAll }: Props) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const { t } = useTranslation();
  const who = useWho();
  const reasonName = useReasonName(names);
  const { line, toUs, total, items } = stops;
  const rows = () => [
    [
      t('losses.begin'),
      t('losses.end'),
      t('losses.machine'),
      t('losses.durationS'),
      t('losses.kind'),
      t('losses.cause'),
      t('losses.say.who'),
      t('losses.say.remark'),
    ],
    ...shown.map((stop) => [
      utcOf(stop.fromUs),
      stop.toUs === null ? null : utcOf(stop.toUs),
      names.machine(stop.unit),
      stop.downS,
      t(`losses.kinds.${stop.kind}`),
      reasonName(stop.reason),
      stop.said ? who(stop.said.who) : null,
      stop.said?.comment ?? null,
    ]),
  ];
  const pick = (key: string, is: boolean) => setPicked((known) => new Set(is ? [...known, key] : [...known].filter((each) => each !== key)));
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
      {shown.length === 0 ? (
        <p className="minor">{t('losses.noStops')}</p>
      ) : (
        <>
          <StopActions
            stops={shown.filter((stop) => picked.has(stopKey(stop)))}
            {...{ line, codes, names, timezone }}
            nowUs={toUs}
            onDone={() => setPicked(new Set())}
          />
          <StopsTable stops={shown} {...{ line, names, toUs, timezone }} caption={title} chosen={picked} onChoose={pick} />
        </>
      )}
    </Card>
  );
}

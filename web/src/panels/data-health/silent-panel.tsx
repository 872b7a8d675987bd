import { useTranslation } from 'react-i18next';
import type { CommissioningReport } from '../../../../src/contract/commissioning.js';
import { utcOf } from '../../format/iso.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import { Listed } from './listed.js';
import { topicAndField } from './trouble.js';

/** What is mapped and of which nothing comes any more, or never came. */
export function SilentPanel({ report: { silent, asOfUs } }: { report: CommissioningReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const title = t('health.silent', { n: silent.length });
  const rows = () => [
    ['topic', 'field', 'line', 'unit', 'lastSeen', 'usualGapS', 'silentS'],
    ...silent.map(({ topic, field, line, unit, lastSeenUs, usualGapS, silentS }) => [
      ...[topic, field, line, unit, lastSeenUs === null ? null : utcOf(lastSeenUs)],
      ...[usualGapS, silentS],
    ]),
  ];
  return (
    <Card title={title} aside={silent.length > 0 && <DownloadCsv name="silent" of={title} rows={rows} />}>
      {silent.length === 0 ? (
        <p>{t('health.silentNone')}</p>
      ) : (
        <>
          <Listed
            caption={t('health.silentCaption')}
            head={[t('health.topic'), t('health.source'), t('health.lastHeard'), t('health.usualGap'), t('health.silentFor')]}
            items={silent}
            keyOf={({ line, unit, topic, field }) => [line, unit, topic, field].join()}
            row={(topic) => [
              <code>{topicAndField(topic)}</code>,
              `${topic.line}/${topic.unit}`,
              topic.lastSeenUs === null ? t('health.never') : t('health.ago', { age: format.duration((asOfUs - topic.lastSeenUs) / 1e6) }),
              topic.usualGapS === null ? '–' : format.duration(topic.usualGapS),
              format.duration(topic.silentS),
            ]}
          />
          <p className="minor">{t('health.silentHint')}</p>
        </>
      )}
    </Card>
  );
}

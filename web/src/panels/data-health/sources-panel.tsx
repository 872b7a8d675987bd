import { useTranslation } from 'react-i18next';
import type { CommissioningReport, SourceReport } from '../../../../src/contract/commissioning.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { Listed } from './listed.js';
import { inTrouble } from './trouble.js';

/** Every source that is heard: its clock, and what came again, out of order or late. */
export function SourcesPanel({ report: { sources, asOfUs } }: { report: CommissioningReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const heard = inTrouble(sources);
  const counts = ['readings', 'duplicates', 'outOfOrder', 'late'] as const;
  return (
    <Card title={t('health.sources', { n: heard.length })}>
      {heard.length === 0 ? (
        <p>{t('health.sourcesNone')}</p>
      ) : (
        <>
          <Listed
            caption={t('health.sourcesCaption')}
            head={[t('health.source'), t('health.clock'), ...counts.map((count) => t(`health.${count}`)), t('health.lastHeard')]}
            items={heard}
            keyOf={({ line, unit }) => `${line}/${unit}`}
            row={(source) => [
              `${source.line}/${source.unit}`,
              <Clock clock={source.clock} />,
              ...counts.map((count) => format.whole(source[count])),
              source.lastSeenUs === null ? t('health.never') : t('health.ago', { age: format.duration((asOfUs - source.lastSeenUs) / 1e6) }),
            ]}
          />
          <p className="minor">{t('health.clockHint')}</p>
        </>
      )}
    </Card>
  );
}

function Clock({ clock: { judgement, medianS, worstS, readings } }: { clock: SourceReport['clock'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const wrong = judgement === 'ahead' || judgement === 'behind';
  const behind = (seconds: number | null) => (seconds === null ? '–' : `${seconds < 0 ? '−' : '+'}${format.duration(Math.abs(seconds))}`);
  return (
    <>
      <span className={wrong ? 'late' : undefined}>
        {wrong && '⚠ '}
        {t(`health.clocks.${judgement}`)}
      </span>
      {medianS !== null && (
        <span className="minor below">{t('health.clockFigures', { median: behind(medianS), worst: behind(worstS), n: format.whole(readings) })}</span>
      )}
    </>
  );
}

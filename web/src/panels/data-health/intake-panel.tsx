import { useTranslation } from 'react-i18next';
import { readIntakeSentence } from '../../../../src/contract/intake-sentence.js';
import type { TelemetryStatus } from '../../../../src/contract/telemetry.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';
import { unaccounted } from './trouble.js';

const MB = 1e6;

/** How readings come in: broker, journal, history, what was rejected, and whether the counts add up. */
export function IntakePanel({ status }: { status: TelemetryStatus }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { broker, journal, history, deadLetters, sparkplug, counters } = status;
  const state = (ok: boolean, near = false) => (
    <span className={ok && !near ? undefined : 'late'}>{ok ? (near ? `⚠ ${t('health.lookAt')}` : t('health.inOrder')) : `⚠ ${t('health.notInOrder')}`}</span>
  );
  const said = (detail: string) => {
    const known = readIntakeSentence(detail);
    return (
      <span lang={known ? undefined : 'en'} className="minor below">
        {known ? t(`health.said.${known.code}`, { replace: known.values }) : detail}
      </span>
    );
  };
  const part = (name: 'broker' | 'journal' | 'history' | 'letters' | 'sparkplug') => t(`health.parts.${name}`);
  const nodes = sparkplug.nodes;
  const missing = unaccounted(counters);
  return (
    <Card title={t('health.intake')}>
      <DataTable
        words
        caption={t('health.intakeCaption')}
        head={[t('health.part'), t('health.state'), t('health.figures')]}
        rows={[
          [
            part('broker'),
            state(broker.ok),
            <>
              {t('health.brokerFigures', { mode: t(`health.modes.${broker.mode}`), address: broker.address })}
              {said(broker.detail)}
            </>,
          ],
          [
            part('journal'),
            state(journal.ok, journal.nearLimit),
            <>
              {t('health.journalFigures', { used: format.figure(journal.bytes / MB), limit: format.figure(journal.limitBytes / MB) })}
              {said(journal.detail)}
            </>,
          ],
          [
            part('history'),
            state(history.ok),
            <>
              {history.lagS > 0 ? t('health.historyFigures', { lag: format.duration(history.lagS) }) : t('health.historyNow')}
              {said(history.detail)}
            </>,
          ],
          [part('letters'), state(true, deadLetters > 0), t('health.lettersFigures', { n: format.whole(deadLetters) })],
          ...(nodes.length === 0
            ? []
            : [
                [
                  part('sparkplug'),
                  state(true, nodes.some(({ online, stale }) => online !== true || stale)), // prettier-ignore
                  t('health.sparkplugFigures', {
                    n: nodes.length,
                    offline: nodes.filter(({ online }) => online !== true).length,
                    stale: nodes.filter(({ stale }) => stale).length,
                    gaps: sparkplug.gaps,
                    lost: sparkplug.lostMessages,
                    births: sparkplug.birthRequests,
                  }),
                ],
              ]),
        ]}
      />
      <p className="minor">
        {t('health.balance', {
          received: format.whole(counters.received),
          stored: format.whole(counters.stored),
          duplicate: format.whole(counters.duplicate),
          deadLettered: format.whole(counters.deadLettered),
          inFlight: format.whole(counters.inFlight),
        })}
      </p>
      {missing !== 0 && <p className="late">{t('health.unbalanced', { n: format.whole(missing) })}</p>}
    </Card>
  );
}

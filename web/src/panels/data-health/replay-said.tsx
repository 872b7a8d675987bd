import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '../../../../src/contract/dead-letter-replay.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';

/** What became of messages that were read again, or would. */
export function ReplaySaid({ answer: { dryRun, letters, readings, more, items } }: { answer: ReplayAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = {
    readings: format.whole(readings),
    stored: format.whole(letters.stored),
    duplicate: format.whole(letters.duplicate),
    empty: format.whole(letters.empty),
    refused: format.whole(letters.refused),
  };
  return (
    <>
      <p>{t(dryRun ? 'health.would' : 'health.did', said)}</p>
      {more && <p>{t('health.replayMore')}</p>}
      <DataTable
        words
        caption={t('health.replayCaption')}
        head={[t('health.topic'), t('health.outcome'), t('health.readings'), t('health.detail')]}
        keys={items.map(({ id }) => id)}
        rows={items.map(({ topic, outcome, readings: of, reason, detail }) => [
          <code>{topic}</code>,
          t(`health.outcomes.${outcome}`),
          format.whole(of),
          <>
            {reason === null ? '–' : t(`health.reasons.${reason}`)}
            {detail !== null && (
              <span lang="en" className="minor below">
                {detail}
              </span>
            )}
          </>,
        ])}
      />
    </>
  );
}

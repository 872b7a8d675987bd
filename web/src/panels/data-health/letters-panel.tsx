import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deadLettersQuery, type LettersAsked } from '../../data/health-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';
import { Failed } from '../../shell/failed.js';
import { LettersFilter } from './letters-filter.js';
import { Payload } from './payload.js';
import { ReplayForm } from './replay-form.js';
import { reasonOf } from './trouble.js';

/** Messages that could not be used: by place, reason and topic, with their bytes, and read again on demand. */
export function LettersPanel({ waiting }: { waiting: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const search = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const asked: LettersAsked = { line: search.place, topic: search.topic, reason: reasonOf(search.reason) ?? undefined };
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(deadLettersQuery(asked));
  const change = ({ line, topic, reason }: LettersAsked) =>
    void navigate({ search: (known) => ({ ...known, place: line, topic, reason }), replace: true, resetScroll: false });
  const letters = data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = Object.values(asked).some((part) => part !== undefined);
  const key = [asked.line, asked.topic, asked.reason].join('\n');
  const nowUs = serverNowUs();
  return (
    <Card title={t('health.letters', { n: format.whole(waiting) })}>
      {(waiting > 0 || filtered) && <LettersFilter key={`filter ${key}`} asked={asked} onChange={change} />}
      {error && !data && <Failed error={error} reset={() => void refetch()} />}
      {!error && !data && <p>{t('app.loading')}</p>}
      {data && letters.length === 0 && <p>{t(filtered ? 'health.lettersNoneSuch' : 'health.lettersNone')}</p>}
      {letters.length > 0 && (
        <DataTable
          words
          caption={t('health.lettersCaption')}
          head={[t('health.received'), t('health.reason'), t('health.topic'), t('health.payload')]}
          keys={letters.map(({ id }) => id)}
          rows={letters.map(({ receivedAtUs, reason, detail, topic, payloadBase64 }) => [
            t('health.ago', { age: format.duration((nowUs - receivedAtUs) / 1e6) }),
            <>
              {t(`health.reasons.${reason}`)}
              <span lang="en" className="minor below">
                {detail}
              </span>
            </>,
            <code>{topic}</code>,
            <Payload base64={payloadBase64} />,
          ])}
        />
      )}
      {(hasNextPage || filtered) && (
        <div className="letters-more">
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('health.lettersMore')}
            </Button>
          )}
          {filtered && (
            <Button variant="default" onClick={() => change({})}>
              {t('health.lettersAll')}
            </Button>
          )}
        </div>
      )}
      {letters.length > 0 && <ReplayForm key={`replay ${key}`} asked={asked} />}
    </Card>
  );
}

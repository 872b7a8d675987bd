import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { Failed } from '../../shell/failed.js';

/** A part of the page with an answer of its own: until it is there, and where it failed, a card says so. */
export function Asked<Answer>({ answer, title, children }: { answer: UseQueryResult<Answer>; title: string; children: (data: Answer) => ReactNode }) {
  const { t } = useTranslation();
  const { data, error, isPlaceholderData, refetch } = answer;
  if (error)
    return (
      <Card title={title}>
        <Failed error={error} reset={() => void refetch()} />
      </Card>
    );
  if (data === undefined)
    return (
      <Card title={title}>
        <p className="minor">{t('app.loading')}</p>
      </Card>
    );
  return <div className={isPlaceholderData ? 'page page-old' : 'page'}>{children(data)}</div>;
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Card } from '../../parts/card.js';
import { variantName } from '../run/answer.js';
import { focusField } from './focus-field.js';
import type { DraftChange, SiteDraft } from './site-draft.js';

/** Something wrong, in words, and the field at which it is. */
export interface ReviewFault {
  pointer: string;
  /** the field as people call it */
  place: string;
  text: string;
}

interface Props {
  draft: SiteDraft;
  sentenceOf: (change: DraftChange) => string;
  faults: readonly ReviewFault[];
  pending: boolean;
  onKeep: () => void;
  kept: boolean;
  children: ReactNode;
}

/** Everything once more in sentences, what is wrong with it, and the button that runs it. */
export function ReviewCard({ draft, sentenceOf, faults, pending, onKeep, kept, children }: Props) {
  const { t } = useTranslation();
  const { variants, replications, horizon, precision } = draft;
  const count = Number(replications);
  const experiment = precision
    ? t('siteAsk.reviewMost', { variants: variants.length, n: replications, horizon })
    : t('siteAsk.reviewRuns', { variants: variants.length, n: replications, all: Number.isFinite(count) ? count * (variants.length + 1) : '…', horizon });
  return (
    <Card title={t('siteAsk.steps.review')}>
      {draft.question !== '' && <p className="sentence">{draft.question}</p>}
      {variants.map(({ id, name, changes }) => (
        <div key={id} className="changed">
          <h3>{variantName({ id, name })}</h3>
          <ul>
            {changes.map((change, k) => (
              <li key={k}>{sentenceOf(change)}</li>
            ))}
          </ul>
        </div>
      ))}
      <p className="minor">{experiment}</p>
      {faults.length === 0 ? (
        <p className="minor">{t('siteAsk.reviewFine')}</p>
      ) : (
        <div className="problem">
          <p>{t('siteAsk.reviewFaults')}</p>
          <ul className="notes">
            {faults.map(({ pointer, place, text }) => (
              <li key={`${pointer} ${text}`}>
                <button type="button" className="fold" onClick={() => focusField(pointer)}>
                  {place}
                </button>{' '}
                {text}
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
      <div className="actions">
        {kept && (
          <p className="minor" role="status">
            {t('siteAsk.kept')}
          </p>
        )}
        <Button variant="default" size="md" onClick={onKeep}>
          {t('siteAsk.keep')}
        </Button>
        <Button type="submit" size="md" loading={pending}>
          {t('whatIf.run')}
        </Button>
      </div>
    </Card>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Card } from '../../parts/card.js';
import { focusField } from './focus-field.js';

/** Something wrong, in words, and the field at which it is. */
export interface ReviewFault {
  pointer: string;
  /** the field as people call it */
  place: string;
  text: string;
  /** whether it is only not there yet */
  missing: boolean;
}

interface Props {
  title: string;
  question: string;
  /** what is otherwise, in sentences under a heading */
  parts: readonly { id: string; title: string; sentences: readonly string[] }[];
  /** how much is simulated */
  experiment: string;
  faults: readonly ReviewFault[];
  pending: boolean;
  onKeep: () => void;
  kept: boolean;
  children: ReactNode;
}

/** Everything once more in sentences, what is wrong with it, and the button that runs it. */
export function ReviewCard({ title, question, parts, experiment, faults, pending, onKeep, kept, children }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={title}>
      {question !== '' && <p className="sentence">{question}</p>}
      {parts.map(({ id, title: heading, sentences }) => (
        <div key={id} className="changed">
          <h3>{heading}</h3>
          <ul>
            {sentences.map((sentence, k) => (
              <li key={k}>{sentence}</li>
            ))}
          </ul>
        </div>
      ))}
      <p className="minor">{experiment}</p>
      {faults.length === 0 ? (
        <p className="minor">{t('siteAsk.reviewFine')}</p>
      ) : (
        <div className={faults.every(({ missing }) => missing) ? 'notice' : 'problem'}>
          <p>{t(faults.every(({ missing }) => missing) ? 'siteAsk.reviewMissing' : 'siteAsk.reviewFaults')}</p>
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

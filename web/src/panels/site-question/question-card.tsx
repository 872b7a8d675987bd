import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import type { SiteDraft } from './site-draft.js';

interface Props {
  draft: SiteDraft;
  errorOf: (pointer: string) => string | undefined;
  onChange: (change: Partial<SiteDraft>) => void;
}

/** The question, and what is expected. */
export function QuestionCard({ draft, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t('siteAsk.steps.question')}>
      <Textarea
        id="/question"
        label={t('whatIf.question')}
        withAsterisk
        required
        rows={2}
        maxLength={500}
        placeholder={t('siteAsk.questionPlaceholder')}
        value={draft.question}
        error={errorOf('/question')}
        onChange={(event) => onChange({ question: event.currentTarget.value })}
      />
      <Textarea
        id="/hypothesis"
        label={t('siteAsk.hypothesis')}
        description={t('siteAsk.hypothesisHint')}
        rows={2}
        maxLength={2000}
        value={draft.hypothesis}
        error={errorOf('/hypothesis')}
        onChange={(event) => onChange({ hypothesis: event.currentTarget.value })}
      />
    </Card>
  );
}

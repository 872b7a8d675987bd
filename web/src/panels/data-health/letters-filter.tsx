import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cellsQuery } from '../../data/cell-queries.js';
import type { LettersAsked } from '../../data/health-queries.js';
import { linesQuery } from '../../data/queries.js';
import { REASONS, reasonOf } from './trouble.js';

/** Which rejected messages the list has, and are read again. */
export function LettersFilter({ asked, onChange }: { asked: LettersAsked; onChange: (next: LettersAsked) => void }) {
  const { t } = useTranslation();
  const lines = useQuery(linesQuery).data ?? [];
  const cells = useQuery(cellsQuery).data ?? [];
  const [topic, setTopic] = useState(asked.topic ?? '');
  const places = [...new Set([...lines, ...cells, ...(asked.line === undefined ? [] : [asked.line])])].sort();
  return (
    <form
      className="window-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ ...asked, topic: topic.trim() || undefined });
      }}
    >
      <NativeSelect
        label={t('health.place')}
        value={asked.line ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...asked, line: value || undefined })}
        data={[{ value: '', label: t('health.all') }, ...places.map((place) => ({ value: place, label: place }))]}
      />
      <NativeSelect
        label={t('health.reason')}
        value={asked.reason ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...asked, reason: reasonOf(value) ?? undefined })}
        data={[{ value: '', label: t('health.all') }, ...REASONS.map((value) => ({ value, label: t(`health.reasons.${value}`) }))]}
      />
      <TextInput
        label={t('health.topicFilter')}
        description={t('health.topicFilterHint')}
        value={topic}
        onChange={({ currentTarget: { value } }) => setTopic(value)}
        spellCheck={false}
        autoComplete="off"
      />
      <Button type="submit" variant="default">
        {t('health.apply')}
      </Button>
    </form>
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeKind } from '../site-question/change-document.js';
import { appliedOf, TEMPLATES, waysOf, type Applied } from './applied.js';

interface Props {
  id: string;
  kind: ChangeKind;
  /** that varies */
  field: string;
  /** as the change writes a value */
  text: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** How a value is applied, in words; as a text only where none of the words says it. */
export function AppliedField({ id, kind, field, text, error, onChange }: Props) {
  const { t } = useTranslation();
  const [isWritten, setWritten] = useState(appliedOf(text) === 'written');
  const applied = isWritten ? 'written' : appliedOf(text);
  const ways: Applied[] = [...waysOf(kind, field), 'written'];
  const choose = (way: Applied) => {
    setWritten(way === 'written');
    if (way !== 'written') onChange(TEMPLATES[way]);
  };
  return (
    <>
      <NativeSelect
        id={applied === 'written' ? undefined : id}
        label={t('searchAsk.applied')}
        value={applied}
        error={applied === 'written' ? undefined : error}
        onChange={(event) => {
          const way = ways.find((each) => each === event.currentTarget.value);
          if (way) choose(way);
        }}
        data={ways.map((way) => ({ value: way, label: t(`searchAsk.applications.${way}`) }))}
      />
      {applied === 'written' && (
        <TextInput
          id={id}
          label={t('searchAsk.place')}
          description={t('searchAsk.placeHint')}
          value={text}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </>
  );
}

import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlantFileDocument } from '../../../../src/contract/plant-file.js';
import { Card } from '../../parts/card.js';
import { TextDifference } from './text-difference.js';

/** How the text differs, line by line, from the one that runs or the one on disk. */
export function TextDifferences({ document: { file, text: onDisk, textInForce }, text }: { document: PlantFileDocument; text: string }) {
  const { t } = useTranslation();
  const [against, setAgainst] = useState<'inForce' | 'onDisk'>('inForce');
  const before = against === 'inForce' ? (textInForce ?? '') : onDisk;
  if (text === onDisk && text === textInForce) return null;
  return (
    <Card
      title={t('files.textDifference')}
      aside={
        onDisk !== textInForce && (
          <NativeSelect
            aria-label={t('files.against')}
            value={against}
            onChange={(event) => setAgainst(event.currentTarget.value === 'onDisk' ? 'onDisk' : 'inForce')}
            data={(['inForce', 'onDisk'] as const).map((value) => ({ value, label: `${t('files.against')} ${t(`files.${value}`)}` }))}
          />
        )
      }
    >
      <TextDifference file={file} before={before} after={text} />
    </Card>
  );
}

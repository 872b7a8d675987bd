import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { Card } from '../../parts/card.js';
import { variantName } from '../run/answer.js';
import { ChangeCard, freshChange } from './change-card.js';
import type { ChangeSpeech } from './change-words.js';
import { KindSelect } from './kind-select.js';
import { freeId, MOST_VARIANTS, type DraftChange, type DraftVariant } from './site-draft.js';

interface Props {
  variants: readonly DraftVariant[];
  definition: CellDefinition;
  speech: ChangeSpeech;
  sentenceOf: (change: DraftChange) => string;
  errorOf: (pointer: string) => string | undefined;
  onChange: (variants: readonly DraftVariant[]) => void;
}

/** Up to six variants, and what each does otherwise. */
export function VariantsCard({ variants, definition, speech, sentenceOf, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  const put = (at: number, variant: DraftVariant) => onChange(variants.map((each, i) => (i === at ? variant : each)));
  const insert = (at: number, variant: DraftVariant) => onChange([...variants.slice(0, at), variant, ...variants.slice(at)]);
  return (
    <Card title={t('siteAsk.steps.changes')}>
      {variants.length === 0 && <p className="changes-none">{t('siteAsk.noVariants')}</p>}
      {variants.map((variant, i) => {
        const pointer = `/variants/${i}`;
        const letter = variantName({ id: variant.id });
        const label = variantName(variant);
        return (
          <section key={variant.id} className="variant" aria-label={t('siteAsk.variant', { letter: label })}>
            <div className="variant-head">
              <TextInput
                id={`${pointer}/name`}
                aria-label={t('siteAsk.variantName', { letter })}
                placeholder={t('siteAsk.variant', { letter })}
                value={variant.name}
                maxLength={200}
                error={errorOf(`${pointer}/name`)}
                onChange={(event) => put(i, { ...variant, name: event.currentTarget.value })}
              />
              {variants.length < MOST_VARIANTS && (
                <Button
                  variant="subtle"
                  aria-label={t('siteAsk.duplicateVariant', { name: label })}
                  onClick={() => insert(i + 1, { ...variant, id: freeId(variants), name: '' })}
                >
                  {t('siteAsk.duplicate')}
                </Button>
              )}
              <Button
                variant="subtle"
                className="remove"
                aria-label={t('siteAsk.removeVariant', { name: label })}
                onClick={() => onChange(variants.filter((_, k) => k !== i))}
              >
                ✕
              </Button>
            </div>
            {variant.changes.map((change, k) => (
              <ChangeCard
                key={k}
                pointer={`${pointer}/changes/${k}`}
                {...{ change, definition, speech, errorOf }}
                sentence={sentenceOf(change)}
                onChange={(changed) => put(i, { ...variant, changes: variant.changes.map((each, n) => (n === k ? changed : each)) })}
                onRemove={() => put(i, { ...variant, changes: variant.changes.filter((_, n) => n !== k) })}
              />
            ))}
            <KindSelect
              id={`${pointer}/changes`}
              label={t('siteAsk.addChangeTo', { name: label })}
              error={errorOf(`${pointer}/changes`)}
              description={variant.changes.length === 0 ? t('siteAsk.noChanges') : undefined}
              none={t('siteAsk.addChange')}
              onChoose={(kind) => put(i, { ...variant, changes: [...variant.changes, freshChange(kind, definition)] })}
            />
          </section>
        );
      })}
      {variants.length < MOST_VARIANTS && (
        <div className="changes-add">
          <Button variant="default" onClick={() => onChange([...variants, { id: freeId(variants), name: '', changes: [] }])}>
            {t('siteAsk.addVariant')}
          </Button>
        </div>
      )}
    </Card>
  );
}

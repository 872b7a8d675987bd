import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { Card } from '../../parts/card.js';
import { ChangeCard, freshChange } from '../site-question/change-card.js';
import type { ChangeSpeech } from '../site-question/change-words.js';
import { KindSelect } from '../site-question/kind-select.js';
import { sentenceOfDraft } from '../site-question/sentence-of-draft.js';
import type { DraftChange } from '../site-question/site-draft.js';

interface Props {
  changes: readonly DraftChange[];
  definition: CellDefinition;
  speech: ChangeSpeech;
  errorOf: (pointer: string) => string | undefined;
  onChange: (changes: readonly DraftChange[]) => void;
}

/** Changes that hold at every point, and in what the points are compared with. */
export function EverywhereCard({ changes, definition, speech, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t('searchAsk.everywhere')}>
      <p className="minor">{t('searchAsk.everywhereHint')}</p>
      {changes.map((change, i) => (
        <ChangeCard
          key={i}
          pointer={`/changes/${i}`}
          {...{ change, definition, speech, errorOf }}
          sentence={sentenceOfDraft(change, speech)}
          onChange={(changed) => onChange(changes.map((each, k) => (k === i ? changed : each)))}
          onRemove={() => onChange(changes.filter((_, k) => k !== i))}
        />
      ))}
      <KindSelect
        id="/changes"
        label={t('searchAsk.addEverywhere')}
        error={errorOf('/changes')}
        description={undefined}
        none={t('searchAsk.addEverywhere')}
        onChoose={(kind) => onChange([...changes, freshChange(kind, definition)])}
      />
    </Card>
  );
}

import { useTranslation } from 'react-i18next';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { Card } from '../../parts/card.js';
import { freshChange } from '../site-question/change-card.js';
import type { ChangeSpeech } from '../site-question/change-words.js';
import { KindSelect } from '../site-question/kind-select.js';
import { FactorCard } from './factor-card.js';
import { newFactor, variableFields } from './factor-draft.js';
import type { SearchDraft } from './search-draft.js';

interface Props {
  draft: SearchDraft;
  definition: CellDefinition;
  speech: ChangeSpeech;
  errorOf: (pointer: string) => string | undefined;
  onChange: (factors: SearchDraft['factors']) => void;
}

/** What is varied. */
export function FactorsCard({ draft: { factors, kind }, definition, speech, errorOf, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Card title={t('searchAsk.steps.factors')}>
      <p className="minor">{t('searchAsk.factorsHint')}</p>
      {factors.map((factor, i) => (
        <FactorCard
          key={i}
          pointer={`/over/${i}`}
          {...{ factor, kind, definition, speech, errorOf }}
          onChange={(changed) => onChange(factors.map((each, k) => (k === i ? changed : each)))}
          onRemove={() => onChange(factors.filter((_, k) => k !== i))}
        />
      ))}
      <KindSelect
        id="/over"
        label={t('searchAsk.addFactor')}
        error={errorOf('/over')}
        description={undefined}
        none={t('searchAsk.addFactor')}
        kinds={(each) => variableFields(each).length > 0}
        onChoose={(each) => onChange([...factors, newFactor(freeFactorId(each, factors), freshChange(each, definition))])}
      />
    </Card>
  );
}

/** A name that no factor has: that of the kind, with a number where it is taken. */
function freeFactorId(kind: string, factors: SearchDraft['factors']): string {
  const isTaken = (id: string) => factors.some((factor) => factor.id === id);
  let id = kind;
  for (let n = 2; isTaken(id); n++) id = `${kind}-${n}`;
  return id;
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewDecision } from '../../../../src/contract/decision.js';
import { AskingDialog } from '../../parts/asking-dialog.js';
import type { Choice } from './choices.js';

interface Props {
  question: string;
  choices: readonly Choice[];
  pending: boolean;
  fault: string | null;
  onDecide: (decision: NewDecision) => void;
  onClose: () => void;
}

/** Asks what is to be done, and why. */
export function DecisionDialog({ question, choices, pending, fault, onDecide, onClose }: Props) {
  const { t } = useTranslation();
  const [variant, setVariant] = useState('');
  const [why, setWhy] = useState('');
  return (
    <AskingDialog
      title={t('decision.decide')}
      name={question}
      action={t('decision.record')}
      ready={variant !== '' && why.trim() !== ''}
      {...{ pending, fault, onClose }}
      onSend={() => onDecide({ variant, why: why.trim() })}
    >
      <label>
        {t('decision.variant')}
        <select required autoFocus value={variant} onChange={(event) => setVariant(event.target.value)}>
          <option value="">{t('decision.choose')}</option>
          {choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="baseline">{t('decision.keep')}</option>
        </select>
      </label>
      <label>
        {t('decision.why')}
        <input required maxLength={1000} value={why} onChange={(event) => setWhy(event.target.value)} />
      </label>
    </AskingDialog>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlantFileDocument } from '../../../../src/contract/plant-file.js';
import { ServerFailure } from '../../data/failure.js';
import { applyPlantText } from '../../data/plant-file-queries.js';
import { AskingDialog } from '../../parts/asking-dialog.js';
import { useFaultText } from '../../parts/use-fault-text.js';

interface Props {
  /** the one that was opened */
  document: PlantFileDocument;
  text: string;
  onApplied: (document: PlantFileDocument) => void;
  /** goes on with what another wrote as the base */
  onRebase: () => void;
  onClose: () => void;
}

/** Asks for the reason, and writes the file unless another did meanwhile. */
export function ApplyDialog({ document: { file, sha256 }, text, onApplied, onRebase, onClose }: Props) {
  const { t } = useTranslation();
  const faultText = useFaultText();
  const [reason, setReason] = useState('');
  const apply = useMutation({ mutationFn: () => applyPlantText(file, sha256, { text, reason: reason.trim() }), onSuccess: onApplied });
  const { error, isPending } = apply;
  const stale = error instanceof ServerFailure && error.code === 'stale-version';
  return (
    <AskingDialog
      title={t('files.applyTitle')}
      name={t('files.applySays', { file })}
      action={t('files.applyDo')}
      ready={reason.trim() !== '' && !stale}
      pending={isPending}
      fault={error === null ? null : faultOf()}
      onSend={() => apply.mutate()}
      onClose={onClose}
    >
      <label>
        {t('files.reason')}
        <input required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} autoFocus />
      </label>
      <p className="minor">{t('files.reasonHint')}</p>
      {stale && (
        <button type="button" className="button button-quiet" onClick={onRebase}>
          {t('files.staleDo')}
        </button>
      )}
    </AskingDialog>
  );

  function faultOf(): string {
    if (stale) return t('files.stale', { file });
    return faultText(error) ?? '';
  }
}

import { useTranslation } from 'react-i18next';
import { lossName, type LossId } from './loss.js';

/** Says that what is below is of one loss of the bridge alone, and takes that back. */
export function LossChip({ loss, at, onRemove }: { loss: LossId; at: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const name = lossName(t, loss);
  return (
    <p className="loss-chip" role="status">
      <span>{t('losses.onlyLoss', { loss: name, at })}</span>
      <button type="button" onClick={onRemove} aria-label={t('losses.removeLoss', { loss: name })}>
        <span aria-hidden="true">×</span>
      </button>
    </p>
  );
}

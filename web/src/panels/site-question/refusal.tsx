import { useTranslation } from 'react-i18next';
import type { ServerFailure } from '../../data/failure.js';
import { useFaultText } from '../../parts/use-fault-text.js';

/** Why the server did not accept what was asked. What it says of single fields stands there. */
export function Refusal({ refused }: { refused: ServerFailure | null }) {
  const { t } = useTranslation();
  const faultText = useFaultText();
  if (!refused) return null;
  return (
    <p className="problem" role="alert">
      {refused.code === 'validation' ? t('whatIf.invalid') : faultText(refused)}
    </p>
  );
}

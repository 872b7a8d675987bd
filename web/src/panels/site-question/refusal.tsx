import { useTranslation } from 'react-i18next';
import type { ServerFailure } from '../../data/failure.js';

/** Why the server did not accept what was asked. What it says of single fields stands there. */
export function Refusal({ refused }: { refused: ServerFailure | null }) {
  const { t } = useTranslation();
  if (!refused) return null;
  return (
    <p className="problem" role="alert">
      {refused.code === 'validation' ? t('whatIf.invalid') : `${t(`problems.${refused.code}`)} ${refused.detail}`}
    </p>
  );
}

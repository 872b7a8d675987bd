import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ServerFailure } from '../data/failure.js';

/** What could not be shown, why, and the way to try again. */
export function Failed({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const why = error instanceof ServerFailure ? `${t(`problems.${error.code}`)} ${error.detail}` : String(error instanceof Error ? error.message : error);
  return (
    <div className="notice" role="alert">
      <p>{t('app.failed', { detail: why })}</p>
      {reset && (
        <Button variant="default" onClick={reset}>
          {t('app.retry')}
        </Button>
      )}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Doctor } from '../parts/doctor.js';
import { ServiceDetail } from '../parts/service-detail.js';
import { useFormat } from '../parts/use-format.js';
import { ServerFailure } from '../data/failure.js';
import { PageMissing } from './load-page.js';
import { failureTold } from '../format/failure-told.js';

/** Faults that are not of the question: the service itself is to be looked at. */
const OF_SERVICE = ['unreachable', 'internal', 'not-ready'];

/** What could not be shown, why, what to do where the service is at fault, and the way to try again. */
export function Failed({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const { says, detail } = failureTold(error, useFormat().language, t);
  return (
    <div className="notice" role="alert">
      <p>{t('app.failed', { detail: says })}</p>
      <ServiceDetail detail={detail} />
      {error instanceof ServerFailure && OF_SERVICE.includes(error.code) && <Doctor />}
      {reset && (
        <Button variant="default" onClick={error instanceof PageMissing ? () => location.reload() : reset}>
          {t('app.retry')}
        </Button>
      )}
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { ServerFailure } from '../data/failure.js';
import { failureTold } from '../format/failure-told.js';
import { useFormat } from './use-format.js';

/** Why something could not be kept, as a sentence for the person who tried; null where nothing went wrong. */
export function useFaultText(): (error: unknown) => string | null {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (error) => {
    if (error === null || error === undefined) return null;
    if (language === 'en' && error instanceof ServerFailure && error.issues.length > 0)
      return [t(`problems.${error.code}`), ...new Set(error.issues.map(({ detail }) => detail))].join(' ');
    const { says, detail } = failureTold(error, language, t);
    return detail === null ? says : `${says} (${t('app.serviceDetail')}: ${detail})`;
  };
}

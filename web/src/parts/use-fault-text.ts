import { useTranslation } from 'react-i18next';
import { ServerFailure } from '../data/failure.js';

/** Why something could not be kept, as a sentence for the person who tried; null where nothing went wrong. */
export function useFaultText(): (error: unknown) => string | null {
  const { t } = useTranslation();
  return (error) => {
    if (error === null || error === undefined) return null;
    if (!(error instanceof ServerFailure)) return error instanceof Error ? error.message : JSON.stringify(error);
    const details = error.issues.map(({ detail }) => detail);
    return [t(`problems.${error.code}`), ...(details.length > 0 ? [...new Set(details)] : [error.detail])].join(' ');
  };
}

import { useTranslation } from 'react-i18next';

/** What the service says in English, where it has no words in the language of the screen: folded, for who reads it. */
export function ServiceDetail({ detail }: { detail: string | null }) {
  const { t } = useTranslation();
  if (detail === null) return null;
  return (
    <details className="minor">
      <summary>{t('app.serviceDetail')}</summary>
      <span lang="en">{detail}</span>
    </details>
  );
}

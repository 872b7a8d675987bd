import { useTranslation } from 'react-i18next';

/** What stands under the cursor of a chart; how it is moved while there is none. */
export function Reading({ text }: { text: string | null }) {
  const { t } = useTranslation();
  return (
    <div className="reading" aria-live="polite">
      {text ?? <span className="minor">{t('charts.keys')}</span>}
    </div>
  );
}

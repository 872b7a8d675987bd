import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="notice">
      <p>{t('app.notFound')}</p>
      <Link to="/">{t('app.toLines')}</Link>
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** In the place of a line or cell of which nothing has come yet: it is waited for, or the server does not tell of it. */
export function NotFollowed({ refused, unknown }: { refused: string | null; unknown: string }) {
  const { t } = useTranslation();
  if (refused === null) return <p className="notice">{t('fresh.connecting')}</p>;
  return (
    <div className="notice" role="alert">
      <p>{refused === 'unknown-line' ? unknown : t('problems.forbidden')}</p>
      <Link to="/">{t('app.toLines')}</Link>
    </div>
  );
}

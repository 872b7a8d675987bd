import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** The way to this page, without the page itself: its heading follows. */
export function Crumbs({ links }: { links: ReactNode[] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('line.crumbs')} className="crumbs">
      {links.map((link, i) => (
        <Fragment key={i}>
          {i > 0 && <span aria-hidden="true"> / </span>}
          {link}
        </Fragment>
      ))}
    </nav>
  );
}

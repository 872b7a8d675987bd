import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageActions } from './page-actions.js';
import { Crumbs } from './crumbs.js';

/** Head of a page below the overview: the way to it from there, its title, and what is said of it. */
export function PageHead({ way, title, children }: { way: ReactNode[]; title: ReactNode; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className="line-head">
      <div>
        <Crumbs links={[<Link to="/">{t('lines.overview')}</Link>, ...way]} />
        <h1>{title}</h1>
        {children}
      </div>
      <PageActions />
    </header>
  );
}

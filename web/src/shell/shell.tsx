import { NativeSelect } from '@mantine/core';
import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES } from '../format/language.js';
import { ServerIsAway } from '../parts/server-is-away.js';
import { StatePatterns } from '../theme/state-patterns.js';
import { Mark } from './mark.js';
import type { SchemeChoice } from './preferences.js';
import { usePreferences } from './preferences-provider.js';
import { SHEET_HEAD, setPrintView } from './printing.js';
import { ServerAway, useServerAway } from './server-away.js';
import { SiteNav } from './site-nav.js';
import { TokenAsked } from './token-asked.js';
import { useAddress } from './use-address.js';

const TopTools = lazy(() => import('../habits/top-tools.js'));

export function Shell() {
  const { t } = useTranslation();
  const { language, choice } = usePreferences();
  const { chooseLanguage, chooseScheme } = useAddress();
  const { cell } = useParams({ strict: false });
  const server = useServerAway();
  const { print } = useSearch({ strict: false });
  useEffect(() => setPrintView(print === 1), [print]);
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <StatePatterns />
      <header className="top">
        <Link to="/" className="top-name">
          <Mark />
          <span>Pharmatwin</span>
          <span className="top-tagline">{t('app.tagline')}</span>
        </Link>
        <div className="top-choices">
          <Suspense fallback={null}>
            <TopTools />
          </Suspense>
          <NativeSelect
            aria-label={t('preferences.language')}
            value={language}
            onChange={(event) => chooseLanguage(event.currentTarget.value as (typeof LANGUAGES)[number])}
            data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <NativeSelect
            aria-label={t('preferences.scheme')}
            value={choice}
            onChange={(event) => chooseScheme(event.currentTarget.value as SchemeChoice)}
            data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`preferences.${value}`) }))}
          />
        </div>
      </header>
      <div id={SHEET_HEAD} className="print-head" />
      {cell !== undefined && <SiteNav cell={cell} />}
      <ServerAway {...server} />
      <main id="content" tabIndex={-1} className={server.away ? 'page-old' : undefined}>
        <TokenAsked />
        <ServerIsAway value={server.away}>
          <Outlet />
        </ServerIsAway>
      </main>
    </>
  );
}

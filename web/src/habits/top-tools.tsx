import '../i18n/habits.js';
import '../theme/habits.css';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { printPage, SHEET_HEAD } from '../shell/printing.js';
import { ExportDialog } from './export-dialog.js';
import { HelpDialog } from './help-dialog.js';
import { listenToKeys } from './listen-to-keys.js';
import { useShortcut } from './page.js';
import { PrintHead } from './print-head.js';
import { noteVisit } from './recent.js';
import { SearchDialog } from './search-dialog.js';
import { SettingsDialog } from './settings-dialog.js';
import { Tour } from './tour.js';
import { TourOffer } from './tour-offer.js';
import { useGoings } from './use-goings.js';
import { useWindowKeys } from './use-window-keys.js';

type Open = 'search' | 'help' | 'settings' | 'export' | 'tour';

/** What is at hand on every page: search, help and settings, and the keys. */
export default function TopTools() {
  const { t } = useTranslation();
  const { pathname, hash } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  useEffect(listenToKeys, []);
  useEffect(() => noteVisit(pathname), [pathname]);
  useEffect(() => {
    if (hash !== 'help') return;
    setOpen('help');
    void navigate({ to: '.', search: true, hash: '', replace: true });
  }, [hash, navigate]);
  useGoings();
  useWindowKeys();
  useShortcut('search', () => setOpen('search'));
  useShortcut('help', () => setOpen('help'));
  useShortcut('export', () => setOpen('export'));
  useShortcut('print', () => void printPage());
  const sheet = document.getElementById(SHEET_HEAD);
  return (
    <>
      {sheet && createPortal(<PrintHead />, sheet)}
      {pathname === '/' && <TourOffer onTour={() => setOpen('tour')} />}
      <button type="button" className="button button-quiet top-tool" aria-keyshortcuts="/" onClick={() => setOpen('search')}>
        <Glass /> <span className="top-tool-text">{t('habits.search')}</span>
      </button>
      <button type="button" className="button button-quiet top-tool" aria-label={t('habits.help')} aria-keyshortcuts="?" onClick={() => setOpen('help')}>
        ?
      </button>
      <button type="button" className="button button-quiet top-tool" aria-label={t('habits.settings')} onClick={() => setOpen('settings')}>
        <Sliders />
      </button>
      {open === 'search' && <SearchDialog onClose={close} />}
      {open === 'export' && <ExportDialog onClose={close} />}
      {open === 'help' && <HelpDialog onClose={close} onSettings={() => setOpen('settings')} onTour={() => setOpen('tour')} />}
      {open === 'tour' && createPortal(<Tour onEnd={close} />, document.body)}
      {open === 'settings' && <SettingsDialog onClose={close} />}
    </>
  );
}

function Glass() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <circle cx="6.5" cy="6.5" r="4.7" />
      <path d="M10 10l5 5" />
    </svg>
  );
}

function Sliders() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.8" aria-hidden="true">
      <path d="M1 4h7M12 4h3M1 12h3M8 12h7" />
      <circle cx="10" cy="4" r="2" />
      <circle cx="6" cy="12" r="2" />
    </svg>
  );
}

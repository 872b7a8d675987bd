import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/language.js';
import { en } from './en.js';
import type { enAllAlarms } from './en-all-alarms.js';
import type { enDecision } from './en-decision.js';
import type { enEnergy } from './en-energy.js';
import type { enHabits } from './en-habits.js';
import type { enFiles } from './en-files.js';
import type { enHealth } from './en-health.js';
import type { enLineEnergy } from './en-line-energy.js';
import type { enLinePages } from './en-line-pages.js';
import type { enReplay } from './en-replay.js';
import type { enSavings } from './en-savings.js';
import type { enSiteWhatIf } from './en-site-what-if.js';
import { fr } from './fr.js';
import { typeset } from './typeset.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: {
      words: typeof en &
        typeof enAllAlarms &
        typeof enLinePages &
        typeof enReplay &
        typeof enSavings &
        typeof enSiteWhatIf &
        typeof enEnergy &
        typeof enLineEnergy &
        typeof enHealth &
        typeof enDecision &
        typeof enHabits &
        typeof enFiles;
    };
    returnNull: false;
  }
}

/** Words of every screen, in both languages, are in the bundle: a change of language needs no request. */
export function startWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'words',
    resources: { en: { words: en }, fr: { words: typeset(fr) } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/language.js';
import { en } from './en.js';
import type { enReplay } from './en-replay.js';
import type { enSiteWhatIf } from './en-site-what-if.js';
import { fr } from './fr.js';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof en & typeof enReplay & typeof enSiteWhatIf };
    returnNull: false;
  }
}

/** French puts a narrow no-break space before ; ? ! and a no-break space before the colon and the percent sign. */
export function typeset<T>(words: T): T {
  if (typeof words === 'string') return words.replace(/ ([;?!])/g, '\u202f$1').replace(/ ([:%])/g, '\u00a0$1') as T;
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, typeset(value as unknown)])) as T;
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

import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../format/language.js';
import { enAlarms } from '../i18n/en-alarms.js';
import { enStates } from '../i18n/en-states.js';
import { enWall } from '../i18n/en-wall.js';
import { frAlarms } from '../i18n/fr-alarms.js';
import { frStates } from '../i18n/fr-states.js';
import { frWall } from '../i18n/fr-wall.js';
import { typeset } from '../i18n/typeset.js';

/** The wallboard has its own words and those of what it shares with the screens, no others: it must stay light. */
export const WALL_WORDS = {
  en: { wall: enWall, words: { ...enStates, ...enAlarms } },
  fr: typeset({ wall: frWall, words: { ...frStates, ...frAlarms } }),
};

export function startWallWords(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'words',
    ns: ['words', 'wall'],
    resources: WALL_WORDS,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

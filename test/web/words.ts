import { createInstance, type TFunction } from 'i18next';
import { en } from '../../web/src/i18n/en.js';
import { enEnergy } from '../../web/src/i18n/en-energy.js';
import { enLineEnergy } from '../../web/src/i18n/en-line-energy.js';
import { enLinePages } from '../../web/src/i18n/en-line-pages.js';
import { enReplay } from '../../web/src/i18n/en-replay.js';
import { enSiteWhatIf } from '../../web/src/i18n/en-site-what-if.js';
import { fr } from '../../web/src/i18n/fr.js';
import { frEnergy } from '../../web/src/i18n/fr-energy.js';
import { frLineEnergy } from '../../web/src/i18n/fr-line-energy.js';
import { frLinePages } from '../../web/src/i18n/fr-line-pages.js';
import { frReplay } from '../../web/src/i18n/fr-replay.js';
import { frSiteWhatIf } from '../../web/src/i18n/fr-site-what-if.js';

/** The words of all screens in a language. */
export function wordsOf(language: 'en' | 'fr'): TFunction {
  const i18n = createInstance();
  void i18n.init({
    lng: language,
    initAsync: false,
    defaultNS: 'words',
    resources: {
      en: { words: { ...en, ...enLinePages, ...enReplay, ...enSiteWhatIf, ...enEnergy, ...enLineEnergy } },
      fr: { words: { ...fr, ...frLinePages, ...frReplay, ...frSiteWhatIf, ...frEnergy, ...frLineEnergy } },
    },
    interpolation: { escapeValue: false },
  });
  return i18n.t;
}

/** With plain spaces. */
export const plainSpaces = (text: string): string => text.replaceAll(/[\u202f\u00a0]/g, ' ');

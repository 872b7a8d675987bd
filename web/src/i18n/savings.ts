import i18next from 'i18next';
import { enSavings } from './en-savings.js';
import { frSavings } from './fr-savings.js';
import { typeset } from './typeset.js';

// As replay.ts.
i18next.addResourceBundle('en', 'words', enSavings, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frSavings), true, true);

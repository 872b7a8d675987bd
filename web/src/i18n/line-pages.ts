import i18next from 'i18next';
import { enLinePages } from './en-line-pages.js';
import { frLinePages } from './fr-line-pages.js';
import { typeset } from './typeset.js';

// As site-what-if.ts: the screens that say these words are loaded when they are asked for.
i18next.addResourceBundle('en', 'words', enLinePages, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frLinePages), true, true);

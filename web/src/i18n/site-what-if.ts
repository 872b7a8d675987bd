import i18next from 'i18next';
import { enSiteWhatIf } from './en-site-what-if.js';
import { frSiteWhatIf } from './fr-site-what-if.js';
import { typeset } from './typeset.js';

// The screens that say these words are loaded when they are asked for, and their words with them.
i18next.addResourceBundle('en', 'words', enSiteWhatIf, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frSiteWhatIf), true, true);

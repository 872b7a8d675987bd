import i18next from 'i18next';
import { enHealth } from './en-health.js';
import { frHealth } from './fr-health.js';
import { typeset } from './typeset.js';

// The page of data health is loaded when it is asked for, and its words with it.
i18next.addResourceBundle('en', 'words', enHealth, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frHealth), true, true);

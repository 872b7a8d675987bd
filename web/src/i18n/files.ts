import i18next from 'i18next';
import { enFiles } from './en-files.js';
import { frFiles } from './fr-files.js';
import { typeset } from './typeset.js';

// The page of plant files is loaded when it is asked for, and its words with it.
i18next.addResourceBundle('en', 'words', enFiles, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frFiles), true, true);

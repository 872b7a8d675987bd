import i18next from 'i18next';
import { enReplay } from './en-replay.js';
import { frReplay } from './fr-replay.js';
import { typeset } from './typeset.js';

// The screens that say these words are loaded when they are asked for, and their words with them.
i18next.addResourceBundle('en', 'words', enReplay, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frReplay), true, true);

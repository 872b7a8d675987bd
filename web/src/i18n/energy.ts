import i18next from 'i18next';
import { enEnergy } from './en-energy.js';
import { frEnergy } from './fr-energy.js';
import { typeset } from './typeset.js';

// The page of energy is loaded when it is asked for, and its words with it.
i18next.addResourceBundle('en', 'words', enEnergy, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frEnergy), true, true);

import i18next from 'i18next';
import { enLineEnergy } from './en-line-energy.js';
import { frLineEnergy } from './fr-line-energy.js';
import { typeset } from './typeset.js';

// As energy.ts: the page that says these words is loaded when it is asked for.
i18next.addResourceBundle('en', 'words', enLineEnergy, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frLineEnergy), true, true);

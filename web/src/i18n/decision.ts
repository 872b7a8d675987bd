import i18next from 'i18next';
import { enDecision } from './en-decision.js';
import { frDecision } from './fr-decision.js';
import { typeset } from './typeset.js';

// As replay.ts.
i18next.addResourceBundle('en', 'words', enDecision, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frDecision), true, true);

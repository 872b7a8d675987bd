import i18next from 'i18next';
import { enAllAlarms } from './en-all-alarms.js';
import { frAllAlarms } from './fr-all-alarms.js';
import { typeset } from './typeset.js';

// As energy.ts: the page that says these words is loaded when it is asked for.
i18next.addResourceBundle('en', 'words', enAllAlarms, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frAllAlarms), true, true);

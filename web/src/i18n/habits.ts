import i18next from 'i18next';
import { enHabits } from './en-habits.js';
import { frHabits } from './fr-habits.js';
import { typeset } from './typeset.js';

// What is at hand on every page is loaded after the page, and its words with it.
i18next.addResourceBundle('en', 'words', enHabits, true, true);
i18next.addResourceBundle('fr', 'words', typeset(frHabits), true, true);

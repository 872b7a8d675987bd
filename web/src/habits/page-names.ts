import { enHabits } from '../i18n/en-habits.js';
import { frHabits } from '../i18n/fr-habits.js';
import type { PlacePage, PlantPage } from './place.js';

const nameOf = (page: PlantPage | PlacePage) => ({ en: enHabits.habits.pages[page], fr: frHabits.habits.pages[page] });

/** What pages are called, in both languages at once: a search finds them by either. */
export const PAGE_NAMES = {
  overview: nameOf('overview'),
  alarms: nameOf('alarms'),
  scenarios: nameOf('scenarios'),
  data: nameOf('data'),
  files: nameOf('files'),
  energy: nameOf('energy'),
  oee: nameOf('oee'),
  'what-if': nameOf('what-if'),
  kpis: nameOf('kpis'),
  lots: nameOf('lots'),
} as const satisfies Record<PlantPage | PlacePage, unknown>;

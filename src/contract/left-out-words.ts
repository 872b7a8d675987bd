import type { LeftOut } from './enpi.js';
import { fill } from './sentence.js';
import type { Bilingual } from './units.js';

/** Why a period of energy was not used. */
const SENTENCES: Record<keyof Bilingual, Record<LeftOut['reason'], string>> = {
  en: {
    'energy-unknown': 'its energy is not known',
    'too-much-unknown': 'too much of its time is not known',
    'driver-unknown': '{{driver}} is not known',
    'temperature-unknown': 'its outdoor temperature is not known',
    'not-after': 'it does not come after the one before',
  },
  fr: {
    'energy-unknown': 'énergie inconnue',
    'too-much-unknown': 'une trop grande part du temps est inconnue',
    'driver-unknown': '{{driver}} inconnu',
    'temperature-unknown': 'température extérieure inconnue',
    'not-after': 'ne suit pas la précédente',
  },
};

export const leftOutText = ({ reason, driver }: Pick<LeftOut, 'reason' | 'driver'>, language: keyof Bilingual): string =>
  fill(SENTENCES[language][reason], { driver: driver ?? '' });

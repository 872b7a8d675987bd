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

/** Reasons that stand in brackets in an English sentence, in French. */
export const leftOutInFrench = (told: string): string =>
  told.replace(/\(([^)]*)\)/g, (whole, why: string) => {
    const driver = / is not known$/.exec(why) ? why.slice(0, -' is not known'.length) : null;
    const reason = REASONS.find((each) => leftOutText({ reason: each, driver }, 'en') === why);
    return reason === undefined ? whole : `(${leftOutText({ reason, driver }, 'fr')})`;
  });

const REASONS = ['energy-unknown', 'too-much-unknown', 'temperature-unknown', 'not-after', 'driver-unknown'] as const;

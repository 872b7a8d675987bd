import { createContext, use } from 'react';
import { formatsOf, type Formats } from '../format/formats.js';
import type { Language } from '../format/language.js';
import { enAlarms } from '../i18n/en-alarms.js';
import { enStates } from '../i18n/en-states.js';
import { enWall } from '../i18n/en-wall.js';
import { frAlarms } from '../i18n/fr-alarms.js';
import { frStates } from '../i18n/fr-states.js';
import { frWall } from '../i18n/fr-wall.js';
import { typeset } from '../i18n/typeset.js';

type Key = keyof typeof enWall;
/** What a sentence has to be told: `{{time}}` asks for time. */
type Asked<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Asked<Rest> : never;
type Told<Text> = [Asked<Text>] extends [never] ? [] : [values: Record<Asked<Text>, string | number>];

/** How a board speaks: its own sentences, and the words that it shares with the screens. */
export interface Speech {
  format: Formats;
  t: <K extends Key>(key: K, ...told: Told<(typeof enWall)[K]>) => string;
  words: typeof WORDS.en;
}

const WORDS = {
  en: { ...enStates, priorities: enAlarms.alarms.priorities },
  fr: { ...frStates, priorities: frAlarms.alarms.priorities },
};
const SENTENCES: Record<Language, Record<Key, string>> = { en: enWall, fr: frWall };

/** Without i18next, which alone is a sixth of what a board may weigh. */
export function speechOf(language: Language): Speech {
  const sentences = language === 'fr' ? typeset(SENTENCES.fr) : SENTENCES.en;
  return {
    format: formatsOf(language),
    words: language === 'fr' ? typeset(WORDS.fr) : WORDS.en,
    t: (key, ...[values]) =>
      Object.entries<string | number>(values ?? {}).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)), sentences[key]),
  };
}

export const WallSpeech = createContext<Speech | null>(null);

/** Throws outside of WallSpeech. */
export function useSpeech(): Speech {
  const speech = use(WallSpeech);
  if (!speech) throw new Error('useSpeech outside of WallSpeech');
  return speech;
}

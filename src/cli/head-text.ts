import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { ScenarioResult } from '../contract/scenario.js';
import type { AnswerSpeech } from './answer-speech.js';
import { duration } from './format.js';
import type { Lang } from './io.js';
import { SITE_WORDS } from './site-words.js';
import { WORDS } from './words.js';

type Told = 'start' | 'horizonS' | 'replications' | 'seed';
type Answer = Pick<ScenarioResult, 'line' | Told> | Pick<CellScenarioResult, 'cell' | Told>;

interface StartWords {
  stood: Record<'live' | 'past' | 'snapshot', (place: string, at: string) => string>;
  revision(revision: number, epoch: string): string;
}

const START_WORDS: Record<Lang, StartWords> = {
  en: {
    stood: {
      live: (place, at) => `Start: ${place} as it stood live at ${at}`,
      past: (place, at) => `Start: ${place} as it stood at ${at}, the kept moment nearest to the one asked for`,
      snapshot: (place, at) => `Start: ${place} in its kept state of ${at}`,
    },
    revision: (revision, epoch) => `revision ${revision} (epoch ${epoch})`,
  },
  fr: {
    stood: {
      live: (place, at) => `Départ : ${place} en direct à ${at}`,
      past: (place, at) => `Départ : ${place} à ${at}, le moment gardé le plus proche de celui demandé`,
      snapshot: (place, at) => `Départ : ${place} dans son état gardé de ${at}`,
    },
    revision: (revision, epoch) => `révision ${revision} (époque ${epoch})`,
  },
};

/** What was simulated, and of a start that a twin has known which plant stood where, when and at which revision. `more`: said after the first. */
export function headText(answer: Answer, speech: AnswerSpeech, more = ''): string {
  const { horizonS, replications, seed, start } = answer;
  const facts = [duration(horizonS), replications, seed] as const;
  const { lang } = speech;
  const simulated = 'cell' in answer ? SITE_WORDS[lang].simulated(answer.cell, start.from, ...facts) : WORDS[lang].simulated(answer.line, ...facts);
  return [`${simulated}${more}`, ...startLines(answer, speech)].join('\n');
}

function startLines(answer: Answer, { lang, place, moment }: AnswerSpeech): string[] {
  const { from, atUs, epoch, revision } = answer.start;
  if (from === 'empty' || from === 'steady') return [];
  const words = START_WORDS[lang];
  const stood = words.stood[from](place('cell' in answer ? answer.cell : answer.line), moment(atUs));
  return [epoch == null || revision == null ? stood : `${stood}, ${words.revision(revision, epoch)}`];
}

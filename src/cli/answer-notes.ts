import { ANSWER_NOTE_SENTENCES_FR } from '../contract/answer-note-fr.js';
import { ANSWER_NOTE_SENTENCES } from '../contract/answer-note-sentences.js';
import type { AnswerNote } from '../contract/answer-note.js';
import type { CellScenarioResult, CellVariantResult } from '../contract/cell-scenario.js';
import { CHANGE_NOTE_SENTENCES_FR } from '../contract/change-note-fr.js';
import { CHANGE_NOTE_SENTENCES } from '../contract/change-note-sentences.js';
import type { ChangeNote } from '../contract/change-note.js';
import { LINE_NOTE_SENTENCES_FR } from '../contract/line-note-fr.js';
import { readLineNote } from '../contract/line-note.js';
import type { ScenarioResult } from '../contract/scenario.js';
import type { SearchResult } from '../contract/search-result.js';
import { fill } from '../contract/sentence.js';
import { spokenValues } from '../contract/spoken-values.js';
import { supplyNoteText } from '../contract/supply-note-text.js';
import type { AnswerSpeech } from './answer-speech.js';
import { plain } from './format.js';
import type { VariantNames } from './paired.js';
import { noteText } from './look-ahead-notes.js';

const OF_ANSWERS = { en: ANSWER_NOTE_SENTENCES, fr: ANSWER_NOTE_SENTENCES_FR };
const OF_CHANGES = { en: CHANGE_NOTE_SENTENCES, fr: CHANGE_NOTE_SENTENCES_FR };

const spoken = (values: AnswerNote['values'], { lang, names }: AnswerSpeech) =>
  spokenValues(values, { language: lang, names, number: (value) => plain(value, lang) });

const answerNoteText = ({ code, values }: AnswerNote, speech: AnswerSpeech): string => fill(OF_ANSWERS[speech.lang][code], spoken(values, speech));
const changeNoteText = ({ code, values }: ChangeNote, speech: AnswerSpeech): string => fill(OF_CHANGES[speech.lang][code], spoken(values, speech));

/** A note of an answer about a line; as it stands where it is none that we know. */
function lineNoteText(note: string, { lang, station }: AnswerSpeech): string {
  const known = lang === 'fr' ? readLineNote(note) : null;
  if (known === null) return note;
  const say = (name: string, value: string) => (name === 'unit' ? station(value) : name === 'since' ? value : plain(Number(value), lang));
  return fill(LINE_NOTE_SENTENCES_FR[known.code], Object.fromEntries(Object.entries(known.values).map(([name, value]) => [name, say(name, value)])));
}

type OfSite = Pick<CellScenarioResult, 'notes' | 'startNotes'>;
type OfAnswer = Pick<ScenarioResult, 'notes'> | (OfSite & { variants: readonly Pick<CellVariantResult, 'id' | 'notes' | 'supplyNotes'>[] });

/** What limits the answer to a question: of all of it, of its start, and of each variant. Each once. */
export function answerNotes(result: OfAnswer, speech: AnswerSpeech, variants: VariantNames = new Map()): string[] {
  if (!('startNotes' in result)) return result.notes.map((note) => lineNoteText(note, speech));
  const named = (id: string) => variants.get(id) ?? id;
  const colon = speech.lang === 'fr' ? ' :' : ':';
  const ofVariants = result.variants.flatMap(({ id, notes, supplyNotes }) => [
    ...notes.map((note) => `${named(id)}${colon} ${changeNoteText(note, speech)}`),
    ...supplyNotes.map(({ carrier, ...note }) =>
      [named(id), ...(carrier === null ? [] : [speech.names.carrier(carrier)]), supplyNoteText(note, speech.lang)].join(`${colon} `),
    ),
  ]);
  return [...ofSite(result, speech), ...new Set(ofVariants)];
}

/** What limits the answer of a search: of all of it, of its start, and of what the points change. Each once. */
export function searchNotes(result: SearchResult, speech: AnswerSpeech): string[] {
  const ofPoints = result.points.flatMap(({ notes }) => notes.map((note) => changeNoteText(note, speech)));
  return [...('cell' in result ? ofSite(result, speech) : result.notes.map((note) => lineNoteText(note, speech))), ...new Set(ofPoints)];
}

const ofSite = ({ notes, startNotes }: OfSite, speech: AnswerSpeech): string[] => [
  ...notes.map((note) => answerNoteText(note, speech)),
  ...startNotes.map((note) => noteText(note, speech.lang, speech.names)),
];

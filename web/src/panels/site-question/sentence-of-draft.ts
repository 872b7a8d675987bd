import { CellChange } from '../../../../src/contract/cell-variant.js';
import type { ChangeDocument } from './change-document.js';
import { changeSentence, type ChangeSpeech } from './change-words.js';
import { changeOf, type DraftChange } from './site-draft.js';

const isChange = (value: unknown): value is ChangeDocument => CellChange.safeParse(value).success;

/** A change of the form in a sentence; only its kind while something is wrong with it or not there yet. */
export function sentenceOfDraft(draft: DraftChange, speech: ChangeSpeech): string {
  const change: unknown = changeOf(draft);
  return isChange(change) ? changeSentence(change, speech) : `${speech.t(`changeKinds.${draft.kind}`)} …`;
}

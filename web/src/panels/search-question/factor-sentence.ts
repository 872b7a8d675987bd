import { CellChange } from '../../../../src/contract/cell-variant.js';
import { changesAt, Factor, levelsOf, type Level } from '../../../../src/contract/search-factor.js';
import type { ChangeDocument } from '../site-question/change-document.js';
import { changeSentence, type ChangeSpeech } from '../site-question/change-words.js';

const isChange = (value: unknown): value is ChangeDocument => CellChange.safeParse(value).success;

/** What a factor does at its first value and at its last, in a sentence; null while something is wrong with it or not there yet. */
export function factorSentence(document: unknown, speech: ChangeSpeech): string | null {
  const { t } = speech;
  const read = Factor.safeParse(document);
  if (!read.success) return null;
  const levels = levelsIn(read.data);
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined) return null;
  const said = [first, last].map((level) =>
    changesAt(read.data, level).map(({ document: change }) => (isChange(change) ? changeSentence(change, speech) : null)),
  );
  if (said.flat().includes(null)) return null;
  const [from, to] = said.map((sentences) => sentences.join('; '));
  return t('searchAsk.factorSays', { id: read.data.id, from, to });
}

/** Its values, or its ends. */
function levelsIn(factor: Factor): readonly Level[] {
  const { low, high, from, to } = factor;
  if (low !== undefined && high !== undefined) return [low, high];
  return levelsOf(factor) ?? (from !== undefined && to !== undefined ? [from, to] : []);
}

import { useTranslation } from 'react-i18next';
import { valuesOfPoints } from '../../../../src/contract/factor-words.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { spokenValues } from '../../../../src/contract/spoken-values.js';
import type { SearchResult } from '../../../../src/contract/search-result.js';
import { asSentence } from '../../format/as-sentence.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import type { ShownKpi } from '../run/answer.js';
import { useLineNote } from '../run/use-line-note.js';
import { noteId } from '../site-answer/note-id.js';
import { StartNotes } from '../site-answer/start-notes.js';
import { pointNotes } from './point-notes.js';
import { searchLimits } from './search-limits.js';
import { voiceOf } from './standing.js';

/** More points than these are counted, not named. */
const MOST_NAMED = 4;

interface Props {
  answer: SearchResult;
  kpis: readonly ShownKpi[];
  names: CellNames;
  line: LineDefinition | undefined;
}

/** What limits the answer of a search: what it did not find out, what its points take for granted, and what the plant file does not tell. */
export function SearchNotes({ answer, kpis, names, line }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const sayLine = useLineNote(line);
  const voice = { language: format.language, names, number: format.plain };
  const ofPlace: { text: string; lang?: 'en' }[] =
    'line' in answer ? answer.notes.map(sayLine) : answer.notes.map((note) => ({ text: t(`answerNotes.${note.code}`, spokenValues(note.values, voice)) }));
  const ofPoints = pointNotes(answer.points);
  const all: { text: string; lang?: 'en' }[] = [...searchLimits(answer, kpis, t, format).map((text) => ({ text })), ...ofPlace];
  return (
    <Card title={t('run.notes')}>
      <ul className="notes">
        {all.map((note) => (
          <li key={note.text} lang={note.lang}>
            {asSentence(note.text)}
          </li>
        ))}
        {ofPoints.map(({ note, points }) => {
          const text = t(`changeNotes.${note.code}`, spokenValues(note.values, voice));
          return (
            <li key={noteId(note)}>
              {asSentence(
                points.length === answer.points.length
                  ? text
                  : points.length > MOST_NAMED
                    ? t('search.atSome', { n: format.whole(points.length), points: format.whole(answer.points.length), text })
                    : t('search.atPoints', { values: valuesOfPoints(points, answer.factors, voiceOf(format)), text }),
              )}
            </li>
          );
        })}
      </ul>
      {'cell' in answer && <StartNotes notes={answer.startNotes} names={names} />}
    </Card>
  );
}

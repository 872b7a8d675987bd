import { useTranslation } from 'react-i18next';
import { spokenValues } from '../../../../src/contract/spoken-values.js';
import { supplyNoteText } from '../../../../src/contract/supply-note-text.js';
import { asSentence } from '../../format/as-sentence.js';
import { typeset } from '../../i18n/typeset.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { noteId } from './note-id.js';
import { supplyNotes } from './supply-notes.js';
import type { SiteView } from './site-view.js';
import { StartNotes } from './start-notes.js';

/** What limits the answer: of all of it, of the supply of each variant, and what was not known at the start. */
export function SiteNotes({ view: { result, variants, names } }: { view: SiteView }) {
  const { t } = useTranslation();
  const { language, plain } = useFormat();
  const supply = supplyNotes(variants.map(({ variant }) => variant));
  if (result.notes.length + supply.length + result.startNotes.length === 0) return null;
  return (
    <Card title={t('run.notes')}>
      <ul className="notes">
        {result.notes.map((note) => (
          <li key={noteId(note)}>{asSentence(t(`answerNotes.${note.code}`, spokenValues(note.values, { language, names, number: plain })))}</li>
        ))}
        {supply.map(({ carrier, ...note }) => {
          const text = language === 'fr' ? typeset(supplyNoteText(note, language)) : note.detail;
          return (
            <li key={`${carrier} ${note.detail}`} title={note.detail}>
              {asSentence(carrier === null ? text : t('siteRun.supplyNote', { carrier: names.carrier(carrier), text }))}
            </li>
          );
        })}
      </ul>
      <StartNotes notes={result.startNotes} names={names} />
    </Card>
  );
}

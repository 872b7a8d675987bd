import { useTranslation } from 'react-i18next';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import { namedValues } from '../../../../src/contract/named-note.js';
import { asSentence } from '../../format/as-sentence.js';
import { noteId } from './note-id.js';

/** What was not known of the site at the start, folded away. */
export function StartNotes({ notes, names }: { notes: CellScenarioResult['startNotes']; names: CellNames }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <details className="minor">
      <summary>{t('siteRun.startNotes', { n: notes.length })}</summary>
      <ul className="notes">
        {notes.map((note) => (
          <li key={noteId(note)}>{asSentence(t(`aheadNotes.${note.code}`, namedValues(note, names)))}</li>
        ))}
      </ul>
    </details>
  );
}

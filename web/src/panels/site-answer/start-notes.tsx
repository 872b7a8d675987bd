import { useTranslation } from 'react-i18next';
import type { CellScenarioResult } from '../../../../src/contract/cell-scenario.js';
import { noteId } from './note-id.js';

/** What was not known of the site at the start, folded away. */
export function StartNotes({ notes }: { notes: CellScenarioResult['startNotes'] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <details className="minor">
      <summary>{t('siteRun.startNotes', { n: notes.length })}</summary>
      <ul className="notes">
        {notes.map((note) => (
          <li key={noteId(note)}>{t(`aheadNotes.${note.code}`, note.values)}</li>
        ))}
      </ul>
    </details>
  );
}

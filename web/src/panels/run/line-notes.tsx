import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { Card } from '../../parts/card.js';
import { useLineNote } from './use-line-note.js';

/** What limits an answer about a line. */
export function LineNotes({ notes, definition }: { notes: readonly string[]; definition: LineDefinition | undefined }) {
  const { t } = useTranslation();
  const say = useLineNote(definition);
  if (notes.length === 0) return null;
  return (
    <Card title={t('run.notes')}>
      <ul className="notes">
        {notes.map((note) => {
          const { text, lang } = say(note);
          return (
            <li key={note} lang={lang}>
              {text}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

import { useTranslation } from 'react-i18next';
import type { SupplyNote } from '../../../../src/contract/supply-note.js';
import { supplyNoteText } from '../../../../src/contract/supply-note-text.js';
import { typeset } from '../../i18n/typeset.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** What limits what the page says, each once. The server speaks English; in French notes say what their codes mean. */
export function EnergyNotes({ notes }: { notes: readonly SupplyNote[] }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const told = [...new Map(notes.map((note) => [note.detail, note])).values()];
  if (told.length === 0) return null;
  return (
    <Card title={t('energy.notes')}>
      <ul className="notes">
        {told.map((note) => (
          <li key={note.detail} title={note.detail}>
            {language === 'fr' ? typeset(supplyNoteText(note, language)) : note.detail}
          </li>
        ))}
      </ul>
    </Card>
  );
}

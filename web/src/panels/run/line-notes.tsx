import { useTranslation } from 'react-i18next';
import { readLineNote } from '../../../../src/contract/line-note.js';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** What limits an answer about a line. */
export function LineNotes({ notes, definition }: { notes: readonly string[]; definition: LineDefinition | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  /** What a note of the server names, as this page writes it. */
  const shownValues = (values: Record<string, string>) => {
    const station = definition?.stations.find(({ id }) => id === values['unit']);
    const numbers = Object.entries(values).flatMap(([name, text]) => (name === 'since' || name === 'unit' ? [] : [[name, format.plain(Number(text))]]));
    return { ...values, ...(Object.fromEntries(numbers) as Record<string, string>), ...(station ? { unit: format.inSentence(station.name) } : {}) };
  };
  if (notes.length === 0) return null;
  return (
    <Card title={t('run.notes')}>
      <ul className="notes">
        {notes.map((note) => {
          const known = readLineNote(note);
          return known ? (
            <li key={note}>{t(`notes.${known.code}`, shownValues(known.values))}</li>
          ) : (
            <li key={note} lang="en">
              {note}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

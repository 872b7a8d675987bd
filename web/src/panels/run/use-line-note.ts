import { useTranslation } from 'react-i18next';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { useFormat } from '../../parts/use-format.js';
import { lineNoteText, type SaidNote } from './line-note-text.js';

/** How a note of an answer about a line is said here; as the server says it, in English, where it is not known. */
export function useLineNote(definition: LineDefinition | undefined): (note: string) => SaidNote {
  const { t } = useTranslation();
  const format = useFormat();
  return (note) => lineNoteText(note, definition, t, format);
}

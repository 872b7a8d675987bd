import { useTranslation } from 'react-i18next';
import { readLineNote } from '../../../../src/contract/line-note.js';
import type { LineDefinition } from '../../../../src/contract/line.js';
import { useFormat } from '../../parts/use-format.js';

/** How a note of an answer about a line is said here; as the server says it, in English, where it is not known. */
export function useLineNote(definition: LineDefinition | undefined): (note: string) => { text: string; lang?: 'en' } {
  const { t } = useTranslation();
  const format = useFormat();
  const shownValues = (values: Record<string, string>) => {
    const station = definition?.stations.find(({ id }) => id === values['unit']);
    const numbers = Object.entries(values).flatMap(([name, text]) => (name === 'since' || name === 'unit' ? [] : [[name, format.plain(Number(text))]]));
    return { ...values, ...(Object.fromEntries(numbers) as Record<string, string>), ...(station ? { unit: format.inSentence(station.name) } : {}) };
  };
  return (note) => {
    const known = readLineNote(note);
    return known ? { text: t(`notes.${known.code}`, shownValues(known.values)) } : { text: note, lang: 'en' };
  };
}

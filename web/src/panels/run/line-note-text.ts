import type { TFunction } from 'i18next';
import { readLineNote } from '../../../../src/contract/line-note.js';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Formats } from '../../format/formats.js';

export interface SaidNote {
  text: string;
  lang?: 'en';
}

/** Times are those of the line, in its zone. */
export function lineNoteText(note: string, definition: Pick<LineDefinition, 'stations' | 'timezone'> | undefined, t: TFunction, format: Formats): SaidNote {
  const known = readLineNote(note);
  if (!known) return { text: note, lang: 'en' };
  const { unit, since, ...numbers } = known.values;
  const station = definition?.stations.find(({ id }) => id === unit);
  const shown = Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, format.plain(Number(text))]));
  const when = since === undefined ? {} : { since: definition ? format.dayAndClock(Date.parse(`${since.replace(' ', 'T')}Z`) * 1000, definition.timezone) : `${since} UTC` }; // prettier-ignore
  return { text: t(`notes.${known.code}`, { ...shown, ...when, ...(unit === undefined ? {} : { unit: station ? format.inSentence(station.name) : unit }) }) };
}

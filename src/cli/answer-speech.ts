import { cellNames, type CellNames } from '../contract/cell-names.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { localMoment } from './format.js';
import type { Lang } from './io.js';

export type Plant = LineDefinition | CellDefinition;

/** How texts about an answer name the things of its plant, and when: in the time of the site. */
export interface AnswerSpeech {
  lang: Lang;
  names: CellNames;
  /** a machine of a line */
  station: (id: string) => string;
  /** a line or site with its id */
  place: (id: string) => string;
  moment: (us: number) => string;
}

/** By ids as words, and in UTC, where the plant file is not at hand. */
export function answerSpeech(lang: Lang, plant?: Plant): AnswerSpeech {
  const stations = plant?.kind === 'Line' ? plant.stations : [];
  return {
    lang,
    names: cellNames(plant?.kind === 'Cell' ? plant : undefined, lang),
    station: (id) => stations.find((station) => station.id === id)?.name[lang] ?? id,
    place: (id) => (plant === undefined ? id : `${plant.name[lang]} (${id})`),
    moment: (us) => localMoment(us, plant?.timezone ?? 'UTC'),
  };
}

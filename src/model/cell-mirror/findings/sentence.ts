import type { Finding } from '../../../contract/cell-view.js';
import type { Bilingual } from '../../../contract/units.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { Raw } from './findings.js';
import { nameOf, partName } from './names.js';
import { paceOf } from './use.js';
import type { Watch } from './watch.js';
import { dayOf, days, FOLD, interval, type Language, numberOf, percent } from './wording.js';

type Facts = Omit<Finding, 'sentence'>;

/** A finding as a plant engineer says it, in both languages. */
export function sentenceOf(cell: CompiledCell, watch: Watch, finding: Facts, raw: Raw): Bilingual {
  const say = (language: Language) => {
    const since =
      language === 'fr'
        ? `depuis ${dayOf(language, cell.definition.timezone, finding.sinceUs)}`
        : `since ${dayOf(language, cell.definition.timezone, finding.sinceUs)}`;
    const sure = `(${countOf(language, finding, raw)}, ${interval(language, finding.ratio)})`;
    return `${nameOf(cell, finding.source)[language]}${language === 'fr' ? '\u00a0:' : ':'} ${whatOf(cell, language, finding, raw)} ${since} ${sure}${effectText(cell, watch, language, finding)}.`;
  };
  return { en: say('en'), fr: say('fr') };
}

/** by how much, as "14 % longer" or "2.3 times as long". */
function by(language: Language, { value }: Facts['ratio'], words: { more: string; less: string; fold: string }): string {
  if (value >= FOLD) return words.fold.replace('#', numberOf(language, value));
  return `${percent(language, value - 1)} ${value >= 1 ? words.more : words.less}`;
}

const LONG = {
  en: { more: 'longer than the model', less: 'shorter than the model', fold: '# times as long as the model' },
  fr: { more: 'plus longtemps que le modèle', less: 'moins longtemps que le modèle', fold: '# fois plus longtemps que le modèle' },
};
const MUCH = {
  en: { more: 'more than the model', less: 'less than the model', fold: '# times as much as the model' },
  fr: { more: 'de plus que le modèle', less: 'de moins que le modèle', fold: '# fois plus que le modèle' },
};
const OFTEN = {
  en: { more: 'more often than in the model', less: 'less often than in the model', fold: '# times as often as in the model' },
  fr: { more: 'plus souvent que dans le modèle', less: 'moins souvent que dans le modèle', fold: '# fois plus souvent que dans le modèle' },
};
const FAST = {
  en: { more: 'faster than the model', less: 'slower than the model', fold: '# times as fast as the model' },
  fr: { more: 'plus vite que le modèle', less: 'moins vite que le modèle', fold: '# fois plus vite que le modèle' },
};

function whatOf(cell: CompiledCell, language: Language, finding: Facts, { judged, found }: Raw): string {
  const { ratio, measured, expected, unit } = finding;
  const name = partName(cell, finding)[language];
  const en = language === 'en';
  const number = (value: number) => numberOf(language, value);
  switch (judged) {
    case 'phase':
    case 'activity':
    case 'laboratory': {
      const several = name.includes(', ');
      return `${name} ${en ? (several ? 'take' : 'takes') : several ? 'durent' : 'dure'} ${by(language, ratio, LONG[language])}`;
    }
    case 'repairs':
      return `${en ? `a stop “${name}” lasts` : `un arrêt «\u00a0${name}\u00a0» dure`} ${by(language, ratio, LONG[language])}`;
    case 'stops':
      return `${en ? `“${name}” comes` : `«\u00a0${name}\u00a0» arrive`} ${by(language, ratio, OFTEN[language])}`;
    case 'speed':
      return `${en ? 'runs' : 'tourne'} ${by(language, ratio, FAST[language])}`;
    case 'rejects':
      return `${en ? 'rejects' : 'rejette'} ${by(language, ratio, MUCH[language])}`;
    case 'yield':
      return `${en ? `the step ${name} loses` : `l'étape ${name} perd`} ${by(language, ratio, MUCH[language])}`;
    case 'power':
      return `${name} ${by(language, ratio, MUCH[language])}`;
    case 'zone':
      return `${en ? 'in production its fans draw' : 'en production ses ventilateurs consomment'} ${by(language, ratio, MUCH[language])}`;
    case 'setback':
      return en
        ? `set back, its fans draw ${number(measured)} kW instead of ${number(expected)} kW${found.side > 0 ? ': it is asked for and does not come' : ''}`
        : `en régime réduit ses ventilateurs consomment ${number(measured)} kW au lieu de ${number(expected)} kW${found.side > 0 ? "\u00a0: il est demandé et n'a pas lieu" : ''}`;
    case 'standby':
      return en
        ? `is in standby for ${number(measured)} % of the time in which it should be`
        : `est en veille pendant ${number(measured)}\u00a0% du temps où elle devrait l'être`;
    case 'utility': {
      const difference = `${number(Math.abs(measured - expected))} ${unit}`;
      if (found.side > 0) return en ? `${difference} more flow than anything draws, a leak` : `${difference} de plus que ce que tout consomme, une fuite`;
      return en
        ? `${difference} less flow than the units draw, a meter that is wrong`
        : `${difference} de moins que ce que les unités consomment, un compteur faux`;
    }
    case 'decisions':
      return en
        ? `${name} ${number(measured)} % of batches instead of ${number(expected)} %`
        : `${name} ${number(measured)}\u00a0% des lots au lieu de ${number(expected)}\u00a0%`;
  }
}

/** How many samples, by what they are. */
function countOf(language: Language, { samples, sinceUs }: Facts, { judged, book }: Raw): string {
  const word = (en: string, fr: string, n = samples) => `${numberOf(language, n)} ${language === 'fr' ? fr : en}${n === 1 ? '' : 's'}`;
  switch (judged) {
    case 'phase':
    case 'yield':
    case 'decisions':
    case 'laboratory':
      return word('batch', 'lot').replace(/batchs$/, 'batches');
    case 'activity':
      return language === 'fr' ? `${numberOf(language, samples)} fois` : word('time', 'fois');
    case 'speed':
    case 'rejects':
      return word('run', 'passage');
    case 'stops':
    case 'repairs':
      return word('stop', 'arrêt');
    case 'power':
    case 'standby':
    case 'utility':
    case 'zone':
    case 'setback':
      return word('day', 'jour', days(sinceUs, book.lastUs));
  }
}

function effectText(cell: CompiledCell, watch: Watch, language: Language, { effect, source }: Facts): string {
  const parts: string[] = [];
  const unit = cell.places.find(({ id }) => source === id.replace('/', '.') || source.startsWith(`${id}.`))?.unit.id;
  const step = unit === undefined ? null : paceOf(watch, unit);
  const shown = (value: number) => numberOf(language, value, true);
  if (effect.units !== null && step !== null && step.goodPerStep > 0)
    parts.push(`${shown(effect.units / step.goodPerStep)} ${language === 'fr' ? 'lots' : 'batches'}`);
  if (effect.kwh !== null && Math.abs(effect.kwh) >= 1) parts.push(`${shown(effect.kwh)} kWh`);
  if (parts.length === 0) return '';
  return language === 'fr' ? `\u00a0; effet jusqu'ici environ ${parts.join(', ')}` : `; effect so far about ${parts.join(', ')}`;
}

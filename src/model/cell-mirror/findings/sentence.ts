import type { Finding } from '../../../contract/cell-view.js';
import type { Bilingual } from '../../../contract/units.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { Raw } from './findings.js';
import { nameOf, partName } from './names.js';
import { paceOf } from './use.js';
import type { Watch } from './watch.js';
import { dayOf, days, ends, FOLD, interval, type Language, numberOf, percent } from './wording.js';

type Facts = Omit<Finding, 'sentence'>;

/** A finding as a plant engineer says it, in both languages. */
export function sentenceOf(cell: CompiledCell, watch: Watch, finding: Facts, raw: Raw): Bilingual {
  const say = (language: Language) => {
    const since =
      language === 'fr'
        ? `depuis ${dayOf(language, cell.definition.timezone, finding.sinceUs)}`
        : `since ${dayOf(language, cell.definition.timezone, finding.sinceUs)}`;
    const sure = `(${countOf(language, finding, raw)}, ${intervalOf(language, finding, raw)})`;
    return `${nameOf(cell, finding.source)[language]}${language === 'fr' ? '\u00a0:' : ':'} ${whatOf(cell, language, finding, raw)} ${since} ${sure}${effectText(cell, watch, language, finding)}.`;
  };
  return { en: say('en'), fr: say('fr') };
}

/** Of a share of time its ends, of the others those of how much more or less. */
const intervalOf = (language: Language, { ratio }: Facts, { judged }: Raw): string =>
  judged === 'standby' ? ends(language, 100 * ratio.low, 100 * ratio.high) : interval(language, ratio);

/** by how much, as "14 % longer" or "2.3 times as long". */
function by(language: Language, { value }: Facts['ratio'], words: { more: string; less: string; fold: string }): string {
  if (value >= FOLD) return words.fold.replace('#', numberOf(language, value));
  return `${percent(language, value - 1)} ${value >= 1 ? words.more : words.less}`;
}

const LONG = {
  en: { more: 'longer than the model', less: 'shorter than the model', fold: '# times as long as the model' },
  fr: { more: 'plus longtemps que le modèle', less: 'moins longtemps que le modèle', fold: '# fois plus longtemps que le modèle' },
};
/** How much of something, as "15 % more electricity than the model". French nouns with their article: d'électricité. */
function much(language: Language, { value }: Facts['ratio'], noun: Bilingual): string {
  const share = percent(language, value - 1);
  if (language === 'en') {
    return value >= FOLD
      ? `${numberOf(language, value)} times the ${noun.en} of the model`
      : `${share} ${value >= 1 ? 'more' : 'less'} ${noun.en} than the model`;
  }
  return value >= FOLD
    ? `${numberOf(language, value)} fois plus ${noun.fr} que le modèle`
    : `${share} ${noun.fr} de ${value >= 1 ? 'plus' : 'moins'} que le modèle`;
}

const OFTEN = {
  en: { more: 'more often than in the model', less: 'less often than in the model', fold: '# times as often as in the model' },
  fr: { more: 'plus souvent que dans le modèle', less: 'moins souvent que dans le modèle', fold: '# fois plus souvent que dans le modèle' },
};
const FAST = {
  en: { more: 'faster than the model', less: 'slower than the model', fold: '# times as fast as the model' },
  fr: { more: 'plus vite que le modèle', less: 'moins vite que le modèle', fold: '# fois plus vite que le modèle' },
};

const MATERIAL: Bilingual = { en: 'material', fr: 'de matière' };
const POWER: Bilingual = { en: 'power', fr: 'de puissance' };
const REJECTS: Bilingual = { en: 'rejects', fr: 'de rebuts' };

function powerText(language: Language, source: string, of: string): string {
  if (source.startsWith('utilities.')) return language === 'en' ? 'what is used costs' : 'ce qui est utilisé coûte';
  if (of.endsWith('/rest')) return language === 'en' ? 'at rest it draws' : 'au repos, consomme';
  return language === 'en' ? 'at work it draws' : 'au travail, consomme';
}

function rejectText(language: Language, of: string): string {
  if (of === 'start-up') return language === 'en' ? 'start-up makes' : 'le démarrage fait';
  return language === 'en' ? 'makes' : 'fait';
}

function whatOf(cell: CompiledCell, language: Language, finding: Facts, { judged, found, source, of }: Raw): string {
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
      return `${rejectText(language, of)} ${much(language, ratio, REJECTS)}`;
    case 'yield':
      return `${name} ${en ? 'loses' : 'perd'} ${much(language, ratio, MATERIAL)}`;
    case 'power':
      return `${powerText(language, source, of)} ${much(language, ratio, partName(cell, finding))}`;
    case 'zone':
      return `${en ? 'in production its fans draw' : 'en production ses ventilateurs consomment'} ${much(language, ratio, POWER)}`;
    case 'setback':
      return en
        ? `set back, its fans draw ${number(measured)} kW instead of ${number(expected)} kW${found.side > 0 ? ': it is asked for and does not come' : ''}`
        : `en régime réduit ses ventilateurs consomment ${number(measured)} kW au lieu de ${number(expected)} kW${found.side > 0 ? "\u00a0: il est demandé et n'a pas lieu" : ''}`;
    case 'standby':
      return en
        ? `is in standby for ${number(measured)} % of the time in which it should be`
        : `est en veille pendant ${number(measured)}\u00a0% du temps où ce devrait être le cas`;
    case 'utility': {
      const difference = `${number(Math.abs(measured - expected))} ${unit}`;
      const share = percent(language, ratio.value - 1);
      if (found.side > 0)
        return en
          ? `${difference} flow that nothing draws, ${share} of all draws: a leak`
          : `${difference} que rien ne consomme, ${share} des consommations\u00a0: une fuite`;
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

/** Less is not said. */
const LEAST_BATCHES = 0.05;
const LEAST_KWH = 1;

function effectText(cell: CompiledCell, watch: Watch, language: Language, { effect, source }: Facts): string {
  const parts: string[] = [];
  const unit = cell.places.find(({ id }) => source === id.replace('/', '.') || source.startsWith(`${id}.`))?.unit.id;
  const step = unit === undefined ? null : paceOf(watch, unit);
  const shown = (value: number) => numberOf(language, value, true);
  const batches = effect.units !== null && step !== null && step.goodPerStep > 0 ? effect.units / step.goodPerStep : 0;
  if (Math.abs(batches) >= LEAST_BATCHES) parts.push(`${shown(batches)} ${language === 'fr' ? 'lots' : 'batches'}`);
  if (effect.kwh !== null && Math.abs(effect.kwh) >= LEAST_KWH) parts.push(`${shown(effect.kwh)} kWh`);
  if (parts.length === 0) return '';
  return language === 'fr' ? `\u00a0; effet jusqu’ici environ ${parts.join(', ')}` : `; effect so far about ${parts.join(', ')}`;
}

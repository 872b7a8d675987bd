import { typeset } from '../../web/src/i18n/typeset.js';
import { plainSpaces, wordsOf } from './words.js';
import { SUPPLY_NOTE_SENTENCES_FR } from '../../src/contract/supply-note-fr.js';
import { en } from '../../web/src/i18n/en.js';
import { enAllAlarms } from '../../web/src/i18n/en-all-alarms.js';
import { enDecision } from '../../web/src/i18n/en-decision.js';
import { enEnergy } from '../../web/src/i18n/en-energy.js';
import { enHabits } from '../../web/src/i18n/en-habits.js';
import { enFiles } from '../../web/src/i18n/en-files.js';
import { enHealth } from '../../web/src/i18n/en-health.js';
import { enLineEnergy } from '../../web/src/i18n/en-line-energy.js';
import { enLinePages } from '../../web/src/i18n/en-line-pages.js';
import { enReplay } from '../../web/src/i18n/en-replay.js';
import { enSavings } from '../../web/src/i18n/en-savings.js';
import { enSiteWhatIf } from '../../web/src/i18n/en-site-what-if.js';
import { enWall } from '../../web/src/i18n/en-wall.js';
import { fr } from '../../web/src/i18n/fr.js';
import { frAllAlarms } from '../../web/src/i18n/fr-all-alarms.js';
import { frDecision } from '../../web/src/i18n/fr-decision.js';
import { frEnergy } from '../../web/src/i18n/fr-energy.js';
import { frHabits } from '../../web/src/i18n/fr-habits.js';
import { frFiles } from '../../web/src/i18n/fr-files.js';
import { frHealth } from '../../web/src/i18n/fr-health.js';
import { frLineEnergy } from '../../web/src/i18n/fr-line-energy.js';
import { frLinePages } from '../../web/src/i18n/fr-line-pages.js';
import { frReplay } from '../../web/src/i18n/fr-replay.js';
import { frSavings } from '../../web/src/i18n/fr-savings.js';
import { frSiteWhatIf } from '../../web/src/i18n/fr-site-what-if.js';
import { frWall } from '../../web/src/i18n/fr-wall.js';

type Tree = { [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
/** Those that are loaded with their screens. */
const LATER = [
  [enAllAlarms, frAllAlarms],
  [enLinePages, frLinePages],
  [enReplay, frReplay],
  [enSavings, frSavings],
  [enSiteWhatIf, frSiteWhatIf],
  [enEnergy, frEnergy],
  [enLineEnergy, frLineEnergy],
  [enHealth, frHealth],
  [enDecision, frDecision],
  [enHabits, frHabits],
  [enFiles, frFiles],
] as const;
const english = leaves(Object.assign({ wall: enWall }, en, ...LATER.map(([words]) => words)));
const french = new Map(leaves(Object.assign({ wall: frWall }, fr, ...LATER.map(([, words]) => words))));
const supply = leaves(SUPPLY_NOTE_SENTENCES_FR, 'supplyNotes.');
const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the catalogues', () => {
  it('have the same keys', () => expect([...french.keys()]).toEqual(english.map(([key]) => key)));

  it('fill in the same values', () => expect(english.filter(([key, text]) => names(text).join() !== names(french.get(key)!).join())).toEqual([]));

  it('leave nothing empty', () => expect([...english, ...french].filter(([, text]) => text.trim() === '')).toEqual([]));
});

it('words of screens that come later overwrite none of those that are there', () => {
  const keys = [en, ...LATER.map(([words]) => words)].flatMap((words) => Object.keys(words));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

describe('the French catalogue', () => {
  const all = [...french, ...supply].map(([key, text]) => `${key}: ${text}`);

  it('has none of the words that mistranslate load, saving and the field', () => {
    expect(all.filter((text) => /charg(er|é|ement)|épargn|sauvegard|ligne de base|goulot de bouteille|lot de travail|digitale?\b/i.test(text))).toEqual([]);
  });

  it('uses the terms of the field', () => {
    expect([fr.lines.oee, fr.kpi.columns.trs, fr.elements.PBT]).toEqual(['TRS ISO', 'TRS', 'temps planifié']); // temps requis: without idle time (NF E60-182)
    expect(fr.families.starved).toBe('Manque amont');
    expect(fr.families.blocked).toBe('Saturation aval');
    expect(fr.whatIf.title).toBe('Et si… ?');
    expect(fr.run.baseline).toBe('Situation de référence');
    expect(fr.whatIf.rate).toBe('cadence');
  });

  it('writes apostrophes and ellipses as type, and a space before double signs', () => {
    expect(all.filter((text) => /'|\.\.\./.test(text))).toEqual([]);
    expect([...french.values()].filter((text) => /[^\s\d:/][:;?!](\s|$)/.test(text))).toEqual([]);
  });
});

describe('one thing', () => {
  const all = [...french, ...supply].map(([key, text]) => `${key}: ${text}`);

  it('has one French word: the plant file, and OEE', () => {
    expect(all.filter((text) => /fichiers? d(’usine|e ligne\b)/i.test(text))).toEqual([]);
    expect(all.filter((text) => /\bOEE\b/.test(text) && !text.startsWith('line.oeeFormula:'))).toEqual([]);
  });

  it('has one English word: the second factor of the OEE', () => expect(english.filter(([, text]) => /^effectiveness$/i.test(text))).toEqual([]));

  it('begins with a start', () => expect(english.filter(([, text]) => /\b(the begin|begin of)\b|^begin$/i.test(text))).toEqual([]));
});

it('counts take the plural of their number', () => {
  const late = (language: 'en' | 'fr', count: number) => plainSpaces(wordsOf(language)('lines.noLateOrder', { count }));
  expect([late('en', 1), late('en', 2), late('fr', 1), late('fr', 2)]).toEqual([
    '1 order, not likely late',
    '2 orders, none likely late',
    '1 ordre, aucun retard probable',
    '2 ordres, aucun retard probable',
  ]);
});

it('guillemets have their spaces', () => expect(typeset('«Réglage fait» et « fini »')).toBe('«\u00a0Réglage fait\u00a0» et «\u00a0fini\u00a0»'));

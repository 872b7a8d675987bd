import { en } from '../../web/src/i18n/en.js';
import { enReplay } from '../../web/src/i18n/en-replay.js';
import { enSiteWhatIf } from '../../web/src/i18n/en-site-what-if.js';
import { fr } from '../../web/src/i18n/fr.js';
import { frReplay } from '../../web/src/i18n/fr-replay.js';
import { frSiteWhatIf } from '../../web/src/i18n/fr-site-what-if.js';
import { noteKey } from '../../web/src/panels/run/note-key.js';

type Tree = { [key: string]: string | Tree };
const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );
const english = leaves({ ...en, ...enReplay, ...enSiteWhatIf });
const french = new Map(leaves({ ...fr, ...frReplay, ...frSiteWhatIf }));
const names = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe('the catalogues', () => {
  it('have the same keys', () => expect([...french.keys()]).toEqual(english.map(([key]) => key)));

  it('fill in the same values', () => expect(english.filter(([key, text]) => names(text).join() !== names(french.get(key)!).join())).toEqual([]));

  it('leave nothing empty', () => expect([...english, ...french].filter(([, text]) => text.trim() === '')).toEqual([]));
});

it('words of screens that come later overwrite none of those that are there', () => {
  expect(Object.keys({ ...enReplay, ...enSiteWhatIf }).filter((key) => key in en)).toEqual([]);
});

describe('the French catalogue', () => {
  const all = [...french].map(([key, text]) => `${key}: ${text}`);

  it('has none of the words that mistranslate load, saving and the field', () => {
    expect(all.filter((text) => /charg(er|é|ement)|épargn|sauvegard|ligne de base|goulot de bouteille|lot de travail|digitale?\b/i.test(text))).toEqual([]);
  });

  it('uses the terms of the field', () => {
    expect([fr.lines.oee, fr.kpi.columns.trs, fr.elements.PBT]).toEqual(['OEE', 'TRS', 'temps planifié']); // temps requis: without idle time (NF E60-182)
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

describe('a note of the server', () => {
  it('is known by its sentence', () => {
    expect(noteKey('The line has no tariff: the cost is not known.')).toEqual({ key: 'noTariff', values: {} });
    expect(noteKey('The run was cancelled after 12 of 2000 replications.')).toEqual({ key: 'cancelled', values: { done: '12', asked: '2000' } });
    expect(noteKey('12 replications are few: the intervals are wide.')).toEqual({ key: 'few', values: { n: '12' } });
    expect(
      noteKey(
        'The cartoner has run 9 % below its ideal rate since 2026-01-05 07:42 UTC and is taken to go on so; ask with its rate set to 110 /min to see it mended.',
      ),
    ).toEqual({ key: 'slow', values: { unit: 'cartoner', percent: '9', since: '2026-01-05 07:42', rate: '110' } });
    expect(noteKey('Something new.')).toBeNull();
  });
});

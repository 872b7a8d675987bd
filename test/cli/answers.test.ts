import { answerNotes } from '../../src/cli/answer-notes.js';
import { answerSpeech } from '../../src/cli/answer-speech.js';
import { headText } from '../../src/cli/head-text.js';
import { siteComparisonRows } from '../../src/cli/site-tables.js';
import { answerNote } from '../../src/contract/answer-note.js';
import { CELL_RUN_KPIS, type CellVariantResult } from '../../src/contract/cell-scenario.js';
import type { ChangeNote } from '../../src/contract/change-note.js';
import { knownInEach, unknownOfLine, unknownOfSite } from '../../src/contract/unknown-kpi.js';
import { lineNote } from '../../src/contract/line-note.js';
import { noteOf } from '../../src/contract/look-ahead-note.js';
import { definition } from '../web/cell-view.js';

const french = answerSpeech('fr', definition);
const english = answerSpeech('en', definition);

describe('the notes of an answer', () => {
  const changes: ChangeNote[] = [
    { code: 'people-as-before', change: 0, values: { unit: 'dryer' } },
    { code: 'stops-thinned', change: 0, values: { of: 'units.dryer', factor: 1.5 } },
  ];
  const site = {
    notes: [answerNote('no-tariff', { carrier: 'electricity' }), answerNote('precision-missed', { kpi: 'energyKwh', replications: 12 })],
    startNotes: [noteOf('place-unheard', { source: 'dryer.2' })],
    variants: [
      {
        id: 'more',
        notes: changes,
        supplyNotes: [{ carrier: 'electricity', code: 'estimated-prices' as const, detail: 'day-ahead prices are estimates: ours' }],
      },
    ],
  };

  it('are said in French as in English, with the names of the plant and numbers of the language', () => {
    expect(answerNotes(site, french)).toEqual([
      'Électricité n’a pas de prix sur toute la durée : le coût n’est pas connu',
      'la précision demandée n’est pas atteinte après 12 réplications (Énergie)',
      'rien n’est connu de Séchoir\u00a02 : il est supposé libre et propre',
      'more : Séchoir s’ajoute : les équipes et les utilités ne changent pas',
      'more : Séchoir : les arrêts qui restent sont 1,5 fois plus rares ; exact s’ils viennent au hasard',
      'more : Électricité : Les prix du marché sont des estimations.',
    ]);
    expect(answerNotes(site, english).at(-1)).toBe('more: Electricity: day-ahead prices are estimates: ours');
  });

  it('of a line are known by their sentences, and said with the names of its machines', () => {
    const note = lineNote('slow', { unit: 'cartoner', percent: 9, since: '2026-01-05 07:42', rate: 112.5 });
    expect(answerNotes({ notes: [note, 'Something new.'] }, answerSpeech('fr'))).toEqual([
      expect.stringMatching(/^La machine cartoner tourne à 9 % sous sa cadence idéale depuis le 2026-01-05 07:42 UTC.* 112,5 \/min /) as string,
      'Something new.',
    ]);
    expect(answerNotes({ notes: [note] }, answerSpeech('en'))).toEqual([note]);
  });
});

describe('the head of an answer', () => {
  const atUs = Date.parse('2026-01-05T06:30:00Z') * 1000;
  const asked = { horizonS: 28_800, replications: 20, seed: 3 };

  it('says of a live start which plant stood where, when by its clock, and at which revision', () => {
    const start = { from: 'live' as const, hash: '', atUs, epoch: 'e-1', revision: 42 };
    expect(headText({ cell: 'cell', start, ...asked }, english).split('\n')[1]).toBe(
      `Start: ${definition.name.en} (cell) as it stood live at 2026-01-05T07:30:00+01:00, revision 42 (epoch e-1)`,
    );
    expect(headText({ cell: 'cell', start, ...asked }, french).split('\n')[1]).toBe(
      `Départ : ${definition.name.fr} (cell) en direct à 2026-01-05T07:30:00+01:00, révision 42 (époque e-1)`,
    );
  });

  it('says of a past start which moment was taken, in UTC where the plant is not known, and nothing of an empty one', () => {
    const past = { from: 'past' as const, hash: '', atUs, epoch: null, revision: null };
    expect(headText({ line: 'osd-1', start: past, ...asked }, answerSpeech('en'))).toBe(
      'Simulated: line osd-1, 8 h, 20 replications, seed 3\nStart: osd-1 as it stood at 2026-01-05T06:30:00Z, the kept moment nearest to the one asked for',
    );
    expect(headText({ line: 'osd-1', start: { ...past, from: 'empty' }, ...asked }, answerSpeech('en'), ', 3 points')).toBe(
      'Simulated: line osd-1, 8 h, 20 replications, seed 3, 3 points',
    );
  });
});

describe('an indicator that is not known', () => {
  const none = Object.fromEntries(CELL_RUN_KPIS.map((kpi) => [kpi, null])) as CellVariantResult['kpis'];
  const variant: CellVariantResult = {
    id: 'more',
    kpis: none,
    difference: null,
    products: [],
    cost: null,
    carriers: [],
    units: [],
    zones: [],
    utilities: [],
    teams: [],
    bottleneck: { unit: null, most: 'dryer' },
    behindTheMeter: { generatedKwh: null, fedInKwh: null, battery: null },
    notes: [],
    supplyNotes: [],
  };

  it('keeps its row in the table, with dashes', () => {
    const [, row] = siteComparisonRows(['costEur'], variant, { name: 'more', variant }, 'en');
    expect(row).toEqual(['Energy cost [EUR]', '–', '–', '–', '–']);
  });

  it('has its reason beneath, by the notes of the answer', () => {
    const notes = [answerNote('no-tariff', { carrier: 'electricity' }), answerNote('items-differ', { items: 'tablet, vial' })];
    const none = { knownIn: [{ variant: null, known: 0 }], replications: 40 };
    expect(unknownOfSite({ id: 'costEur', name: 'Energy cost [EUR]' }, notes, none, english)).toBe(
      'Energy cost [EUR] is not known: no prices of Electricity for the whole time',
    );
    expect(unknownOfSite({ id: 'goodItems', name: 'Unités bonnes' }, notes, none, french)).toBe(
      'Unités bonnes, valeur inconnue : les produits se comptent en unités différentes (comprimés, flacons)',
    );
    expect(unknownOfSite({ id: 'costEur', name: 'Energy cost [EUR]' }, [], none, english)).toContain('not of every variant');
    expect(unknownOfLine({ id: 'co2eKg', name: 'CO2e [kg]' }, none, 'en')).toBe('CO2e [kg] is not known: the line has no emission factor');
  });

  it('says in how many replications it is known, of which variant, where some of them know it', () => {
    const lead = { id: 'leadTimeH' as const, name: 'Lead time [h]' };
    const of = (name: string, known?: number) => ({ name, variant: { ...variant, ...(known !== undefined && { known: { leadTimeH: known } }) } });
    const said = (...variants: ReturnType<typeof of>[]) => unknownOfSite(lead, [], { knownIn: knownInEach('leadTimeH', variants), replications: 40 }, english);
    expect(said(of('baseline', 39), of('more', 39))).toBe('Lead time [h] is known in 39 of 40 replications only: no batch was done in the others');
    expect(said(of('baseline', 39), of('more', 12))).toBe(
      'Lead time [h] is known in 39 of 40 replications of baseline, 12 of 40 replications of more only: no batch was done in the others',
    );
    expect(said(of('baseline', 0), of('more', 0))).toBe('Lead time [h] is not known: no batch was done in any replication');
    expect(said(of('an answer of an earlier version'))).toBe('Lead time [h] is not known: no batch was done in a replication');
    expect(unknownOfLine({ id: 'oee', name: 'TRS' }, { knownIn: [{ variant: null, known: 1 }], replications: 40 }, 'fr')).toBe(
      'TRS, valeur connue seulement dans 1 réplication sur 40 : il n’y avait pas de temps planifié dans les autres',
    );
  });
});

import path from 'node:path';
import { cellChangeExamples } from '../../src/contract/change-examples.js';
import { cellNames } from '../../src/contract/cell-names.js';
import { CellScenarioRequest } from '../../src/contract/cell-scenario.js';
import { CellChange } from '../../src/contract/cell-variant.js';
import type { CellDefinition } from '../../src/contract/cell.js';
import { parametersOf } from '../../src/plant/parameters.js';
import { readPlantFiles } from '../../src/plant/files.js';
import { parse } from 'yaml';
import fc from '../property.js';
import { repositoryRoot } from '../shared.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { enSiteWhatIf } from '../../web/src/i18n/en-site-what-if.js';
import { choicesOf } from '../../web/src/panels/site-question/change-choices.js';
import type { ChangeDocument, ChangeKind } from '../../web/src/panels/site-question/change-document.js';
import { effectOf } from '../../web/src/panels/site-question/change-effect.js';
import { fieldsOfKind } from '../../web/src/panels/site-question/change-fields.js';
import { CHANGE_GROUPS } from '../../web/src/panels/site-question/change-groups.js';
import { nowOf, type Parameters } from '../../web/src/panels/site-question/change-now.js';
import { durationShown, filledOf, valueOf } from '../../web/src/panels/site-question/change-text.js';
import { changeSentence, type ChangeSpeech } from '../../web/src/panels/site-question/change-words.js';
import { placeWord } from '../../web/src/panels/site-question/place-word.js';
import { fileText, isQuestion, QUESTION, takeFile } from '../../web/src/panels/site-question/question-file.js';
import { faultWords } from '../../web/src/panels/site-question/fault-words.js';
import { questionFaults } from '../../web/src/panels/site-question/question-faults.js';
import {
  changeOf,
  draftChange,
  freeId,
  fromDocument,
  MOST_VARIANTS,
  newSiteDraft,
  toDocument,
  type SiteDraft,
} from '../../web/src/panels/site-question/site-draft.js';
import { fieldPointers } from '../../web/src/panels/site-question/field-pointers.js';
import { isWakeUpNeeded, wakeUpFaults, wakeUpsOf } from '../../web/src/panels/site-question/wake-up-faults.js';
import { changeShare, valueText } from '../../web/src/panels/site-question/value-text.js';
import { plainSpaces, wordsOf } from './words.js';

const { cells } = readPlantFiles([path.join(repositoryRoot, 'plants/sites/valclair.yaml')], [path.join(repositoryRoot, 'plants/types.yaml')]);
const site: CellDefinition = cells[0]!.definition;
const parameters: Parameters = new Map(parametersOf(site).map((parameter) => [parameter.pointer, parameter]));
const KINDS = CellChange.options.map(({ shape }) => shape.kind.value);
const isChange = (value: unknown): value is ChangeDocument => CellChange.safeParse(value).success;

/** What the site might say of each kind of change. */
const examples = Object.values(cellChangeExamples(site)).map((text): ChangeDocument => {
  const change: unknown = parse(text);
  if (!isChange(change)) throw new Error(text);
  return change;
});
const speech = (language: 'en' | 'fr'): ChangeSpeech => ({
  t: wordsOf(language),
  format: formatsOf(language),
  names: cellNames(site, language),
  definition: site,
  parameters,
});
const sentence = (change: ChangeDocument, language: 'en' | 'fr') => plainSpaces(changeSentence(change, speech(language)));

describe('the catalogue of changes', () => {
  it('has every kind in one group', () => {
    expect(CHANGE_GROUPS.flatMap(([, kinds]) => kinds).sort()).toEqual([...KINDS].sort());
  });

  it('has a word for every field and every choice', () => {
    const words = { ...enSiteWhatIf.changeFields, ...enSiteWhatIf.changeFieldsOf };
    const nameless = KINDS.flatMap((kind) => fieldsOfKind(kind).filter(({ name }) => !(name in words) && !(`${kind}_${name}` in words)));
    expect(nameless).toEqual([]);
    const choices = KINDS.flatMap((kind) => fieldsOfKind(kind)).flatMap(({ control }) => ('of' in control ? (control.of ?? []) : []));
    expect(choices.length).toBeGreaterThan(20);
    expect(choices.filter((choice) => !(choice in enSiteWhatIf.changeChoices))).toEqual([]);
  });

  it('knows what must be filled in, and how', () => {
    const field = (kind: ChangeKind, name: string) => fieldsOfKind(kind).find((each) => each.name === name);
    expect(field('rate', 'rate')).toEqual({ name: 'rate', control: { is: 'text' }, required: true, nullable: false });
    expect(field('rate', 'wear')).toEqual({ name: 'wear', control: { is: 'number' }, required: false, nullable: false });
    expect(field('store', 'capacity')).toMatchObject({ required: false, nullable: true });
    expect(field('dispatch', 'rule')?.control).toEqual({ is: 'choice', of: ['fifo', 'due', 'priority', 'campaign'] });
    expect(field('changeover', 'parts')?.control).toMatchObject({ is: 'several' });
    expect(field('stagger', 'units')?.control).toEqual({ is: 'several', of: null });
    expect(field('calendar', 'add')?.control).toEqual({ is: 'structure' });
    expect(field('maintenance', 'remove')?.control).toEqual({ is: 'yes' });
    expect(field('release', 'lasts')?.control).toEqual({ is: 'text' });
  });

  it('offers the ids that the site has, of machines those of the unit that is chosen', () => {
    expect(choicesOf('stops', 'machine', { unit: 'packaging' }, site)).toContain('blister');
    expect(choicesOf('stops', 'machine', {}, site)).toEqual([]);
    expect(choicesOf('rate', 'unit', {}, site)).not.toContain('dispensing');
    expect(choicesOf('setback', 'zone', {}, site)).toEqual(site.zones.map(({ id }) => id));
    expect(choicesOf('window', 'from', {}, site)).toBeNull();
  });
});

describe('a change in the form', () => {
  it.each(examples.map((change) => [change.kind, change] as const))('of the kind %s means what its document says', (_, change) => {
    const back: unknown = changeOf(draftChange(change, 'none'));
    expect(isChange(back)).toBe(true);
    expect(CellChange.parse(back)).toEqual(CellChange.parse(change));
  });

  it('reads what people type: a comma, a percentage, a true minus, days in French, no limit', () => {
    const field = (kind: ChangeKind, name: string) => fieldsOfKind(kind).find((each) => each.name === name)!;
    const read = (kind: ChangeKind, name: string, text: string) => valueOf(field(kind, name), text);
    expect(read('team', 'absence', '6 %')).toBe(0.06);
    expect(read('rate', 'wear', '1,5')).toBe(1.5);
    expect(read('duration', 'lasts', '−30 %')).toBe('-30 %');
    expect(read('store', 'holdLimit', '3 j')).toBe('3 d');
    expect(read('store', 'holdLimit', 'aucun')).toBeNull();
    expect(read('rate', 'rate', ' ')).toBeUndefined();
    expect(read('release', 'lasts', '{ dist: fixed, value: 2 h }')).toEqual({ dist: 'fixed', value: '2 h' });
    expect(read('team', 'absence', 'many')).toBe('many');
    expect(filledOf(field('store', 'holdLimit'), null, 'aucun')).toBe('aucun');
    expect(valueOf(field('stagger', 'units'), [])).toBeUndefined();
  });
});

describe('the value that there is', () => {
  it('comes from the plant file, with where it comes from, of a distribution its mean', () => {
    const team = site.teams[0]!;
    expect(nowOf('team', 'persons', { team: team.id }, parameters)).toEqual({ value: team.persons, unit: null, origin: 'estimated', source: null });
    expect(nowOf('stops', 'every', { unit: 'packaging', machine: 'blister', stop: 'micro-stop' }, parameters)).toMatchObject({
      unit: 's',
      value: expect.closeTo(1500, -2),
    });
    expect(nowOf('rate', 'rate', { unit: 'press', machine: 'press' }, parameters)).toMatchObject({ unit: '/min', origin: 'sourced' });
  });

  it('is known of every place that the catalogue has one for, where the site has such a thing', () => {
    const [unit, machine] = ['packaging', 'blister'];
    const zone = site.zones[0]!.id;
    const given: [ChangeKind, string, Record<string, unknown>][] = [
      ['buffer', 'capacity', { unit, after: machine }],
      ['batch-size', 'size', { product: site.products[0]!.id }],
      ['slots', 'slots', { unit }],
      ['changeover', 'lasts', { unit, rule: 0 }],
      ['release', 'record', { release: 'bulk' }],
      ['rejects', 'rejects', { unit: 'press', machine: 'press' }],
      ['recipe-step', 'yield', { product: site.products[0]!.id, step: site.products[0]!.route[0]!.id }],
      ['demand', 'every', { demand: site.demand[0]!.id }],
      ['setback', 'share', { zone }],
      ['power', 'power', { zone, of: 'fan' }],
      ['power', 'power', { zone, of: 'heat' }],
      ['power', 'power', { unit, machine, state: 'execute' }],
      ['utility', 'capacity', { utility: site.utilities[0]!.id }],
      ['duration', 'lasts', { unit: 'coater', phase: site.units.find(({ id }) => id === 'coater')!.phases[0]!.id }],
    ];
    expect(given.filter(([kind, name, fields]) => nowOf(kind, name, fields, parameters) === null)).toEqual([]);
  });

  it('is not told where a change is of several, or the site has none', () => {
    expect(nowOf('rate', 'rate', { unit: 'packaging' }, parameters)).toBeNull();
    expect(nowOf('in-process', 'batches', {}, parameters)).toBeNull();
  });

  it('stands beside what a formula makes of it, counts rounded down as the model does', () => {
    const team = { team: site.teams[0]!.id };
    const persons = site.teams[0]!.persons;
    expect(effectOf('team', 'persons', { ...team, persons: 'x1.5' }, parameters)).toMatchObject({ then: Math.floor(persons * 1.5), measure: 'count' });
    expect(effectOf('team', 'persons', { ...team, persons: '-99' }, parameters)).toMatchObject({ then: null });
    expect(effectOf('team', 'persons', { ...team, persons: 'more' }, parameters)).toBeNull();
  });

  it('is written with its unit, and the change in percent', () => {
    const format = formatsOf('fr');
    expect([valueText(5400, 'duration', format), valueText(0.021, 'share', format), valueText(120.5, 'rate', format)].map(plainSpaces)).toEqual(['1 h 30', '2,1 %', '120,5 /min']); // prettier-ignore
    expect(plainSpaces(changeShare(200, 150, format))).toBe('−25 %');
    expect([changeShare(0, 5, format), changeShare(5, 5, format)]).toEqual(['', '']);
  });
});

describe('a change in a sentence', () => {
  const { persons } = site.teams[0]!;

  it('names things as people call them, formulas as they are typed, and what they make of what there is', () => {
    const team: ChangeDocument = { kind: 'team', team: site.teams[0]!.id, persons: '+2', absence: 0.06 };
    expect(sentence(team, 'en')).toBe(`Team: Process crew, persons +2 (${persons} → ${persons + 2}), share away 6 %`);
    const smed: ChangeDocument = { kind: 'changeover', unit: 'packaging', parts: ['change'], lasts: '-40 %' };
    expect(sentence(smed, 'fr')).toBe('Changement de série : Ligne de conditionnement, parties changement, durée moyenne −40 %'.replace(' :', '\u00a0:').replaceAll('\u00a0', ' ')); // prettier-ignore
    const shifts = examples.find(({ kind }) => kind === 'calendar')!;
    expect(sentence(shifts, 'en')).toMatch(/^Shifts: \S+, shifts in addition Night \(Mon, Tue, Wed, Thu, Fri 22:00–06:00\)$/);
  });

  it.each(['en', 'fr'] as const)('says every kind of change without a gap (%s)', (language) => {
    for (const change of examples) {
      const said = sentence(change, language);
      expect(said).not.toMatch(/\{\{|undefined|\[object|null|true/);
      expect(said.length).toBeGreaterThan(speech(language).t(`changeKinds.${change.kind}`).length);
    }
  });
});

describe('a question in the form', () => {
  const document = (): SiteDraft => ({
    ...newSiteDraft('steady'),
    question: 'Why?',
    variants: [{ id: 'a', name: '', changes: [draftChange(examples[0]!, 'none')] }],
  });

  it('new is only missing its question and its changes', () => {
    const fresh = toDocument(newSiteDraft('live'), site.id);
    expect(questionFaults(fresh).map(({ pointer, missing }) => [pointer, missing])).toEqual([
      ['/question', true],
      ['/variants/0/changes', true],
    ]);
  });

  it('says what is wrong at its place, what is only missing apart from it', () => {
    const wrong: SiteDraft = { ...document(), horizon: '7 kW', replications: 'many' };
    const faults = questionFaults(toDocument(wrong, site.id));
    expect(faults.map(({ pointer, missing }) => [pointer, missing])).toEqual([
      ['/horizon', false],
      ['/replications', false],
    ]);
    expect(fieldPointers(wrong.variants)).toEqual(expect.arrayContaining(['/horizon', '/variants/0/changes/0', '/variants/0/changes/0/rate']));
  });

  it.each(['900 d', '-3 d', '×1,1'])('says of the horizon %s in which range it lies, not that it may be a factor', (horizon) => {
    const [fault] = questionFaults(toDocument({ ...document(), horizon }, site.id));
    const said = plainSpaces(faultWords(fault!, 'fr', wordsOf('fr')));
    expect([fault?.pointer, said]).toEqual(['/horizon', 'attendu : une durée avec son unité (min, h, j ou sem), de plus de 0 à 366 j']);
  });

  it('asks how long it takes to wake up where the plant file cannot tell, of units and of machines', () => {
    const bare = (standby?: { after: number; wakeUp: number }) => site.units.map((unit) => ({ ...unit, standby, flow: unit.flow && { ...unit.flow, stations: unit.flow.stations.map((station) => ({ ...station, standby })) } })); // prettier-ignore
    const line = site.units.find(({ flow }) => flow !== undefined)!;
    const [id, machine] = [line.id, line.flow!.stations[0]!.id];
    const asked = (fields: Readonly<Record<string, string>>) => ({ variants: [{ id: 'a', name: '', changes: [{ kind: 'standby' as const, fields }] }] }); // prettier-ignore
    const told = (fields: Readonly<Record<string, string>>, standby?: { after: number; wakeUp: number }) => wakeUpFaults(asked(fields), { units: bare(standby) }).map(({ pointer, missing }) => [pointer, missing]); // prettier-ignore
    const missing = [['/variants/0/changes/0/wakeUp', true]];
    expect(told({ unit: id, after: '10 min' })).toEqual(missing);
    expect(told({ unit: id, machine, after: '10 min' })).toEqual(missing);
    const enough: Readonly<Record<string, string>>[] = [{ unit: id, after: '10 min', wakeUp: '5 min' }, { unit: id, after: 'never' }, { unit: id }, { after: '10 min' }]; // prettier-ignore
    for (const fields of enough) expect(told(fields)).toEqual([]);
    expect(told({ unit: id, machine, after: '10 min' }, { after: 600, wakeUp: 300 })).toEqual([]);
    const given = { kind: 'standby' as const, fields: { unit: id, after: '10 min', wakeUp: '5 min' } };
    expect([isWakeUpNeeded(given, bare()), isWakeUpNeeded(given, bare({ after: 600, wakeUp: 300 }))]).toEqual([true, false]);
    expect([wakeUpsOf(bare()), wakeUpsOf(bare({ after: 600, wakeUp: 300 }))]).toEqual([null, { least: 300, most: 300 }]);
  });

  it('takes days and weeks in French and shows them so', () => {
    expect(['7 j', '2 sem', '2 semaines', '2 wk'].map((horizon) => questionFaults(toDocument({ ...document(), horizon }, site.id)))).toEqual([[], [], [], []]);
    expect(['7 d', '2 wk', '8 h'].map((text) => durationShown(text, 'fr'))).toEqual(['7 j', '2 sem', '8 h']);
    expect(durationShown('7 d', 'en')).toBe('7 d');
  });

  it('names places as people do', () => {
    const { variants } = document();
    const t = wordsOf('en');
    expect(placeWord('/variants/0/changes/0/rate', variants, t)).toBe('A, Speed, speed');
    expect([placeWord('/variants/0/changes', variants, t), placeWord('/horizon', variants, t), placeWord('/series/x', variants, t)]).toEqual([
      'A',
      'Horizon',
      '/series/x',
    ]);
  });

  it('and its file are the same thing: whatever the contract accepts comes back as it was', () => {
    const change = fc.constantFrom(...examples);
    const variants = fc.uniqueArray(
      fc.record({ id: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), name: fc.option(fc.constant('Night'), { nil: undefined }), changes: fc.array(change, { minLength: 1, maxLength: 3 }) }, { requiredKeys: ['id', 'changes'] }), // prettier-ignore
      { maxLength: MOST_VARIANTS, selector: ({ id }) => id },
    );
    const asked = fc.record(
      {
        cell: fc.constant(site.id),
        question: fc.constantFrom('Why?', 'Warum: «so»?', '- "x"'),
        hypothesis: fc.constantFrom('because', 'a: b'),
        start: fc.constantFrom(
          { from: 'live' },
          { from: 'snapshot', hash: 'a'.repeat(64) },
          { from: 'steady' },
          { from: 'steady', at: '2026-03-02T06:00:00Z', warmUp: '14 d' },
          { from: 'empty', at: '2026-03-02T06:00:00Z' },
        ),
        horizon: fc.constantFrom('7 d', '36 h'),
        replications: fc.integer({ min: 2, max: 2000 }),
        precision: fc.constant({ kpi: 'leadTimeH', within: '3 %' }),
        seed: fc.integer({ min: 0, max: 99 }),
        matters: fc.constantFrom('1 %', 0.02),
        kpis: fc.constant(['lotsDone', 'costEur']),
        variants,
      },
      { requiredKeys: ['cell', 'question', 'horizon', 'variants'] },
    );
    fc.assert(
      fc.property(asked, (given) => {
        const shown: unknown = JSON.parse(JSON.stringify(given));
        if (!isQuestion(shown)) throw new Error('the property asks what the contract does not accept');
        const taken = takeFile(fileText(toDocument(fromDocument(shown, 'none'), site.id)), QUESTION);
        if (!taken.ok) throw new Error(JSON.stringify(taken.faults));
        const { replications: __, ...withDefaults } = CellScenarioRequest.parse(taken.document);
        const { replications: ___, ...before } = CellScenarioRequest.parse(shown);
        expect(withDefaults).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('takes +1 of a file as one more, where YAML reads 1', () => {
    const taken = takeFile('cell: valclair-tablets\nquestion: Why?\nvariants: [{ id: a, changes: [{ kind: slots, unit: press, slots: +1 }] }]\n', QUESTION);
    expect(taken.ok && taken.document.variants![0]!.changes[0]).toEqual({ kind: 'slots', unit: 'press', slots: '+1' });
  });

  it('says where a file is wrong, by line', () => {
    const lines = (text: string) => {
      const taken = takeFile(text, QUESTION);
      return taken.ok ? [] : taken.faults.map(({ line, detail }) => [line, detail.split(' ')[0]]);
    };
    expect(
      lines('cell: valclair-tablets\nquestion: Why?\nhorizon: 7 kW\nvariants:\n  - id: a\n    changes:\n      - { kind: slots, unit: press, slot: +1 }\n'),
    ).toEqual([
      [3, '/horizon'],
      [7, '/variants/0/changes/0/slot'],
    ]);
    expect(lines('cell: x\nquestion: [')[0]![0]).toBe(2);
    expect(lines('just words').length).toBeGreaterThan(0);
  });

  it('gives a new variant an id that no other has', () => {
    const variants = ['a', 'c'].map((id) => ({ id, name: '', changes: [] }));
    expect(freeId(variants)).toBe('b');
  });
});

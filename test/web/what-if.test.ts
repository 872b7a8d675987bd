import { LineDefinition } from '../../src/contract/line.js';
import { ScenarioRequest } from '../../src/contract/scenario.js';
import type { Run } from '../../src/contract/run.js';
import { gamma, meanS } from '../../web/src/format/distribution.js';
import { cellKey, emptyVariant, fromRun, isMissing, newDraft, tidyDuration, toRequest, type Asking } from '../../web/src/panels/what-if/draft.js';
import { madeQuestion } from '../../web/src/panels/what-if/made-question.js';
import { measuredRates, parametersOf, readCell } from '../../web/src/panels/what-if/parameters.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { placeIssues } from '../../web/src/panels/what-if/place-issues.js';
import { lineView, T0, unitView } from './view.js';
import { wordsOf } from './words.js';

const line = LineDefinition.parse({
  apiVersion: 'twin/v1',
  kind: 'Line',
  id: 'l',
  name: { en: 'Line', fr: 'Ligne' },
  equipment: { enterprise: 'e', site: 's', area: 'a' },
  timezone: 'Europe/Paris',
  product: { name: { en: 'P', fr: 'P' }, item: 'carton' },
  stations: [
    {
      id: 'press',
      type: 'press',
      name: { en: 'Press', fr: 'Presse' },
      item: 'carton',
      rate: '110 /min',
      buffer: { capacity: 300 },
      stops: [{ id: 'failure', name: { en: 'Failure', fr: 'Panne' }, class: 'failure', every: { dist: 'exponential', mean: '2 h' }, lasts: '10 min' }],
      power: { standby: '1 kW', idle: '2 kW', execute: '5 kW' },
    },
    {
      id: 'packer',
      type: 'packer',
      name: { en: 'Packer', fr: 'Encaisseuse' },
      item: 'carton',
      rate: '120 /min',
      power: { standby: '1 kW', idle: '2 kW', execute: '5 kW' },
      standby: { after: '10 min', wakeUp: '20 s' },
    },
  ],
  shifts: [{ id: 'day', name: { en: 'Day', fr: 'Jour' }, days: ['mon'], from: '06:00', to: '14:00' }],
  mqtt: { dialect: 'uns-json', prefix: 'p' },
});

const draft = (over: Partial<Asking>): Asking => ({ ...newDraft(true), question: 'What if?', ...over });
const variant = (cells: Record<string, string>, wakeUps: Record<string, string> = {}) => ({ ...emptyVariant(), cells, wakeUps });

describe('the form of a what-if', () => {
  it('offers every rate, buffer, stop and standby of the line, with its value now', () => {
    expect(parametersOf(line).map(({ id, now }) => [id, now])).toEqual([
      ['rate|press', 110],
      ['buffer|press', 300],
      ['every|press|failure', 7200],
      ['lasts|press|failure', 600],
      ['standby|press', null],
      ['rate|packer', 120],
      ['standby|packer', 600],
    ]);
  });

  it('asks what was typed, in a request that the contract accepts', () => {
    const asked = toRequest(
      draft({
        horizon: '1,5 h',
        rows: ['rate|press', 'buffer|press', 'every|press|failure', 'lasts|press|failure', 'standby|press', 'standby|packer'],
        variants: [
          variant({ 'rate|press': '×1,1', 'every|press|failure': '+50 %', 'lasts|press|failure': '5', 'standby|press': '10' }, { 'standby|press': '45 s' }),
          variant({}),
          variant({ 'buffer|press': '600', 'standby|packer': 'jamais' }),
        ],
      }),
      line,
    );
    if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
    expect(asked.document).toEqual({
      line: 'l',
      question: 'What if?',
      start: { from: 'live' },
      horizon: '5400 s',
      replications: 100,
      seed: 1,
      variants: [
        {
          id: 'a',
          changes: [
            { kind: 'rate', unit: 'press', factor: 1.1 },
            { kind: 'stops', unit: 'press', stop: 'failure', everyFactor: 1.5, lastsFactor: 0.5 },
            { kind: 'standby', unit: 'press', after: '600 s', wakeUp: '45 s' },
          ],
        },
        {
          id: 'c',
          changes: [
            { kind: 'buffer', after: 'press', capacity: 600 },
            { kind: 'standby', unit: 'packer', after: null },
          ],
        },
      ],
    });
    expect(ScenarioRequest.safeParse(asked.document).success).toBe(true);
    expect(asked.fields['/variants/1/changes/0']).toBe(cellKey(2, 'buffer|press'));
  });

  it('says at which field something is wrong', () => {
    const asked = toRequest(
      draft({ question: ' ', horizon: '40 d', replications: '1', seed: 'x', rows: ['rate|press'], variants: [variant({ 'rate|press': '-200' })] }),
      line,
    );
    expect(asked).toEqual({
      ok: false,
      faults: { question: 'missing', horizon: 'too-large', replications: 'too-small', seed: 'not-a-number', [cellKey(0, 'rate|press')]: 'too-small' },
    });
  });

  it('tells at once what is wrong, and once running was tried what is only not there yet', () => {
    const asked = toRequest(draft({ question: '', horizon: '', replications: '10.5', seed: 'x', rows: [], variants: [] }), line);
    const faults = Object.entries(asked.ok ? {} : asked.faults);
    expect(faults.filter(([, reason]) => isMissing(reason)).map(([field]) => field)).toEqual(['question', 'horizon']);
    expect(faults.filter(([, reason]) => !isMissing(reason)).map(([field]) => field)).toEqual(['replications', 'seed']);
  });

  it('leaves the line as it is where a cell is empty, and knows never only for standby', () => {
    const [rate] = parametersOf(line);
    const standby = parametersOf(line).at(-1)!;
    expect(readCell(rate!, ' ')).toEqual({ kind: 'unchanged' });
    expect(readCell(rate!, 'never')).toEqual({ kind: 'fault', reason: 'not-a-number' });
    expect(readCell(standby, 'Never')).toEqual({ kind: 'never' });
  });

  it('is filled in from an earlier run so that asking again asks the same', () => {
    const first = toRequest(
      draft({
        rows: ['rate|press', 'lasts|press|failure', 'standby|press'],
        variants: [variant({ 'rate|press': '×1,1', 'lasts|press|failure': '7 min', 'standby|press': '10' })],
      }),
      line,
    );
    if (!first.ok) throw new Error('not asked');
    const run = { question: 'What if?', request: first.document, result: null } as unknown as Run;
    expect(toRequest(fromRun(run, line), line)).toEqual({ ...first });
  });

  it('starts again where the earlier run started, and keeps changes that it cannot show', () => {
    const change = { kind: 'stops', unit: 'press', stop: 'failure', lasts: { dist: 'exponential', mean: '5 min' } };
    const request = { line: 'l', question: 'Q', variants: [{ id: 'a', changes: [change] }] };
    const filled = fromRun({ question: 'Q', request, result: { start: { hash: 'f'.repeat(64) } } } as unknown as Run, line);
    const asked = toRequest(filled, line);
    if (!asked.ok) throw new Error('not asked');
    expect(asked.document.start).toEqual({ from: 'snapshot', hash: 'f'.repeat(64) });
    expect(asked.document.variants![0]!.changes).toEqual([change]);
  });

  it('shows a duration as short as it can be written', () => {
    expect(['28800 s', '604800 s', '90 s', '8 h'].map(tidyDuration)).toEqual(['8 h', '7 d', '90 s', '8 h']);
  });
});

describe('a machine that was found slow', () => {
  const view = lineView(['producing'], {
    units: { press: unitView('producing', { nominalRatePerMin: 110 }) },
    deviations: [
      { unit: 'press', kind: 'slow', sinceUs: T0, ratio: 0.9, effectUnits: -3, effectKwh: null },
      { unit: 'press', kind: 'power-high', sinceUs: T0, ratio: 1.3, effectUnits: null, effectKwh: 1 },
    ],
  });
  const measured = measuredRates(view);

  it('starts from its measured rate: a factor multiplies that, a value is its real rate', () => {
    expect(measured).toEqual({ press: { ratePerMin: 99, sinceUs: T0 } });
    const [rate] = parametersOf(line, measured);
    expect(rate).toMatchObject({ now: 110, measured: { ratePerMin: 99 } });
    expect(readCell(rate!, '×1.1')).toEqual({ kind: 'value', value: 99 * 1.1, factor: 1.1 });
    expect(readCell(rate!, '+10 %')).toMatchObject({ factor: 1.1 });
    expect(readCell(rate!, '110')).toEqual({ kind: 'value', value: 110, factor: null });
    const asked = toRequest(draft({ rows: ['rate|press'], variants: [variant({ 'rate|press': '110' })] }), line, measured);
    expect(asked.ok && asked.document.variants![0]!.changes).toEqual([{ kind: 'rate', unit: 'press', to: '110 /min' }]);
  });
});

describe('the question made from the changes', () => {
  const say = (language: 'en' | 'fr', variants: Record<string, string>[]) => {
    const rows = [...new Set(variants.flatMap((cells) => Object.keys(cells)))];
    const asked = { ...newDraft(true), rows, variants: variants.map((cells) => variant(cells)) };
    return madeQuestion(asked, parametersOf(line), line, wordsOf(language), formatsOf(language)).replaceAll(/[\u202f\u00a0]/g, ' ');
  };

  it('is one of the line where nothing is changed', () => {
    expect(say('en', [{}])).toBe('What does Line make if nothing changes?');
    expect(say('fr', [{ 'rate|press': '' }])).toBe('Que produit Ligne si rien ne change ?');
  });

  it('names the changes of a variant, and the variants', () => {
    expect(say('en', [{ 'rate|press': '×1,1' }])).toBe('What if the press ran at ×1.1?');
    expect(say('fr', [{ 'rate|press': 'x1.1' }])).toBe('Et si la cadence passait à ×1,1 (Presse) ?');
    expect(say('en', [{ 'rate|press': '120', 'lasts|press|failure': '5 min' }, { 'standby|packer': 'never' }])).toBe(
      'What if the press ran at 120 /min and the duration of stops of the press (failure) were 5 min, or the packer never went to standby?',
    );
  });

  it('does not count up many', () => {
    expect(say('en', [{ 'rate|press': '1', 'buffer|press': '2', 'rate|packer': '3', 'standby|packer': '4' }])).toBe(
      'What if several settings of Line were others?',
    );
  });
});

describe('issues of the server', () => {
  it('stand at the field that their pointer leads to, or apart', () => {
    const fields = { '/question': 'question', '/variants/0/changes/0': '0|rate|press' };
    const placed = placeIssues(
      [
        { pointer: '/variants/0/changes/0/to', detail: 'too fast' },
        { pointer: '/question', detail: 'empty' },
        { pointer: '/line', detail: 'unknown' },
      ],
      fields,
    );
    expect(placed).toEqual({ at: { '0|rate|press': 'too fast', question: 'empty' }, elsewhere: [{ pointer: '/line', detail: 'unknown' }] });
  });
});

describe('the mean of a distribution', () => {
  it('is exact', () => {
    expect(meanS({ dist: 'triangular', min: 120, mode: 180, max: 240 })).toBe(180);
    expect(meanS({ dist: 'lognormal', mean: 90, sigma: 1 })).toBe(90);
    expect(meanS({ dist: 'lognormal', median: 100, sigma: 1 })).toBeCloseTo(164.872, 3);
    expect(meanS({ dist: 'weibull', scale: 100, shape: 0.5 })).toBeCloseTo(200, 9);
    expect(meanS({ dist: 'empirical', values: [1, 2, 6] })).toBe(3);
    expect(meanS({ dist: 'hyperexponential', p: [9, 1], means: [60, 2400] })).toBe(294);
    expect(
      meanS({
        dist: 'mixture',
        weights: [3, 1],
        of: [
          { dist: 'fixed', value: 50 },
          { dist: 'exponential', mean: 90 },
        ],
      }),
    ).toBe(60);
    expect([1, 5, 3.5].map((z) => Number(gamma(z).toPrecision(13)))).toEqual([1, 24, 3.323350970448]);
  });
});

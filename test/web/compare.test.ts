import type { RunComparison } from '../../src/contract/comparison.js';
import { askedTogether, inPlace } from '../../web/src/panels/compare/asked-together.js';
import { comparedNotes, comparedVariants } from '../../web/src/panels/compare/compared-variants.js';
import { forestRows } from '../../web/src/panels/run/answer.js';
import { cautionOf, firstHindered, hindranceOf, type Candidate } from '../../web/src/panels/scenarios/hindrance.js';
import { wordsOf } from './words.js';

const run = (id: string, over: Partial<Candidate> = {}): Candidate => ({
  id,
  status: 'succeeded',
  of: 'cell',
  line: 'site',
  request: { horizon: '28 d' },
  startHash: 'h',
  result: null,
  ...over,
});

describe('a run in the list of questions', () => {
  it('can be set beside others of its place and horizon, however that is written, six at most', () => {
    const chosen = [run('a')];
    expect(hindranceOf(run('a'), chosen)).toBeNull();
    expect(hindranceOf(run('b', { request: { horizon: '4 wk' } }), chosen)).toBeNull();
    expect(hindranceOf(run('b', { request: { horizon: '7 d' } }), chosen)).toBe('otherHorizon');
    expect(hindranceOf(run('b', { line: 'other' }), chosen)).toBe('otherPlace');
    expect(hindranceOf(run('b', { of: 'line' }), chosen)).toBe('otherPlace');
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => run(id));
    expect([hindranceOf(run('g'), six), hindranceOf(run('f'), six)]).toEqual(['enough', null]);
  });

  it('cannot without an answer of its own to compare', () => {
    expect(['queued', 'running', 'failed', 'cancelled'].map((status) => hindranceOf(run('a', { status: status as Candidate['status'] }), []))).toEqual([
      'waiting',
      'waiting',
      'noAnswer',
      'noAnswer',
    ]);
    expect(hindranceOf(run('a', { request: { sweep: {} } }), [])).toBe('search');
  });

  it('can once it was cancelled, where what was done until then says something', () => {
    const verdicts = [{ variant: 'a', kpi: 'lotsDone', verdict: 'better' as const, share: 0.1 }];
    expect(hindranceOf(run('a', { status: 'cancelled', verdicts }), [])).toBeNull();
    expect(hindranceOf(run('a', { status: 'failed', verdicts }), [])).toBe('noAnswer');
  });

  it('has the horizon of its contract where the question does not say it', () => {
    expect(hindranceOf(run('b', { request: {} }), [run('a', { request: { horizon: '168 h' } })])).toBeNull();
    expect(hindranceOf(run('b', { of: 'line', request: {} }), [run('a', { of: 'line', request: { horizon: '480 min' } })])).toBeNull();
  });

  it('that cannot stand beside those before it is told first', () => {
    const other = run('c', { request: { horizon: '1 d' } });
    expect(firstHindered([run('a'), run('b'), other])).toEqual({ run: other, why: 'otherHorizon' });
    expect(firstHindered([run('a'), run('b')])).toBeNull();
  });

  it('that began at another instant, or met another chance, is told while it is chosen: it will stand beside its own baseline', () => {
    const first = run('a', { request: { start: { from: 'live' } } });
    expect([first, run('b'), run('b', { startHash: 'g' }), run('b', { request: { seed: 2 } })].map((each) => cautionOf(each, [first]))).toEqual([
      null,
      null,
      'otherStart',
      'otherSeed',
    ]);
    expect(cautionOf(first, [])).toBeNull();
    const steady = { start: { from: 'steady', at: '2026-01-05T06:00:00Z' } };
    expect(cautionOf(run('b', { request: steady, startHash: 'of another model' }), [run('a', { request: steady })])).toBeNull();
  });
});

describe('answers of which one began at another instant', () => {
  const t = wordsOf('en');
  const start = (hash: string) => ({ from: 'live', hash, atUs: 0 });
  const asked = { line: 'l', question: 'What if?', start: { from: 'live' }, variants: [{ id: 'a', name: 'Faster', changes: [] }] };
  const common = { question: 'What if?', request: asked, horizonS: 60, replications: 4, seed: 7, modelVersion: 'm' };
  const [one, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
  const estimate = (mean: number) => ({ made: { n: 4, mean, low: mean, high: mean, sd: 0, p10: mean, p50: mean, p90: mean, values: [] } });
  const better = { made: { mean: 5, low: 4, high: 6, verdict: 'better' as const } };
  const comparison: Pick<RunComparison, 'runs' | 'variants'> = {
    runs: [
      { ...common, id: one, start: start('h') },
      { ...common, id: other, start: start('g'), seed: 8 },
    ],
    variants: [
      { run: one, id: 'baseline', kpis: estimate(100), difference: null, against: null, paired: true, differs: [] },
      { run: one, id: 'a', kpis: estimate(105), difference: better, against: one, paired: true, differs: [] },
      { run: other, id: 'baseline', kpis: estimate(50), difference: null, against: null, paired: true, differs: ['start'] },
      { run: other, id: 'a', kpis: estimate(55), difference: better, against: other, paired: true, differs: ['start'] },
    ],
  };
  const shown = comparedVariants({ ...comparison, of: 'line', line: 'l', matters: 0.01 }, t);

  it('say of each baseline whose it is, and why there are two', () => {
    expect(shown.map(({ name }) => name)).toEqual(['As it is (run 1)', 'Faster (run 1)', 'As it is (run 2)', 'Faster (run 2)']);
    expect(comparedNotes(comparison, shown, t)).toEqual(['Run 2 is held against “As it is (run 2)”, since it differs from run 1 in: start.']);
  });

  it('have differences that are shares of their own baseline', () => {
    expect(forestRows(shown, ['made']).map(({ variant, mean }) => [variant, mean])).toEqual([
      ['Faster (run 1)', 0.05],
      ['Faster (run 2)', 0.1],
    ]);
  });

  it('can be asked again from the start of the first, with its seed, and stand in their places', () => {
    expect(askedTogether(comparison)).toEqual([{ run: other, n: 2, document: { ...asked, start: { from: 'snapshot', hash: 'h' }, seed: 7 } }]);
    expect(inPlace([one, other, 'x'], new Map([[other, 'new']]))).toBe(`${one},new,x`);
    expect(askedTogether({ runs: comparison.runs, variants: comparison.variants.map((variant) => ({ ...variant, against: variant.against && one })) })).toEqual(
      [],
    );
  });
});

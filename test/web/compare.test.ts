import { firstHindered, hindranceOf, type Candidate } from '../../web/src/panels/scenarios/hindrance.js';

const run = (id: string, over: Partial<Candidate> = {}): Candidate => ({
  id,
  status: 'succeeded',
  of: 'cell',
  line: 'site',
  request: { horizon: '28 d' },
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

  it('has the horizon of its contract where the question does not say it', () => {
    expect(hindranceOf(run('b', { request: {} }), [run('a', { request: { horizon: '168 h' } })])).toBeNull();
    expect(hindranceOf(run('b', { of: 'line', request: {} }), [run('a', { of: 'line', request: { horizon: '480 min' } })])).toBeNull();
  });

  it('that cannot stand beside those before it is told first', () => {
    const other = run('c', { request: { horizon: '1 d' } });
    expect(firstHindered([run('a'), run('b'), other])).toEqual({ run: other, why: 'otherHorizon' });
    expect(firstHindered([run('a'), run('b')])).toBeNull();
  });
});

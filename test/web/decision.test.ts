import type { Run } from '../../src/contract/run.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { choicesOf } from '../../web/src/panels/decision/choices.js';

const of = (result: unknown, request: unknown = {}) => choicesOf({ result, request } as Pick<Run, 'result' | 'request'>, formatsOf('en'));

describe('what can be decided for', () => {
  it('is each variant by its name, without the baseline', () => {
    const result = { variants: [{ id: 'baseline' }, { id: 'a' }, { id: 'third-shift' }] };
    expect(of(result, { variants: [{ id: 'a', name: 'SMED' }] })).toEqual([{ id: 'a', name: 'SMED' }, { id: 'third-shift', name: 'third shift' }]); // prettier-ignore
  });

  it('is each point of a search, those that it found good first', () => {
    const points = [1, 2, 3, 4].map((n) => ({ id: `p${n}`, at: { rate: 10 * n } }));
    const factors = [{ id: 'rate', name: 'Rate' }];
    const front = { chosen: null, candidates: [{ point: 'p3', place: 'front' }, { point: 'p2', place: 'dominated' }] }; // prettier-ignore
    expect(of({ points, factors, optimum: { chosen: 'p4' }, front: null }).map(({ id }) => id)).toEqual(['p4', 'p1', 'p2', 'p3']);
    expect(of({ points, factors, optimum: null, front })[0]).toEqual({ id: 'p3', name: 'p3 (Rate: 30)' });
  });

  it('is nothing where there is no answer', () => expect(of(null)).toEqual([]));
});

import { HAPPENING } from '../../../src/model/parts/layout.js';
import { reportParts } from '../../../src/model/parts/report.js';
import { runParts } from '../../../src/model/parts/run.js';
import type { Law, PartsSpec } from '../../../src/model/parts/spec.js';
import { forkParts, restoreParts, snapshotParts, startParts } from '../../../src/model/parts/state.js';
import { compileParts } from '../../../src/model/parts/compile.js';
import { compiledParts, fixed } from './specs.js';

const groups = (together: Law, more: { waiting?: number; limit?: number } = {}): PartsSpec => ({
  sources: [{ id: 'source', to: { station: 's' }, between: fixed(10), together, ...(more.limit === undefined ? {} : { limit: more.limit }) }],
  stations: [{ id: 's', service: { every: fixed(2) }, inputs: [more.waiting === undefined ? {} : { waiting: more.waiting }] }],
});

/** Instants of arrivals. */
function arrivals(spec: PartsSpec, until: number): number[] {
  const seen: number[] = [];
  const model = compiledParts(spec);
  const watch = (happening: number, at: number) => void ([HAPPENING.enter, HAPPENING.lost].includes(happening as never) && seen.push(at));
  runParts(model, startParts(model, { seed: 1, replication: 0, watch }), until);
  return seen;
}

describe('parts that come together', () => {
  it('come at one instant, as many as their law says', () => {
    expect(arrivals(groups(fixed(3)), 25)).toEqual([10, 10, 10, 20, 20, 20]);
    expect(arrivals(groups({ dist: 'sequence', values: [1, 3, 2] }), 45)).toEqual([10, 20, 20, 20, 30, 30, 40]);
    expect(arrivals(groups(fixed(3), { limit: 4 }), 100)).toEqual([10, 10, 10, 20]);
  });

  it('wait for each other, and are lost one by one where there is no room', () => {
    const report = (waiting?: number) => {
      const model = compiledParts(groups(fixed(3), waiting === undefined ? {} : { waiting }));
      const state = startParts(model, { seed: 1, replication: 0 });
      runParts(model, state, 19);
      return reportParts(model, state);
    };
    expect(report().stations[0]).toMatchObject({ wait: 2, stay: 4 });
    expect(report(1).classes[0]).toMatchObject({ arrived: 3, lost: 1, left: 2 });
  });

  it('are the same after a snapshot, and a fork draws its own', () => {
    const model = compiledParts(groups({ dist: 'geometric', mean: 3, step: 1 }));
    const state = startParts(model, { seed: 1, replication: 0 });
    runParts(model, state, 500);
    const back = restoreParts(model, JSON.parse(JSON.stringify(snapshotParts(model, state))));
    if (!back.ok) throw new Error(back.reason);
    const other = forkParts(model, state, { seed: 2, replication: 0 });
    for (const one of [state, back.state, other]) runParts(model, one, 1500);
    expect(snapshotParts(model, back.state)).toEqual(snapshotParts(model, state));
    expect(other.arrivals[0]).not.toBe(state.arrivals[0]);
    expect(Math.abs(state.arrivals[0]! / 150 - 3)).toBeLessThan(1);
  });

  it('have a law that is one', () => {
    const compiled = compileParts(groups({ dist: 'sequence', values: [] }));
    expect(compiled).toMatchObject({ ok: false, issues: [{ pointer: '/sources/0/together/values' }] });
  });
});

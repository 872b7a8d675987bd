import fc from '../../property.js';
import { runPartsRecorded } from '../../../src/model/analysis/record-parts.js';
import { cut, spansOf, workOf, type Timeline } from '../../../src/model/analysis/timeline.js';
import { PHASE, PHASES } from '../../../src/model/layout.js';
import { reportParts } from '../../../src/model/parts/report.js';
import { startParts } from '../../../src/model/parts/state.js';
import { solidDoseLine, compiled, lineOf, MONDAY_US, S, station, stop } from '../lines.js';
import { compiledParts, exponential, fixed, serial } from '../parts/specs.js';
import { randomRow, recorded } from './lines.js';

/** Spans of a unit in seconds since the begin. */
const told = (t: Timeline, unit: number) =>
  spansOf(t, unit).map(({ fromUs, toUs, does, items }) => [(fromUs - t.fromUs) / S, (toUs - t.fromUs) / S, does, Math.round(items * 1e6) / 1e6]);

function expectWhole(t: Timeline) {
  for (let k = 1; k < t.spans; k++) expect(t.begin[k]!).toBeGreaterThanOrEqual(t.begin[k - 1]!);
  t.units.forEach((_, i) => {
    const spans = spansOf(t, i);
    expect(spans[0]!.fromUs).toBe(t.fromUs);
    expect(spans.at(-1)!.toUs).toBe(t.toUs);
    spans.forEach((span, k) => {
      expect(span.toUs).toBeGreaterThan(span.fromUs);
      if (k > 0) expect(span.fromUs).toBe(spans[k - 1]!.toUs);
    });
  });
}

describe('a timeline of a simulated line', () => {
  it('tells a fast machine before a slow one from when their buffer is full', () => {
    const line = lineOf([station('fast', { rate: '2 /s', buffer: { capacity: 10 } }), station('slow', { rate: '1 /s' })]);
    const { timeline } = recorded(line, 30);
    expect(told(timeline, 0)).toEqual([
      [0, 10, 'producing', 20],
      [10, 30, 'drained', 20],
    ]);
    expect(told(timeline, 1)).toEqual([[0, 30, 'producing', 30]]);
    expect([timeline.waits.starvedUs, timeline.waits.blockedUs].map((us) => Array.from(us))).toEqual([
      [0, 0],
      [10 * S, 0],
    ]);
    expect(workOf(timeline)).toEqual([30 * S, 30 * S]);
  });

  it('tells a stop, the machine that then starves, and standby with waking', () => {
    const line = lineOf([
      station('a', { buffer: { capacity: 5 }, stops: [stop('jam', { dist: 'fixed', value: '20 s' }, { dist: 'fixed', value: '40 s' })] }),
      station('b', { standby: { after: '10 s', wakeUp: '3 s' } }),
    ]);
    const { timeline } = recorded(line, 70);
    expect(told(timeline, 0)).toEqual([
      [0, 20, 'producing', 20],
      [20, 60, 'down', 0],
      [60, 70, 'producing', 10],
    ]);
    expect(told(timeline, 1)).toEqual([
      [0, 20, 'producing', 20],
      [20, 30, 'starved', 0],
      [30, 60, 'standby', 0],
      [60, 63, 'waking', 0],
      [63, 70, 'producing', 7],
    ]);
  });

  it('is contiguous, has all items, and agrees with the account of the phases on random lines', () => {
    fc.assert(
      fc.property(randomRow, fc.integer({ min: 60, max: 12 * 3600 }), fc.nat(1000), (line, seconds, seed) => {
        const { timeline, state } = recorded(line, seconds, { seed, replication: 0 });
        expectWhole(timeline);
        line.stations.forEach((_, i) => {
          const spans = spansOf(timeline, i);
          const items = spans.reduce((sum, span) => sum + span.items, 0);
          expect(Math.abs(items - state.processed[i]!)).toBeLessThanOrEqual(1e-9 * Math.max(1, state.processed[i]!));
          for (const [phase, doings] of Object.entries({
            producing: ['producing', 'fed', 'drained'],
            starved: ['starved'],
            blocked: ['blocked'],
            down: ['down'],
          })) {
            const us = spans.reduce((sum, { does, fromUs, toUs }) => (doings.includes(does) ? sum + toUs - fromUs : sum), 0);
            expect(us).toBe(state.spent[PHASES * i + PHASE[phase as keyof typeof PHASE]]);
          }
        });
      }),
      { numRuns: 120, seed: 5 },
    );
  });

  it('can be cut anywhere: the parts have all of it', () => {
    const { timeline } = recorded(compiled(solidDoseLine()), 12 * 3600);
    const [a, b] = [cut(timeline, timeline.fromUs, MONDAY_US + 12345e6), cut(timeline, MONDAY_US + 12345e6, timeline.toUs)];
    for (const part of [a, b]) expectWhole(part);
    const [whole, first, second] = [timeline, a, b].map(({ waits }) => waits);
    whole!.starvedUs.forEach((us, i) => expect(first!.starvedUs[i]! + second!.starvedUs[i]!).toBeCloseTo(us, 3));
    const items = (t: Timeline) => t.items.slice(0, t.spans).reduce((sum, n) => sum + n, 0);
    expect(items(a) + items(b)).toBeCloseTo(items(timeline), 3);
  });
});

describe('a timeline of parts', () => {
  it('tells each server, and blocked and starved times worked by hand', () => {
    const model = compiledParts(serial([{ law: fixed(1) }, { law: fixed(2), buffer: 1 }]));
    const timeline = runPartsRecorded(model, startParts(model, { seed: 1, replication: 0 }), 10, S);
    // Once the one place between them is taken, the first machine has room for a part every other second.
    expect(spansOf(timeline, 0).map(({ fromUs, toUs, does }) => [fromUs / S, toUs / S, does])).toEqual([
      [0, 4, 'producing'],
      [4, 5, 'blocked'],
      [5, 6, 'producing'],
      [6, 7, 'blocked'],
      [7, 8, 'producing'],
      [8, 9, 'blocked'],
      [9, 10, 'producing'],
    ]);
    expect(spansOf(timeline, 1).map(({ fromUs, toUs, does }) => [fromUs / S, toUs / S, does])).toEqual([
      [0, 1, 'starved'],
      [1, 10, 'producing'],
    ]);
  });

  it('has the shares of the report, server by server', () => {
    const spec = serial([
      { law: exponential(1), failures: [{ clock: 'operation', after: exponential(20), lasts: exponential(5) }] },
      { law: exponential(1.9), buffer: 3, servers: 2 },
      { law: exponential(1), buffer: 2, sleep: { after: 1, wakeUp: fixed(0.5) } },
    ]);
    const model = compiledParts(spec);
    const state = startParts(model, { seed: 3, replication: 0 });
    const timeline = runPartsRecorded(model, state, 5000, S);
    expect(timeline.units).toEqual(['s0', 's1', 's1/2', 's2']);
    expectWhole(timeline);
    const { stations } = reportParts(model, state);
    const servers = [[0], [1, 2], [3]];
    stations.forEach(({ share }, station) => {
      for (const [name, doing] of Object.entries({
        busy: 'producing',
        starved: 'starved',
        blocked: 'blocked',
        down: 'down',
        standby: 'standby',
        waking: 'waking',
      })) {
        const spans = servers[station]!.flatMap((server) => spansOf(timeline, server)).filter(({ does }) => does === doing);
        const us = spans.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
        expect(us / (5000 * S * servers[station]!.length)).toBeCloseTo(share[name as keyof typeof share], 9);
      }
    });
  });
});

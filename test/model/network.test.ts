import fc from 'fast-check';
import type { LineDocument } from '../../src/contract/line.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { settle } from '../../src/model/flow.js';
import { PHASES } from '../../src/model/layout.js';
import { run } from '../../src/model/run.js';
import { restore, snapshot, start } from '../../src/model/state.js';
import { lineOf, MONDAY_US, S, solidDoseLine, station, stop } from './lines.js';

type StationDocument = LineDocument['stations'][number];
type Ways = Exclude<StationDocument['next'], string | undefined>;

const seconds = fc.integer({ min: 5, max: 2000 });
const node = fc.record({
  /** the station before it: a number of an earlier one */
  parent: fc.nat(),
  /** the flow goes from the new station into the earlier one */
  reversed: fc.boolean(),
  capacity: fc.constantFrom(0, 0, 3, 40, 500.5),
  transit: fc.constantFrom(0, 0, 2, 30.25),
  rate: fc.integer({ min: 1, max: 600 }),
  rejects: fc.constantFrom(0, 0.01, 0.3),
  takes: fc.constantFrom(1, 1, 2, 0.5),
  every: seconds,
  lasts: seconds,
  law: fc.boolean(),
  priority: fc.boolean(),
  outage: fc.option(fc.tuple(fc.nat(20000), fc.integer({ min: 1, max: 9000 })), { nil: null, freq: 4 }),
});
type Node = typeof node extends fc.Arbitrary<infer T> ? T : never;

const moment = (s: number) => new Date(MONDAY_US / 1000 + s * 1000).toISOString();

/** A tree of stations whose ways point to and from the first; `extra` ways beside those of the tree. */
export function treeLine(nodes: Node[], extra: [number, number][] = []): CompiledLine {
  const ways: Ways[] = nodes.map(() => []);
  const buffer = ({ capacity, transit }: Node) => (capacity === 0 ? undefined : { capacity, ...(transit > 0 ? { transit: `${transit} s` } : {}) });
  nodes.forEach((n, i) => {
    if (i === 0) return;
    const parent = n.parent % i;
    const [from, to] = n.reversed ? [i, parent] : [parent, i];
    ways[from]!.push({ to: `s${to}`, buffer: buffer(n) });
  });
  for (const [from, to] of extra) {
    if (from < to && to < nodes.length && !ways[from]!.some((way) => way.to === `s${to}`)) ways[from]!.push({ to: `s${to}`, buffer: buffer(nodes[to]!) });
  }
  const documents = nodes.map((n, i): StationDocument => {
    const only = ways[i]!.length === 1 ? ways[i]![0]! : null;
    return station(`s${i}`, {
      rate: `${n.rate} /min`,
      rejects: n.rejects,
      takes: n.takes,
      next: only ? only.to : ways[i]!,
      ...(only?.buffer ? { buffer: only.buffer } : {}),
      split: n.priority ? 'priority' : 'proportion',
      merge: n.priority ? 'proportion' : 'priority',
      stops: n.law ? [stop('law', { dist: 'exponential', mean: `${n.every} s` }, { dist: 'exponential', mean: `${n.lasts} s` })] : [],
      ...(n.outage ? { outages: [{ from: moment(n.outage[0]), to: moment(n.outage[0] + n.outage[1]) }] } : {}),
    });
  });
  return lineOf(documents, { product: { name: { en: 'x', fr: 'x' }, item: 'part' }, shifts: solidDoseLine().shifts });
}

const tree = fc.array(node, { minLength: 2, maxLength: 9 }).map((nodes) => treeLine(oneItem(nodes)));
/** All stations make parts, and a part is a part by every way: what a station takes is then one for all that merge. */
const oneItem = (nodes: Node[]) => nodes.map((n) => ({ ...n, takes: 1 as const }));
const web = fc.tuple(fc.array(node, { minLength: 3, maxLength: 8 }), fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 4 })).map(([nodes, extra]) =>
  treeLine(
    oneItem(nodes).map((n) => ({ ...n, reversed: false })),
    extra,
  ),
);

function expectConserved(line: CompiledLine, state: ReturnType<typeof start>) {
  const network = line.network!;
  const slots = state.level.length;
  const entered = (slot: number) => state.ways[2 * slots + slot]!;
  for (const { index: i, ...s } of line.stations) {
    const good = state.processed[i]! * s.yield;
    const tolerance = 1e-9 * Math.max(1, good);
    const out = network.after[i]!.ways;
    const into = network.before[i]!.ways;
    if (out.length > 0) expect(Math.abs(good - out.reduce((sum, { slot }) => sum + entered(slot), 0))).toBeLessThanOrEqual(tolerance);
    const taken = into.reduce((sum, { slot }) => sum + entered(slot) - state.level[slot]!, 0);
    if (into.length > 0) expect(Math.abs(state.processed[i]! * s.takes - taken)).toBeLessThanOrEqual(1e-9 * Math.max(1, taken));
  }
  for (const { slot, capacity } of network.ways) {
    expect(state.level[slot]).toBeGreaterThanOrEqual(0);
    expect(state.level[slot]).toBeLessThanOrEqual(capacity);
  }
}

describe('a line that branches', () => {
  for (const [name, lines] of [
    ['trees', tree],
    ['lines with parallel ways', web],
  ] as const) {
    it(`over random ${name}: what goes in comes out good, is rejected, or is inside, to 1e-9`, () => {
      fc.assert(
        fc.property(lines, fc.integer({ min: 1, max: 8 * 3600 }), fc.nat(1000), (line, s, seed) => {
          if (line.network === null) return;
          const state = start(line, { seed, replication: 0, atUs: MONDAY_US });
          run(line, state, MONDAY_US + s * S);
          settle(line, state, MONDAY_US + s * S);
          expectConserved(line, state);
          line.stations.forEach((_, i) => expect(state.spent.subarray(i * PHASES, (i + 1) * PHASES).reduce((sum, us) => sum + us, 0)).toBe(s * S));
        }),
        { numRuns: 80 },
      );
    });

    it(`over random ${name}: stopping on the way, and writing to JSON there, changes no bit`, () => {
      fc.assert(
        fc.property(lines, fc.uniqueArray(fc.integer({ min: 1, max: 8 * 3600 * 1e6 }), { maxLength: 4 }), fc.nat(1000), (line, stops, seed) => {
          const end = MONDAY_US + 9 * 3600 * S;
          const whole = start(line, { seed, replication: 3, atUs: MONDAY_US });
          run(line, whole, end);
          let pieces = start(line, { seed, replication: 3, atUs: MONDAY_US });
          for (const us of stops.sort((a, b) => a - b)) {
            run(line, pieces, MONDAY_US + us);
            const back = restore(line, JSON.parse(JSON.stringify(snapshot(line, pieces))));
            if (!back.ok) throw new Error(back.reason);
            expect(back.state.bytes).toStrictEqual(pieces.bytes);
            pieces = back.state;
          }
          run(line, pieces, end);
          expect(pieces.bytes).toStrictEqual(whole.bytes);
        }),
        { numRuns: 30 },
      );
    });
  }
});

import fc from '../property.js';
import type { LineDocument } from '../../src/contract/line.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { lineOf, MONDAY_US, solidDoseLine, station, stop } from './lines.js';

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
  ramp: fc.constantFrom(0, 0, 3, 45.5),
  standby: fc.constantFrom(0, 0, 60),
  outage: fc.option(fc.tuple(fc.nat(20000), fc.integer({ min: 1, max: 9000 })), { nil: null, freq: 4 }),
});
type Node = typeof node extends fc.Arbitrary<infer T> ? T : never;

export const moment = (s: number) => new Date(MONDAY_US / 1000 + s * 1000).toISOString();

/** A tree of stations whose ways point to and from the first; `extra` ways beside those of the tree. */
function treeLine(nodes: Node[], extra: [number, number][] = []): CompiledLine {
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
      ...(n.ramp > 0 ? { ramp: `${n.ramp} s` } : {}),
      ...(n.standby > 0 ? { standby: { after: `${n.standby} s`, wakeUp: '20 s' } } : {}),
      ...(n.outage ? { outages: [{ from: moment(n.outage[0]), to: moment(n.outage[0] + n.outage[1]) }] } : {}),
    });
  });
  return lineOf(documents, { product: { name: { en: 'x', fr: 'x' }, item: 'part' }, shifts: solidDoseLine().shifts });
}

/** All stations make parts, and a part is a part by every way: what a station takes is then one for all that merge. */
const oneItem = (nodes: Node[]) => nodes.map((n) => ({ ...n, takes: 1 as const }));
const treeOf = (of: fc.Arbitrary<Node>) => fc.array(of, { minLength: 2, maxLength: 9 }).map((nodes) => treeLine(oneItem(nodes)));
const webOf = (of: fc.Arbitrary<Node>) =>
  fc.tuple(fc.array(of, { minLength: 3, maxLength: 8 }), fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 })).map(([nodes, extra]) =>
    treeLine(
      oneItem(nodes).map((n) => ({ ...n, reversed: false })),
      extra,
    ),
  );
/** One station after the other, items converted, with nothing that only a network has. */
const rowOf = (of: fc.Arbitrary<Node>) =>
  fc
    .array(of, { minLength: 1, maxLength: 8 })
    .map((nodes) => treeLine(nodes.map((n, i) => ({ ...n, parent: i - 1, reversed: false, transit: 0, outage: null }))));

/** Stations whose ways point to and from the first, one by one. */
export const tree = treeOf(node);
/** Every way goes down the file, and up to six more than a tree has: flows part and meet again. */
export const web = webOf(node);

/** Lines that make what they are given within days. */
const calm = node.map((n) => ({ ...n, every: n.every + 60, lasts: Math.min(n.lasts, 300) }));
export const calmLines = fc.oneof(rowOf(calm), treeOf(calm), webOf(calm));

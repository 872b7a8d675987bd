import type { FlowSegment } from '../../src/contract/cell.js';
import type { Station } from '../../src/contract/line.js';
import { momentS } from './calendar.js';
import { stationSecrets, type StationSecrets, type UnitSecrets } from './secrets.js';

/** What lies between two machines. */
export interface Edge {
  from: number;
  to: number;
  capacity: number;
  transitS: number;
  share: number;
  /** one hands over to the next directly: each goes at the other's pace */
  direct: boolean;
}

export interface Machine {
  index: number;
  station: Station;
  secrets: StationSecrets;
  inputs: number[];
  outputs: number[];
  outages: readonly (readonly [fromS: number, toS: number])[];
}

/** The machines of a flow segment and what lies between them. */
export interface Segment {
  flow: FlowSegment;
  machines: Machine[];
  edges: Edge[];
  /** Machines from the last to the first, so that room made is there for the one before. */
  order: number[];
  /** Items of the batch in one good item at the end, along the first ways. */
  itemsPerGood: number;
}

/** Without a buffer a machine hands over directly: the next holds what it makes in so long [s]. */
const DIRECT_S = 2;

/** Lays out a flow segment. */
export function segmentOf(flow: FlowSegment, unit: UnitSecrets, timezone: string): Segment {
  const { stations } = flow;
  const numberOf = (id: string) => stations.findIndex((station) => station.id === id);
  const edges: Edge[] = [];
  const held = ({ rate }: Station) => Math.max(1, Math.ceil((rate / 60) * DIRECT_S));
  stations.forEach((station, from) => {
    const { next } = station;
    const ways = Array.isArray(next)
      ? next.map((way) => ({ to: numberOf(way.to), buffer: way.buffer, share: way.share }))
      : next === undefined
        ? from + 1 < stations.length
          ? [{ to: from + 1, buffer: station.buffer, share: undefined }]
          : []
        : [{ to: numberOf(next), buffer: station.buffer, share: undefined }];
    for (const { to, buffer, share } of ways) {
      const capacity = Math.max(buffer?.capacity ?? 0, held(station), stations[to]!.takes);
      edges.push({
        from,
        to,
        capacity,
        transitS: Math.round(buffer?.transit ?? 0),
        share: share ?? stations[to]!.rate * stations[to]!.takes,
        direct: buffer === undefined,
      });
    }
  });
  const machines = stations.map((station, index) => ({
    index,
    station,
    secrets: stationSecrets(unit, station.id),
    inputs: edges.flatMap(({ to }, edge) => (to === index ? [edge] : [])),
    outputs: edges.flatMap(({ from }, edge) => (from === index ? [edge] : [])),
    outages: (station.outages ?? []).map(({ from, to }) => [momentS(from, timezone), momentS(to, timezone)] as const),
  }));
  return { flow, machines, edges, order: fromLastToFirst(machines, edges), itemsPerGood: itemsPerGood(machines, edges) };
}

function fromLastToFirst(machines: readonly Machine[], edges: readonly Edge[]): number[] {
  const order: number[] = [];
  const visit = (index: number) => {
    if (order.includes(index)) return;
    for (const edge of machines[index]!.outputs) visit(edges[edge]!.to);
    order.push(index);
  };
  for (const { index } of machines) visit(index);
  return order;
}

function itemsPerGood(machines: readonly Machine[], edges: readonly Edge[]): number {
  let items = 1;
  let machine = machines.find(({ inputs }) => inputs.length === 0)!;
  for (;;) {
    items *= machine.station.takes;
    const [first] = machine.outputs;
    if (first === undefined) return items;
    machine = machines[edges[first]!.to]!;
  }
}

import type { LineDefinition, Station, Way as WayDefinition } from '../contract/line.js';
import { outagesOf, type Outages } from './outages.js';

/** A way of items from a station to one that takes them, with the room between them. */
export interface Way {
  /** where its content stands in the state: the number of its station for the first way of each, then on */
  slot: number;
  from: number;
  to: number;
  /** [items of the station before]; 0: hands over directly */
  capacity: number;
  /** travel time of a conveyor [us]; 0: a buffer */
  transitUs: number;
  /** rate at which items may enter [items/us]: on a conveyor as close as they stand when it is full; Infinity on a buffer */
  entryLimit: number;
  /** so near to empty or full a buffer is empty or full, and so much more than its capacity a conveyor may hold, or wait at its end unseen [items] */
  slack: number;
  /** number among the conveyors; -1: none */
  belt: number;
  /** weights where a flow is split, and where flows merge, in proportion */
  splitWeight: number;
  mergeWeight: number;
}

export interface Junction {
  /** in the order of priority */
  ways: Way[];
  byPriority: boolean;
}

/** What each way could bring and take, by slot [items/us], and room to share a flow: what one solution of the rates works with. */
export interface Bounds {
  /** what the station before could put in if the way took everything */
  offer: Float64Array;
  /** what the station after could take if the way gave everything */
  room: Float64Array;
  demands: Float64Array;
  weights: Float64Array;
}

/** The flow of a line that is more than stations in a row with plain buffers. */
export interface Network {
  ways: Way[];
  /** ways before and after each station */
  before: Junction[];
  after: Junction[];
  /** stations in the order of the flow */
  order: number[];
  belts: Way[];
  outages: Outages;
  /** by slot, for one pass over the line */
  passed: Float64Array;
  /** mean nothing between two calls */
  bounds: Bounds;
}

/** Travelling items never fill a conveyor by themselves: what enters first arrives before, however the last digit is rounded. */
const CLOSE = 1 - 1e-12;
/** Flow of a conveyor that its slack is, and flow of the station before it that the slack of a buffer is [us]: events fall on whole ones. */
const SLACK_US = 1000;
const ROUNDING_US = 2;
const US_PER_MIN = 60e6;

/** Where a station's items go: one way without a word, several ways, or none. */
export function waysOf(definition: LineDefinition, i: number): WayDefinition[] {
  const { next, buffer } = definition.stations[i]!;
  if (Array.isArray(next)) return next;
  const to = next ?? definition.stations[i + 1]?.id;
  return to === undefined ? [] : [{ to, buffer }];
}

/** Whether a line needs more than the passes over stations in a row. */
export function isNetwork(definition: LineDefinition): boolean {
  return definition.stations.some((station, i) => {
    const besideNext =
      station.next !== undefined && station.next !== definition.stations[i + 1]?.id && !(isEmpty(station.next) && i + 1 === definition.stations.length);
    return besideNext || station.buffer?.transit !== undefined || (station.outages?.length ?? 0) > 0;
  });
}

const isEmpty = (next: Station['next']) => Array.isArray(next) && next.length === 0;

/** Stations in the order of the flow, of equals in the order of the file; those on a circle are missing. */
export function flowOrder(definition: LineDefinition): number[] {
  const index = new Map(definition.stations.map((station, i) => [station.id, i]));
  const targets = definition.stations.map((_, i) => waysOf(definition, i).map(({ to }) => index.get(to)!));
  const waiting = definition.stations.map((_, i) => targets.flat().filter((to) => to === i).length);
  const order: number[] = [];
  for (;;) {
    const i = waiting.indexOf(0);
    if (i < 0) return order;
    waiting[i] = -1;
    order.push(i);
    for (const to of targets[i]!) waiting[to]!--;
  }
}

/** Lays out the flow of a definition without issues; direct: as if nothing fitted between the stations. */
export function compileNetwork(definition: LineDefinition, direct = false): Network {
  const { stations } = definition;
  const index = new Map(stations.map((station, i) => [station.id, i]));
  const ways: Way[] = [];
  let slot = stations.length;
  stations.forEach((_, from) =>
    waysOf(definition, from).forEach((way, k) => {
      const capacity = direct ? 0 : (way.buffer?.capacity ?? 0);
      const transitUs = direct ? 0 : Math.round((way.buffer?.transit ?? 0) * 1e6);
      const receiver = stations[index.get(way.to)!]!;
      ways.push({
        slot: k === 0 ? from : slot++,
        from,
        to: index.get(way.to)!,
        capacity,
        transitUs,
        entryLimit: transitUs > 0 ? (CLOSE * capacity) / transitUs : Infinity,
        slack: transitUs > 0 ? (SLACK_US * capacity) / transitUs : (ROUNDING_US * stations[from]!.rate) / US_PER_MIN,
        belt: -1,
        splitWeight: way.share ?? receiver.rate * receiver.takes,
        mergeWeight: stations[from]!.rate * (1 - stations[from]!.rejects),
      });
    }),
  );
  const belts = ways.filter(({ transitUs }) => transitUs > 0);
  belts.forEach((way, belt) => (way.belt = belt));
  const numbers = () => new Float64Array(slot);
  return {
    ways,
    before: stations.map(({ merge }, i) => ({ ways: ways.filter(({ to }) => to === i), byPriority: merge === 'priority' })),
    after: stations.map(({ split }, i) => ({ ways: ways.filter(({ from }) => from === i), byPriority: split === 'priority' })),
    order: flowOrder(definition),
    belts,
    outages: outagesOf(definition),
    passed: numbers(),
    bounds: { offer: numbers(), room: numbers(), demands: numbers(), weights: numbers() },
  };
}

/** The slot of the buffer on the one way between two stations that have no other on that side; -1 where the flow branches or ends. */
export function slotAfter(network: Network | null, station: number): number {
  if (network === null) return station;
  const [way, ...more] = network.after[station]!.ways;
  return way !== undefined && more.length === 0 && network.before[way.to]!.ways.length === 1 ? way.slot : -1;
}

/** The same for the way to a station. */
export function slotBefore(network: Network | null, station: number): number {
  if (network === null) return station - 1;
  const [way, ...more] = network.before[station]!.ways;
  return way !== undefined && more.length === 0 ? slotAfter(network, way.from) : -1;
}

/** The station that takes from the buffer after a station. */
export const receiverOf = (network: Network | null, station: number): number => (network === null ? station + 1 : network.after[station]!.ways[0]!.to);

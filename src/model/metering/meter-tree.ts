import type { CellDefinition } from '../../contract/cell.js';
import type { Meter } from '../../contract/meter.js';

/** A meter of the plant file, or a source whose own meter is read, with what hangs on it. */
export interface MeterNode {
  id: string;
  kind: 'meter' | 'source';
  name: Meter['name'] | null;
  /** what its readings come from; null: it has none, and is the sum of its parts */
  reads: string | null;
  parts: MeterNode[];
}

type Plant = Pick<CellDefinition, 'units' | 'utilities' | 'zones' | 'meters'>;

/** What readings of a physical meter come from. */
export const sourceOfMeter = (id: string): string => `meters.${id}`;

/** The meters of a carrier as trees, in the order of the file; then the sources that hang on none of them. */
export function meterTree(plant: Plant, carrier: string): MeterNode[] {
  const meters = (plant.meters ?? []).filter((meter) => meter.carrier === carrier);
  const isMeter = new Set(meters.map(({ id }) => id));
  const below = (id: string) => meters.filter(({ parent }) => parent === id).map((meter) => meter.id);
  const byId = new Map(meters.map((meter) => [meter.id, meter]));
  const nodeOf = (meter: Meter): MeterNode => {
    const parts = [...new Set([...meter.measures, ...below(meter.id)])].map((id) => (isMeter.has(id) ? nodeOf(byId.get(id)!) : sourceNode(plant, id)));
    return { id: meter.id, kind: 'meter', name: meter.name, reads: meter.physical ? sourceOfMeter(meter.id) : null, parts: nested(parts) };
  };
  const measured = new Set(meters.flatMap(({ measures }) => measures));
  const tops = meters.filter(({ id, parent }) => parent === undefined && !measured.has(id)).map(nodeOf);
  const within = new Set(tops.flatMap(sourcesBelow));
  return [
    ...tops,
    ...topSources(plant)
      .filter((id) => !within.has(id))
      .map((id) => sourceNode(plant, id)),
  ];
}

/** Units, utilities and zones: what energy is summed over. */
export const topSources = ({ units, utilities, zones }: Plant): string[] => [
  ...units.map(({ id }) => id),
  ...utilities.map(({ id }) => `utilities.${id}`),
  ...zones.map(({ id }) => `zones.${id}`),
];

/** A unit stands for its slots, or has the machines of its flow below it. */
function sourceNode({ units }: Plant, id: string): MeterNode {
  const leaf = (one: string): MeterNode => ({ id: one, kind: 'source', name: null, reads: one, parts: [] });
  const unit = units.find((one) => one.id === id);
  if (unit === undefined) return leaf(id);
  if (unit.slots > 1) return { ...leaf(id), reads: null, parts: Array.from({ length: unit.slots }, (_, slot) => leaf(`${id}.${slot + 1}`)) };
  return { ...leaf(id), parts: unit.flow?.stations.map((station) => leaf(`${id}.${station.id}`)) ?? [] };
}

/** A meter of parts of a source that is measured beside it hangs on that source: else the parts would count twice. */
function nested(nodes: readonly MeterNode[]): MeterNode[] {
  const wholes = nodes.filter(({ kind }) => kind === 'source');
  const over = (node: MeterNode) => (node.kind === 'meter' ? wholes.find((whole) => leavesOf(node).every((id) => id.startsWith(`${whole.id}.`))) : undefined);
  return nodes.flatMap((node) => {
    if (over(node) !== undefined) return [];
    const meters = nodes.filter((one) => over(one) === node);
    const counted = new Set(meters.flatMap(leavesOf));
    return [{ ...node, parts: [...meters, ...node.parts.filter(({ id }) => !counted.has(id))] }];
  });
}

const leavesOf = ({ id, parts }: MeterNode): string[] => (parts.length === 0 ? [id] : parts.flatMap(leavesOf));

const sourcesBelow = ({ id, kind, parts }: MeterNode): string[] => [...(kind === 'source' ? [id] : []), ...parts.flatMap(sourcesBelow)];

/** Everything that readings are needed of. */
export const readsOf = (nodes: readonly MeterNode[]): string[] => nodes.flatMap(({ reads, parts }) => [...(reads === null ? [] : [reads]), ...readsOf(parts)]);

import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { Meter } from '../contract/meter.js';
import { suggestion } from '../contract/nearest.js';
import type { Issue } from '../contract/problem.js';
import { twice } from './twice.js';

const ELECTRICITY = 'electricity';

export const sourcesOfLine = ({ stations }: LineDefinition): string[] => stations.map(({ id }) => id);

export const carriersOfLine = ({ stations }: LineDefinition): string[] => [ELECTRICITY, ...stations.flatMap(({ carriers }) => Object.keys(carriers ?? {}))];

/** Units, their slots and the machines of their flow (`packaging.blister`), utilities and zones (`utilities.air`). */
export const sourcesOfCell = ({ units, utilities, zones }: CellDefinition): string[] => [
  ...units.flatMap(({ id, slots, flow }) => [
    id,
    ...(slots > 1 ? Array.from({ length: slots }, (_, slot) => `${id}.${slot + 1}`) : []),
    ...(flow?.stations.map((station) => `${id}.${station.id}`) ?? []),
  ]),
  ...utilities.map(({ id }) => `utilities.${id}`),
  ...zones.map(({ id }) => `zones.${id}`),
];

export const carriersOfCell = ({ carriers }: CellDefinition): string[] => [ELECTRICITY, ...carriers.map(({ id }) => id)];

/** Meters measure what is there, each thing once, and the meters of a carrier are trees. */
export function meterIssues(meters: readonly Meter[], sources: readonly string[], carriers: readonly string[]): Issue[] {
  const [known, bought] = [new Set(sources), new Set(carriers)];
  const byId = new Map(meters.map((meter) => [meter.id, meter]));
  const first = new Map<string, Meter>();
  const own = meters.flatMap((meter, index) => {
    const at = `/meters/${index}`;
    return [
      ...(known.has(meter.id) ? [{ pointer: `${at}/id`, detail: `"${meter.id}" is the name of what can be measured: name the meter otherwise` }] : []),
      ...(bought.has(meter.carrier) ? [] : [{ pointer: `${at}/carrier`, detail: `there is no carrier "${meter.carrier}"${hint(meter.carrier, bought)}` }]),
      ...above(meter, byId).map((detail) => ({ pointer: `${at}/parent`, detail })),
      ...meter.measures.flatMap((source, i) => measured(meter, source).map((detail) => ({ pointer: `${at}/measures/${i}`, detail }))),
    ];
  });
  return [...twice(meters, 'id', 'meter', '/meters'), ...own, ...(own.length > 0 ? [] : wholeAndPart(meters, byId))];

  function measured(meter: Meter, source: string): string[] {
    const below = byId.get(source);
    if (!known.has(source) && !below) return [`there is no "${source}" to be measured${hint(source, new Set([...known, ...byId.keys()]))}`];
    const before = first.get(`${meter.carrier} ${source}`);
    if (before) return [before === meter ? 'stands here twice' : `"${source}" is already measured by meter "${before.id}"`];
    first.set(`${meter.carrier} ${source}`, meter);
    if (!below) return [];
    if (below.carrier !== meter.carrier) return [`meter "${source}" is one of ${below.carrier}, this one of ${meter.carrier}`];
    return below.parent === undefined || below.parent === meter.id ? [] : [`meter "${source}" says that it hangs on "${below.parent}"`];
  }
}

const hint = (given: string, known: ReadonlySet<string>) => suggestion(given, [...known], (list) => `; expected one of ${list}`);

function above(meter: Meter, byId: ReadonlyMap<string, Meter>): string[] {
  const { parent } = meter;
  if (parent !== undefined && !byId.has(parent)) return [`there is no meter "${parent}"${hint(parent, new Set(byId.keys()))}`];
  if (parent !== undefined && byId.get(parent)!.carrier !== meter.carrier)
    return [`meter "${parent}" is one of ${byId.get(parent)!.carrier}, this one of ${meter.carrier}`];
  return ancestors(meter, byId).includes(meter) ? ['hangs on itself by way of the meters above it'] : [];
}

/** The meters above, from the nearest on; ends with the meter itself where they go round. */
function ancestors(meter: Meter, byId: ReadonlyMap<string, Meter>): Meter[] {
  const found: Meter[] = [];
  for (let next = meterAbove(meter, byId); next && !found.includes(next); next = meterAbove(next, byId)) found.push(next);
  return found;
}

const meterAbove = ({ id, parent }: Meter, byId: ReadonlyMap<string, Meter>): Meter | undefined =>
  parent === undefined ? [...byId.values()].find(({ measures }) => measures.includes(id)) : byId.get(parent);

/** A part of what another meter measures has a meter below that one, else it would count twice. */
function wholeAndPart(meters: readonly Meter[], byId: ReadonlyMap<string, Meter>): Issue[] {
  const of = (carrier: string, source: string) => meters.find((meter) => meter.carrier === carrier && meter.measures.includes(source));
  return meters.flatMap((meter, index) =>
    meter.measures.flatMap((source, i) => {
      const dot = source.indexOf('.');
      const whole = dot < 0 ? undefined : of(meter.carrier, source.slice(0, dot));
      return whole === undefined || ancestors(meter, byId).includes(whole)
        ? []
        : [{ pointer: `/meters/${index}/measures/${i}`, detail: `"${source}" is part of what meter "${whole.id}" measures: this meter must hang on that one` }];
    }),
  );
}

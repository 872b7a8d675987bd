import type { IncidentRequest } from './incident.js';
import type { World } from './state.js';
import type { Place } from './truth.js';

type Kind = IncidentRequest['kind'];

/** Incidents of a kind that hold now. */
export const under = <K extends Kind>({ plant }: World, kind: K): Extract<IncidentRequest, { kind: K }>[] =>
  plant.incidents.length === 0
    ? []
    : plant.incidents.flatMap(({ request, begun }) => (begun && request.kind === kind ? [request as Extract<IncidentRequest, { kind: K }>] : []));

/** Whether an incident at `unit`, `unit/slot` or `unit/machine` is at this place, the machine where one is meant. */
export const isAt = (asked: string, { id, unit }: Place, machine?: string): boolean =>
  asked === unit.id || asked === id || (machine !== undefined && asked === `${unit.id}/${machine}`);

/** Speed of a unit, or of a machine of its flow segment, by incidents. */
export const slowness = (world: World, place: Place, machine?: string): number =>
  under(world, 'slow').reduce((factor, one) => (isAt(one.unit, place, machine) ? factor * one.factor : factor), 1);

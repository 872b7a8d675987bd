import type { IncidentRequest } from './incident.js';
import type { World } from './state.js';

type Kind = IncidentRequest['kind'];

/** Incidents of a kind that hold now. */
export const under = <K extends Kind>({ plant }: World, kind: K): Extract<IncidentRequest, { kind: K }>[] =>
  plant.incidents.length === 0
    ? []
    : plant.incidents.flatMap(({ request, begun }) => (begun && request.kind === kind ? [request as Extract<IncidentRequest, { kind: K }>] : []));

/** Speed of a unit, or of unit/machine, by incidents. */
export const slowness = (world: World, id: string): number => under(world, 'slow').reduce((factor, one) => (one.unit === id ? factor * one.factor : factor), 1);

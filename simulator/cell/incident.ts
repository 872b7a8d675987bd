import { z } from 'zod';
import { UnitId } from '../../src/contract/equipment.js';
import type { CellDefinition } from '../../src/contract/cell.js';
import { suggestion } from '../../src/contract/nearest.js';

const Lasts = z.number().positive().describe('[s]');
/** Written with a slash as the topics are, or with a point as the twin names it. */
const Unit = z
  .string()
  .regex(/^[a-z0-9-]+([./][a-z0-9-]+)?$/, { error: () => 'expected a unit, a slot of it such as seed/1, or unit/machine of a flow segment' })
  .transform((id) => id.replace('.', '/'));
const Named = { id: z.string().regex(/^[A-Za-z0-9-]{1,64}$/), afterS: z.number().min(0).default(0), lastsS: Lasts };

/** Something that goes wrong on request, to train people and to try the twin. */
export const IncidentRequest = z.discriminatedUnion('kind', [
  z.strictObject({ ...Named, kind: z.literal('failure'), unit: Unit }),
  z.strictObject({ ...Named, kind: z.literal('slow'), unit: Unit, factor: z.number().gt(0).max(1) }),
  z.strictObject({ ...Named, kind: z.literal('utility-loss'), utility: UnitId }),
  z.strictObject({ ...Named, kind: z.literal('late-material'), product: UnitId.optional() }),
  z.strictObject({ ...Named, kind: z.literal('excursion'), zone: UnitId }),
  z.strictObject({ ...Named, kind: z.literal('absence'), team: UnitId, persons: z.int().positive() }),
]);
export type IncidentRequest = z.infer<typeof IncidentRequest>;
export const INCIDENT_KINDS = ['failure', 'slow', 'utility-loss', 'late-material', 'excursion', 'absence'] as const;

/** An incident of a plant, from its instant on. */
export interface Incident {
  request: IncidentRequest;
  fromS: number;
  untilS: number;
  begun: boolean;
}

/** Topics below which incidents are asked for (retained), and answered (not retained). */
export const incidentTopic = (cell: string, id: string): string => `simulator/v1/${cell}/incident/${id}`;
export const answerTopic = (cell: string, id: string): string => `simulator/v1/${cell}/answer/${id}`;

/** Why a cell cannot have an incident; null where it can. */
export function refusal({ units, utilities, products, zones, teams, id }: CellDefinition, request: IncidentRequest): string | null {
  const missing = (kind: string, wanted: string, ids: readonly string[]) =>
    ids.includes(wanted) ? null : `there is no ${kind} ${wanted} in ${id}${suggestion(wanted, ids, (list) => `; there are ${list}`)}`;
  switch (request.kind) {
    case 'failure':
    case 'slow': {
      const parts = ({ slots, flow }: CellDefinition['units'][number]) => [
        ...(slots === 1 ? [] : Array.from({ length: slots }, (_, slot) => String(slot + 1))),
        ...(flow?.stations ?? []).map((station) => station.id),
      ];
      const places = units.flatMap((unit) => [unit.id, ...parts(unit).map((part) => `${unit.id}/${part}`)]);
      return missing('unit', request.unit, places);
    }
    case 'utility-loss':
      return missing(
        'utility',
        request.utility,
        utilities.map((utility) => utility.id),
      );
    case 'late-material':
      return request.product === undefined
        ? null
        : missing(
            'product',
            request.product,
            products.map((product) => product.id),
          );
    case 'excursion':
      return missing(
        'zone',
        request.zone,
        zones.map((zone) => zone.id),
      );
    case 'absence':
      return missing(
        'team',
        request.team,
        teams.map((team) => team.id),
      );
  }
}

/** An incident as a person names it: what goes wrong, where. */
export function nameOf(request: IncidentRequest): string {
  switch (request.kind) {
    case 'failure':
      return `failure of ${request.unit}`;
    case 'slow':
      return `${request.unit} slow, at ${request.factor} of its speed`;
    case 'utility-loss':
      return `loss of ${request.utility}`;
    case 'late-material':
      return `late material for ${request.product ?? 'all products'}`;
    case 'excursion':
      return `excursion of ${request.zone}`;
    case 'absence':
      return `absence of ${request.persons} of ${request.team}`;
  }
}

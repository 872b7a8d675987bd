import { z } from 'zod';
import { CAPACITY_CHANGES } from './capacity-change.js';
import { DEMAND_CHANGES } from './demand-change.js';
import { ENERGY_CHANGES } from './energy-change.js';
import { PEOPLE_CHANGES } from './people-change.js';
import { UPKEEP_CHANGES } from './upkeep-change.js';

/** One thing that a variant does otherwise than the cell as it is: it makes another definition of a definition. */
export const PlantChange = z.discriminatedUnion('kind', [...CAPACITY_CHANGES, ...UPKEEP_CHANGES, ...PEOPLE_CHANGES, ...DEMAND_CHANGES, ...ENERGY_CHANGES]);
export type PlantChange = z.infer<typeof PlantChange>;
export type PlantChangeDocument = z.input<typeof PlantChange>;
export type PlantChangeKind = PlantChange['kind'];
export const PLANT_CHANGE_KINDS = PlantChange.options.map((option) => option.shape.kind.value);

import { z } from 'zod';
import { PlantChange } from './cell-change.js';
import { UnitId } from './equipment.js';
import { SupplyChange } from './supply-change.js';

/** What a variant of a site does otherwise: about the plant, or about what it buys and what stands behind its meters. */
export const CellChange = z.discriminatedUnion('kind', [...PlantChange.options, ...SupplyChange.options]);
export type CellChange = z.infer<typeof CellChange>;

export const CellVariant = z.strictObject({ id: UnitId, name: z.string().max(200).optional(), changes: z.array(CellChange).min(1).max(50) });
export type CellVariant = z.infer<typeof CellVariant>;

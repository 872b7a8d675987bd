import { z } from 'zod';
import { CellUnit } from './cell.js';
import { UnitId } from './equipment.js';
import { Station } from './line.js';
import { Origin } from './origin.js';

const Origins = z.array(Origin).optional();
const ofType = {
  id: UnitId.describe('what stations and units name as their type'),
  origins: Origins.describe('where its numbers come from; places below the type'),
};

/** A kind of machine: any of the fields of a station of a line or of a unit of a process cell, each whole. */
export const MachineType = z.discriminatedUnion('for', [
  Station.omit({ id: true, type: true })
    .partial()
    .extend({ ...ofType, for: z.literal('station') }),
  CellUnit.omit({ id: true, type: true })
    .partial()
    .extend({ ...ofType, for: z.literal('unit') }),
]);

/** A file of machine types. Lines and cells give what differs. */
export const MachineTypes = z.strictObject({
  apiVersion: z.literal('twin/v1'),
  kind: z.literal('MachineTypes'),
  types: z.array(MachineType).min(1),
  origins: Origins.describe('of all types of this file; places below each type'),
});

import { z } from 'zod';

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, { error: () => 'expected lower-case letters, digits and hyphens, starting with a letter or digit' });

/** A line's name within the company, used in addresses and topics. */
export const LineId = Slug.describe('line, for example osd-1');
export type LineId = z.infer<typeof LineId>;

/** A unit's (station's) name within its line. */
export const UnitId = Slug.describe('unit of a line, for example cartoner');
export type UnitId = z.infer<typeof UnitId>;

/**
 * What readings come from: a unit; of a process cell also its parts, joined by dots: `dryer.1` (a slot), `packaging.blister` (a machine
 * of a flow segment), `utilities.air`, `zones.solids`, `meters.site-heat`, `laboratory`, `weather`, and `cell` for the cell itself.
 */
export const SourceId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}(\.[a-z0-9][a-z0-9-]{0,62})?$/, { error: () => 'expected a unit, or a unit and its part joined by a dot' })
  .describe('unit, or a part of it, for example packaging.blister');
export type SourceId = z.infer<typeof SourceId>;

/** ISA-95 role-based equipment path: enterprise/site/area/line/unit. */
export const EquipmentId = z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+){3,4}$/, { error: () => 'expected a path such as demo/valclair/solids/osd-1/press' });
export type EquipmentId = z.infer<typeof EquipmentId>;

/** The levels of ISA-95 above a line. */
export const EquipmentPath = z.strictObject({ enterprise: Slug, site: Slug, area: Slug });

import { z } from 'zod';
import type { EquipmentPath } from './equipment.js';

export const DIALECTS = ['uns-json', 'sparkplug-b', 'json-bundle'] as const;
export const Dialect = z.enum(DIALECTS);
export type Dialect = z.infer<typeof Dialect>;

const LEVELS = /^[^$/+#\0][^/+#\0]*(\/[^/+#\0]+)*$/;
/** Topics of Sparkplug B itself. */
const NOT_SPARKPLUG = /^spBv1\.0(\/|$)/;

/** How the machines of a cell speak. */
export const CellMqtt = z
  .strictObject({
    dialect: Dialect.default('uns-json'),
    prefix: z
      .string()
      .regex(LEVELS, { error: () => 'expected topic levels such as acme/valclair/solids, joined by /, without + and #' })
      .refine((prefix) => !NOT_SPARKPLUG.test(prefix), { error: () => 'spBv1.0 belongs to Sparkplug B: with that dialect the prefix is its group/node' })
      .optional()
      .describe(
        'topic levels before the source; umh/v1/<enterprise>/<site>/<area>/<cell> where not given, of json-bundle without umh/v1. ' +
          'Of sparkplug-b group/node; <enterprise>-<site>/<cell> where not given',
      ),
  })
  .refine(({ dialect, prefix }) => dialect !== 'sparkplug-b' || prefix === undefined || prefix.split('/').length === 2, {
    path: ['prefix'],
    error: () => 'expected the group and the edge node of Sparkplug B, joined by one /',
  });
export type CellMqtt = z.infer<typeof CellMqtt>;

export interface CellAddress {
  dialect: Dialect;
  /** Topic levels before the source; of Sparkplug B its group and edge node, joined by a slash. */
  prefix: string;
}

interface Addressed {
  id: string;
  equipment: z.infer<typeof EquipmentPath>;
  mqtt?: CellMqtt | undefined;
}

/** Where the machines of a cell speak and how: as its file says. In another dialect than the file's, below the default prefix of that dialect. */
export function cellAddress({ id, equipment, mqtt }: Addressed, dialect: Dialect = mqtt?.dialect ?? 'uns-json'): CellAddress {
  const { enterprise, site, area } = equipment;
  const own = mqtt?.dialect === dialect ? mqtt.prefix : undefined;
  switch (dialect) {
    case 'uns-json':
      return { dialect, prefix: own ?? `umh/v1/${enterprise}/${site}/${area}/${id}` };
    case 'json-bundle':
      return { dialect, prefix: own ?? `${enterprise}/${site}/${area}/${id}` };
    case 'sparkplug-b':
      return { dialect, prefix: own ?? `${enterprise}-${site}/${id}` };
  }
}

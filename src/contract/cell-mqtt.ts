import { z } from 'zod';
import { Dialect, isNode } from './dialect.js';
import { SourceId, type EquipmentPath } from './equipment.js';
import { CellSignalMapping, Levels, UNDERSTOOD } from './mapping.js';

const LEVELS = /^[^$/+#\0][^/+#\0]*(\/[^/+#\0]+)*$/;
/** Topics of Sparkplug B itself. */
const NOT_SPARKPLUG = /^spBv1\.0(\/|$)/;
const Prefix = z
  .string()
  .regex(LEVELS, { error: () => 'expected topic levels such as acme/valclair/solids, joined by /, without + and #' })
  .refine((prefix) => !NOT_SPARKPLUG.test(prefix), { error: () => 'spBv1.0 belongs to Sparkplug B: with that dialect the prefix is its group/node' });
const signals = z.record(z.string(), CellSignalMapping).optional().describe('tag (topic below the source) or field to signal, beside those of the dialect');

/** What is different of one source. */
export const CellSourceMqtt = z.strictObject({
  dialect: Dialect.optional().describe('that of the cell where not given'),
  prefix: Prefix.optional().describe('that of the cell where not given'),
  topic: Levels.optional().describe('below the prefix; the source with / for the dot where not given. Of opcua-json the name of its DataSetWriter'),
  ...UNDERSTOOD,
  signals,
});
export type CellSourceMqtt = z.infer<typeof CellSourceMqtt>;

/** How the machines of a cell speak. */
export const CellMqtt = z
  .strictObject({
    dialect: Dialect.default('uns-json'),
    prefix: Prefix.optional().describe(
      'topic levels before the source; umh/v1/<enterprise>/<site>/<area>/<cell> where not given, of packtags, json-bundle and senml without umh/v1. ' +
        'Of opcua-json all before the group or DataSetWriter; opcua/json/data/<enterprise>-<site>-<cell> where not given. ' +
        'Of sparkplug-b group/node; <enterprise>-<site>/<cell> where not given',
    ),
    ...UNDERSTOOD,
    signals,
    sources: z.record(SourceId, CellSourceMqtt).optional().describe('what is different of a source: press, oven.2, packaging.blister, utilities.air, cell'),
  })
  .refine(({ dialect, prefix }) => dialect !== 'sparkplug-b' || prefix === undefined || isNode(prefix), {
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
    case 'packtags':
    case 'json-bundle':
    case 'senml':
      return { dialect, prefix: own ?? `${enterprise}/${site}/${area}/${id}` };
    case 'opcua-json':
      return { dialect, prefix: own ?? `opcua/json/data/${enterprise}-${site}-${id}` };
    case 'sparkplug-b':
      return { dialect, prefix: own ?? `${enterprise}-${site}/${id}` };
  }
}

import { z } from 'zod';

/** How machines speak on MQTT. */
export const DIALECTS = ['uns-json', 'packtags', 'json-bundle', 'senml', 'opcua-json', 'sparkplug-b'] as const;
export const Dialect = z.enum(DIALECTS);
export type Dialect = z.infer<typeof Dialect>;

/** Topic levels that name a node of Sparkplug B: its group and the edge node. */
export const isNode = (prefix: string): boolean => /^[^/]+\/[^/]+$/.test(prefix);

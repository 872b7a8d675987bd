import { z } from 'zod';

/** How machines speak on MQTT. */
export const DIALECTS = ['uns-json', 'packtags', 'json-bundle', 'senml', 'opcua-json', 'sparkplug-b'] as const;
export const Dialect = z.enum(DIALECTS);
export type Dialect = z.infer<typeof Dialect>;

/** Those of which each source has topics of its own choice; Sparkplug B has an edge node for all. */
export const LineDialect = Dialect.exclude(['sparkplug-b']);
export type LineDialect = z.infer<typeof LineDialect>;

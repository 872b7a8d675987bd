import { z } from 'zod';

/** live: heard within the stale limit; stale: not any more; none: never heard. */
export const Freshness = z.enum(['live', 'stale', 'none']);
export type Freshness = z.infer<typeof Freshness>;

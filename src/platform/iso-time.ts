import type { Micros } from '../contract/units.js';

/** An instant in RFC 3339, UTC, to the millisecond. */
export const isoTime = (us: Micros): string => new Date(us / 1000).toISOString();

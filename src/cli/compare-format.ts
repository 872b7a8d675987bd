export const FORMATS = ['table', 'md', 'csv', 'json'] as const;
/** How a comparison is told. */
export type Format = (typeof FORMATS)[number];

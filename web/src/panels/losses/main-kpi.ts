/** Effectiveness of required, opening, total and planned busy time. */
export const MAIN = ['trs', 'trg', 'tre', 'oee'] as const;
export type MainKpi = (typeof MAIN)[number];

/** What each is the product of (docs/kpis.md). */
export const FACTORS = {
  trs: ['operationalAvailability', 'performanceRate', 'qualityRate'],
  trg: ['operationalAvailability', 'performanceRate', 'qualityRate', 'loadRate'],
  tre: ['operationalAvailability', 'performanceRate', 'qualityRate', 'loadRate', 'engagementRate'],
  oee: ['availability', 'effectiveness', 'quality'],
} as const satisfies Record<MainKpi, readonly string[]>;

/** The level of the bridge that each is a share of; of planned busy time there is none: required time is the nearest. */
export const LEVEL_OF = { trs: 'tR', trg: 'tO', tre: 'tT', oee: 'tR' } as const satisfies Record<MainKpi, string>;

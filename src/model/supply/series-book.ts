import type { EnergySeries } from '../../contract/series.js';
import type { SeriesBook } from './billing.js';
import { DEMO_CARBON, DEMO_PRICES, demoSun } from './published.js';

/** The series that are always there, made from published means, and those that are given; one that is given stands for one of the same id. */
export const seriesBook = (given: Readonly<Record<string, EnergySeries>>): SeriesBook => ({
  ...Object.fromEntries([DEMO_PRICES, DEMO_CARBON, demoSun()].map((series) => [series.id, series])),
  ...given,
});

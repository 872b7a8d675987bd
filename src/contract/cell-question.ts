import { z } from 'zod';
import { ScenarioRequest, ScenarioStart } from './scenario.js';
import { quantity } from './units.js';

const YEAR_S = 366 * 86_400;

/** What a simulation of a cell from empty is asked for. Its horizon may be a year, where that of a line is a month at most. */
export const CellQuestion = z.strictObject({
  horizon: quantity('duration', { positive: true, most: YEAR_S }),
  warmUp: quantity('duration', { most: YEAR_S }).describe('before the horizon: time in which the cell fills'),
  replications: z.int().min(1).max(2000).describe('of one replication there is no interval'),
  seed: ScenarioRequest.shape.seed,
  start: ScenarioStart.optional(),
});
export type CellQuestion = z.infer<typeof CellQuestion>;

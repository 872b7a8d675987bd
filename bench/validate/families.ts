import { run as rng } from './families/rng.js';
import { run as sequence } from './families/sequence.js';
import { run as statistics } from './families/statistics.js';
import type { FamilyRunner } from './metric.js';

/** The family of a case to what runs it. */
export const FAMILIES: Readonly<Record<string, FamilyRunner>> = {
  rng,
  statistics,
  'twin-validation': sequence,
};

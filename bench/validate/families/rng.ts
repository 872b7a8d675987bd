import { NotSupported, type Metric } from '../metric.js';
import type { ValidationCase } from '../case-file.js';

/** Random number generators: first numbers, and the seeds of the next stream and substream. */
export function run(c: ValidationCase): Metric[] {
  throw new NotSupported(`generator ${String(c.model['name'])}`);
}

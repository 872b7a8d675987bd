import type { ValidationCase } from '../case-file.js';
import { unknownModel, type Metric } from '../metric.js';
import { fluidLine, fluidMetrics, fluidModel } from '../models/fluid.js';
import { effort, numbersExpected, untilSharp } from '../models/simulate.js';

/** Unreliable lines of continuous material: throughput and mean contents. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type !== 'fluid-line') throw unknownModel(c);
  const line = fluidLine(fluidModel(c));
  const plan = effort(c, 1);
  return untilSharp(c, numbersExpected(c), (r) => fluidMetrics(line, plan, r));
}

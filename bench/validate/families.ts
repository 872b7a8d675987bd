import { run as fluid } from './families/fluid.js';
import { run as fluidDeterministic } from './families/fluid-deterministic.js';
import { run as discreteVsFluid } from './families/discrete-vs-fluid.js';
import { run as optimisation } from './families/optimisation.js';
import { run as bottleneck } from './families/bottleneck.js';
import { run as synchronous } from './families/synchronous-line.js';
import { run as transient } from './families/transient.js';
import { run as energy } from './families/energy.js';
import { run as deterministic } from './families/deterministic.js';
import { run as calendar } from './families/calendar.js';
import { run as line } from './families/line.js';
import { run as network } from './families/network.js';
import { run as queue } from './families/queue.js';
import { run as rng } from './families/rng.js';
import { run as sequence } from './families/sequence.js';
import { run as statistics } from './families/statistics.js';
import type { FamilyRunner } from './metric.js';

/** The family of a case to what runs it. */
export const FAMILIES: Readonly<Record<string, FamilyRunner>> = {
  rng,
  statistics,
  'twin-validation': sequence,
  queue,
  network,
  line,
  'unreliable-line': line,
  optimisation,
  bottleneck,
  'synchronous-line': synchronous,
  transient,
  energy,
  deterministic,
  calendar,
  fluid,
  'fluid-deterministic': fluidDeterministic,
  'discrete-vs-fluid': discreteVsFluid,
};

import { compileParts } from '../../../src/model/parts/compile.js';
import type { PartsModel } from '../../../src/model/parts/model.js';
import type { PartsSpec } from '../../../src/model/parts/spec.js';
import type { ValidationCase } from '../case-file.js';
import { absoluteTolerance, NotSupported, relativeTolerance, simulated, unknownMetric, type Look, type Metric } from '../metric.js';

/** The seed of every case: the verdict is the same on every run. */
export const SEED = 20_260_101;

/** Replications at first; with few of them a standard error is itself a matter of luck. */
const FIRST = 48;
/** Where a mean is off or blunt, there are more: up to so many times the first. Luck fades, a wrong model does not. */
const MOST = 512;
/** Growth of their number from look to look: to what the bluntest metric is told to need, within these bounds. */
const GROWTH = { spare: 1.1, least: 1.2, most: 4, again: 2 };
/** Where it is only near the limit, so often. */
const SECOND_LOOKS = 2;
/** Of a metric that a case gives no tolerance for: one that gives some, and one that gives none at all. */
const USUAL = { besideOthers: 0.2, alone: 0.03 };

export function compiledParts(spec: PartsSpec): PartsModel {
  const compiled = compileParts(spec);
  if (!compiled.ok) throw new NotSupported(compiled.issues.map(({ pointer, detail }) => `${pointer} of the model: ${detail}`).join('; '));
  return compiled.model;
}

/** The numbers expected of a case, by name; those of a list are numbered from one, as `name[1]`. Throws for what is none. */
export function numbersExpected(c: ValidationCase, leaveOut: readonly string[] = []): [name: string, exact: number][] {
  return Object.entries(c.expected).flatMap(([name, value]): [string, number][] => {
    if (leaveOut.includes(name)) return [];
    if (typeof value === 'number') return [[name, value]];
    if (Array.isArray(value) && value.every((one) => typeof one === 'number')) return value.map((one, i) => [`${name}[${i + 1}]`, one]);
    throw new NotSupported(`${c.at}/expected/${name}: expected a number or a list of numbers, got ${JSON.stringify(value)}`);
  });
}

/** The relative tolerance of a simulated metric. */
export const toleranceOf = (c: ValidationCase, name: string) => relativeTolerance(c, name, c.tolerance.rel === undefined ? USUAL.alone : USUAL.besideOthers);

export interface Pace {
  /** replications at first */
  first?: number;
  /** standard error of the reference of a metric, where it was simulated itself, told from the replications here */
  exactSe?: (name: string, replications: readonly number[]) => number;
  /** whether more replications are wanted though each mean is settled */
  unsettled?: () => boolean;
}

/**
 * Replications until each mean is settled: sharp enough for a verdict, and within the limit. There are more while one is blunt
 * or off, and no more than twice because one is near the limit. After the second look a mean that is hopelessly off ends it, and
 * so does one that would stay blunt to the end. The verdict of each metric is then the rule of `simulated`.
 */
export function untilSharp(
  c: ValidationCase,
  wanted: readonly (readonly [name: string, exact: number])[],
  replicate: (replication: number) => Record<string, number | null>,
  { first = FIRST, exactSe = () => 0, unsettled = () => false }: Pace = {},
): Metric[] {
  const values = wanted.map((): number[] => []);
  let secondLooks = 0;
  for (let n = 0, upTo = first; ;) {
    for (; n < upTo; n++) {
      const got = replicate(n);
      wanted.forEach(([name], i) => values[i]!.push(valueOf(c, name, got)));
    }
    const looked = wanted.map(([name, exact], i) =>
      simulated(name, exact, values[i]!, toleranceOf(c, name), { exactSe: exactSe(name, values[i]!), abs: absoluteTolerance(c, name) }),
    );
    const some = (...looks: Look[]) => looked.some(({ look }) => looks.includes(look));
    const bluntest = Math.max(0, ...looked.map(({ blunt = 0 }) => blunt));
    const vain = n > first && (some('hopeless') || bluntest * n > 2 * MOST * first);
    const again = some('off', 'hopeless') || unsettled() || (some('near') && secondLooks++ < SECOND_LOOKS);
    if (n >= MOST * first || vain || !(again || bluntest > 0)) return looked.map(({ look: _, ...metric }) => metric);
    const needed = bluntest > 0 ? Math.min(GROWTH.most, Math.max(GROWTH.least, GROWTH.spare * bluntest)) : GROWTH.again;
    upTo = Math.min(MOST * first, Math.ceil(n * (again ? Math.max(GROWTH.again, needed) : needed)));
  }
}

function valueOf(c: ValidationCase, name: string, got: Record<string, number | null>): number {
  const value = Object.hasOwn(got, name) ? got[name] : undefined;
  if (value === undefined) throw unknownMetric(c, name, Object.keys(got));
  if (value === null || !Number.isFinite(value)) throw new NotSupported(`${c.at}/expected/${name}: a replication gave no number`);
  return value;
}

/** Warm-up and length of a replication where the case gives none. */
const USUAL_RUN = { warmup: 10_000, length: 100_000 };

/** Warm-up and length of a replication in time: `share` of what the case asks for. What is counted in customers takes the mean time between them. */
export function effort({ simulate }: ValidationCase, timePerCustomer: number, share = 0.5): { warmup: number; length: number } {
  const unit = String(simulate?.unit ?? '').startsWith('customers') ? timePerCustomer : 1;
  const { warmup = USUAL_RUN.warmup, length = USUAL_RUN.length } = simulate ?? {};
  return { warmup: warmup * unit, length: length * unit * share };
}

import type { Finding } from '../../../contract/cell-view.js';
import { exp } from '../../../engine/elementary.js';
import type { CompiledCell } from '../../cell/compile.js';
import { type Book, dispersion, type Found } from './book.js';
import { causes } from './causes.js';
import { SUM } from './detector.js';
import { referenceDraw } from './draws.js';
import { effectOf } from './effect.js';
import { STALE_US } from './limits.js';
import { sentenceOf } from './sentence.js';
import { type Parameter, parameterOf } from './take.js';
import type { Watch } from './watch.js';

/** A finding before its words: one parameter since it began to be different. */
export interface Raw extends Parameter {
  id: string;
  book: Book;
  found: Found;
  sinceUs: number;
  /** sums since then, in the order of SUM */
  since: number[];
  ratio: { value: number; low: number; high: number };
}

/** What is not as the model expects at an instant, each cause once, in the order of when it was found. Changes nothing. */
export function findingsOf(cell: CompiledCell, watch: Watch, atUs: number): Finding[] {
  const raw = Object.entries(watch.books).flatMap(([key, book]) =>
    book.found !== null && atUs - book.lastUs <= STALE_US ? [rawOf(cell, watch, key, book, book.found)] : [],
  );
  return causes(cell, watch, raw)
    .sort((a, b) => a.found.foundUs - b.found.foundUs || (a.id < b.id ? -1 : 1))
    .map((one) => finish(cell, watch, one));
}

function rawOf(cell: CompiledCell, watch: Watch, key: string, book: Book, found: Found): Raw {
  const parameter = parameterOf(key);
  const since = book.sums.map((sum, i) => sum - found.corner[i]!);
  return {
    ...parameter,
    id: `${parameter.judged}/${parameter.source}/${parameter.of}/${found.foundUs}`,
    book,
    found,
    since,
    sinceUs: found.corner[SUM.sinceUs]!,
    ratio: ratioOf(cell, watch, parameter, book, since),
  };
}

/** Two-sided 95 % of a normal. */
const Z = 1.96;
/** Upper end at 97.5 % of an expectation of which nothing was seen: -ln 0.025. */
const NONE_SEEN = 3.69;

function ratioOf(cell: CompiledCell, watch: Watch, { judged, source }: Parameter, book: Book, since: readonly number[]): Raw['ratio'] {
  const [a, b, seen, expected] = [since[SUM.a]!, since[SUM.b]!, since[SUM.seen]!, since[SUM.expected]!];
  const spread = dispersion(book);
  if (book.family === 'log') {
    const half = Z * Math.sqrt(spread / b);
    return { value: exp(a / b), low: exp(a / b - half), high: exp(a / b + half) };
  }
  if (seen <= 0) return { value: 0, low: 0, high: (NONE_SEEN * spread) / b };
  // Its own standard error: of a leak the evidence stands against the draw in operation, what is shown against the draw since.
  const base = judged === 'utility' ? referenceDraw(cell, watch, utilityOf(cell, source)) * since[SUM.per]! : expected;
  const shown = expected > 0 ? expected : base;
  const value = seen / shown;
  const half = (Z * Math.sqrt((spread * (a / b)) / b) * (base / shown)) / value;
  return { value, low: value * exp(-half), high: value * exp(half) };
}

const utilityOf = ({ definition }: CompiledCell, source: string): number => definition.utilities.findIndex(({ id }) => source === `utilities.${id}`);

function finish(cell: CompiledCell, watch: Watch, raw: Raw): Finding {
  const {
    per,
    seen,
    expected: X,
    samples,
  } = { per: raw.since[SUM.per]!, seen: raw.since[SUM.seen]!, expected: raw.since[SUM.expected]!, samples: raw.since[SUM.samples]! };
  const { unit, times } = unitOf(cell, raw);
  const expected = (times * X) / per;
  const finding: Omit<Finding, 'sentence'> = {
    id: raw.id,
    source: raw.source,
    kind: raw.judged === 'decisions' ? 'laboratory' : raw.judged,
    of: raw.of,
    sinceUs: raw.sinceUs,
    foundUs: raw.found.foundUs,
    measured: raw.book.family === 'log' ? expected * raw.ratio.value : (times * seen) / per,
    expected,
    unit,
    samples: raw.judged === 'stops' ? Math.round(seen) : samples,
    ratio: raw.ratio,
    effect: effectOf(cell, watch, raw),
  };
  return { ...finding, sentence: sentenceOf(cell, watch, finding, raw) };
}

/** Unit of what is measured and expected, and how many of it are one amount per one `per`. */
function unitOf(cell: CompiledCell, { judged, source }: Raw): { unit: string; times: number } {
  switch (judged) {
    case 'phase':
    case 'activity':
    case 'repairs':
    case 'laboratory':
      return { unit: 's', times: 1 };
    case 'speed':
      return { unit: '/min', times: 1 };
    case 'stops':
      return { unit: '/h', times: 1 };
    case 'rejects':
    case 'yield':
    case 'standby':
    case 'decisions':
      return { unit: '%', times: 100 };
    case 'utility':
      return { unit: `${cell.definition.utilities[utilityOf(cell, source)]!.unit}/h`, times: 1 };
    case 'power':
    case 'zone':
    case 'setback':
      return { unit: 'kW', times: 1 };
  }
}

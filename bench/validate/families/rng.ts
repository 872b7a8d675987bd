import { z } from 'zod';
import { jumpMrg, MRG_WORDS, nextMrg, seedMrg } from '../../../src/engine/mrg32k3a.js';
import { nextPhiloxBits, PHILOX_WORDS } from '../../../src/engine/philox.js';
import { jumpStream, nextBits } from '../../../src/engine/random.js';
import { nextSplitmixBits } from '../../../src/engine/splitmix64.js';
import { jumpXoshiro256, nextXoshiro256Bits } from '../../../src/engine/xoshiro256.js';
import type { ValidationCase } from '../case-file.js';
import { absoluteTolerance, leaves, NotSupported, parsedAs, relativeTolerance, unknownMetric, type Metric } from '../metric.js';

/** A whole number, as JSON number or as text where it has more than 53 bits. */
const Whole = z.union([z.int().nonnegative(), z.string().regex(/^(\d+|0x[0-9a-fA-F]+)$/)]).transform(BigInt);
const Words = z.union([Whole.transform((word) => [word]), z.array(Whole).min(1)]);
const Model = z
  .strictObject({
    type: z.literal('rng'),
    name: z.string(),
    seed: Words.optional(),
    state: Words.optional(),
    key: Words.optional(),
    counter: Words.optional(),
    note: z.string().optional(),
  })
  .refine(({ seed, state, key }) => (seed ?? state ?? key) !== undefined, { error: 'is needed, or a state', path: ['seed'] });
type Model = z.infer<typeof Model>;

interface Generator {
  /** 64 or 32 bits as text of a decimal number, or a uniform number */
  draw: () => string | number;
  /** what a case may ask for beside the first numbers */
  ahead: Record<string, () => unknown>;
}

/** Random number generators: the first numbers, the states of the next stream and substream, or after a jump. */
export function run(c: ValidationCase): Metric[] {
  const model = parsedAs(Model, c);
  return Object.entries(c.expected).flatMap(([metric, exact]) => {
    const generator = open(c, model);
    return leaves(metric, exact, answer(c, generator, metric, exact), relativeTolerance(c, metric), absoluteTolerance(c, metric));
  });
}

function answer(c: ValidationCase, { draw, ahead }: Generator, metric: string, exact: unknown): unknown {
  const alike = Array.isArray(exact) && exact.every((one) => typeof one === 'number') ? Number : (drawn: unknown) => drawn;
  if (Object.hasOwn(ahead, metric)) {
    const found = ahead[metric]!();
    return Array.isArray(found) ? found.map(alike) : found;
  }
  const first = /^first(\d+)$/.exec(metric);
  if (first === null || Number(first[1]) > 1e6) throw unknownMetric(c, metric, ['first1, first2, ...', ...Object.keys(ahead)]);
  return Array.from({ length: Number(first[1]) }, () => alike(draw()));
}

/** The names of generators, written small and without signs; ss is short for starstar. */
const named = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('**', 'ss')
    .replace('starstar', 'ss')
    .replace(/[^a-z0-9]/g, '');

function open(c: ValidationCase, { name, seed, state, key, counter }: Model): Generator {
  const begin = (count: number) => {
    const words = state ?? seed ?? [];
    if (words.length !== count) throw new NotSupported(`${c.at}/model/${state ? 'state' : 'seed'}: ${name} begins with ${count} numbers, not ${words.length}`);
    return words;
  };
  switch (named(name)) {
    case 'mrg32k3a':
      return mrg(begin(seed?.length === 1 && state === undefined ? 1 : MRG_WORDS));
    case 'xoshiro256ss':
      return xoshiro256(state === undefined && seed?.length === 1 ? expanded(seed[0]!) : halves(begin(4)));
    case 'xoshiro128ss':
      return xoshiro128(Uint32Array.from(begin(4), Number));
    case 'splitmix64': {
      const words = halves(begin(1));
      return { draw: () => nextSplitmixBits(words, 0).toString(), ahead: {} };
    }
    case 'philox4x3210':
    case 'philox4x32':
    case 'philox':
      return philox(key ?? seed ?? [], counter ?? []);
    default:
      throw new NotSupported(`${c.at}/model/name: no generator ${name}`);
  }
}

function mrg(begin: readonly bigint[]): Generator {
  const words = new Uint32Array(MRG_WORDS);
  seedMrg(words, 0, begin.length === 1 ? new Array<number>(MRG_WORDS).fill(Number(begin[0])) : begin.map(Number));
  const jump = (by: 'stream' | 'substream') => () => {
    jumpMrg(words, 0, by);
    return Array.from(words);
  };
  return { draw: () => nextMrg(words, 0), ahead: { nextStreamSeed: jump('stream'), nextSubstreamSeed: jump('substream') } };
}

/** The states after a jump and a long jump, and the numbers drawn there. */
function jumps(draw: () => string, jump: (by: 'stream' | 'longStream') => void, state: () => unknown): Generator['ahead'] {
  const after = (by: 'stream' | 'longStream') => () => (jump(by), state());
  const firstAfter = (by: 'stream' | 'longStream') => () => (jump(by), draw());
  return { jump: after('stream'), longJump: after('longStream'), firstAfterJump: firstAfter('stream'), firstAfterLongJump: firstAfter('longStream') };
}

function xoshiro256(words: Uint32Array): Generator {
  const draw = () => nextXoshiro256Bits(words, 0).toString();
  const state = () => [0, 2, 4, 6].map((at) => ((BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!)).toString());
  return { draw, ahead: jumps(draw, (by) => jumpXoshiro256(words, 0, by), state) };
}

function xoshiro128(words: Uint32Array): Generator {
  const draw = () => String(nextBits(words, 0));
  return {
    draw,
    ahead: jumps(
      draw,
      (by) => jumpStream(words, 0, by),
      () => Array.from(words, String),
    ),
  };
}

/** A key of up to 64 bits, in one number or in words, and a counter of up to 128. */
function philox(key: readonly bigint[], counter: readonly bigint[]): Generator {
  const words = new Uint32Array(PHILOX_WORDS);
  words.set(key.length === 1 ? halves(key) : Uint32Array.from(key, Number), 0);
  words.set(counter.length === 1 ? halves(counter) : Uint32Array.from(counter, Number), 2);
  return { draw: () => String(nextPhiloxBits(words, 0)), ahead: {} };
}

/** 64-bit words as halves, the low one first. */
const halves = (words: readonly bigint[]) => Uint32Array.from(words.flatMap((word) => [Number(word & 0xffffffffn), Number(word >> 32n)]));

/** The four words that splitmix64 makes of one seed, as the authors of xoshiro advise. */
function expanded(seed: bigint): Uint32Array {
  const words = halves([seed]);
  return halves(Array.from({ length: 4 }, () => nextSplitmixBits(words, 0)));
}

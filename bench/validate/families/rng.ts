import { z } from 'zod';
import { jumpMrg, MRG_WORDS, nextMrg, seedMrg } from '../../../src/engine/mrg32k3a.js';
import { nextBits } from '../../../src/engine/random.js';
import { nextSplitmixBits } from '../../../src/engine/splitmix64.js';
import { jumpXoshiro256, nextXoshiro256Bits } from '../../../src/engine/xoshiro256.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, type Metric } from '../metric.js';

/** A whole number, as JSON number or as text where it has more than 53 bits. */
const Whole = z.union([z.int().nonnegative(), z.string().regex(/^(\d+|0x[0-9a-fA-F]+)$/)]).transform(BigInt);
const Model = z.object({
  name: z.string(),
  seed: z.union([Whole.transform((seed) => [seed]), z.array(Whole)]).optional(),
  state: z.union([Whole.transform((state) => [state]), z.array(Whole)]).optional(),
});

interface Named {
  /** 64 or 32 bits as text of a decimal number, or a uniform number */
  draw(): string | number;
  /** what a case may ask for beside the first numbers */
  seeds: Record<string, () => unknown>;
}

/** Random number generators: the first numbers, the seeds of the next stream and substream. */
export function run(c: ValidationCase): Metric[] {
  const model = Model.parse(c.model);
  const begin = model.state ?? model.seed;
  if (begin === undefined) throw new NotSupported('a generator without seed or state');
  return Object.entries(c.expected).flatMap(([metric, exact]) => {
    const generator = open(model.name, begin, model.state === undefined);
    return leaves(metric, exact, answer(generator, metric, exact), relativeTolerance(c, metric));
  });
}

function answer(generator: Named, metric: string, exact: unknown): unknown {
  const first = /^first(\d+)$/.exec(metric);
  if (first !== null) return Array.from({ length: Number(first[1]) }, () => alike(generator.draw(), exact));
  const seed = generator.seeds[metric];
  if (seed === undefined) throw new NotSupported(`metric ${metric} of a generator`);
  return seed();
}

/** A number drawn as bits, as the number that a case may give instead of text. */
const alike = (drawn: string | number, exact: unknown) =>
  typeof drawn === 'string' && Array.isArray(exact) && typeof exact[0] === 'number' ? Number(drawn) : drawn;

function open(name: string, begin: readonly bigint[], isSeed: boolean): Named {
  switch (name) {
    case 'mrg32k3a':
      return mrg(begin);
    case 'xoshiro256**':
      return xoshiro256(isSeed && begin.length === 1 ? expanded(begin[0]!) : halves(begin));
    case 'xoshiro128**': {
      const words = Uint32Array.from(begin, Number);
      return { draw: () => String(nextBits(words, 0)), seeds: {} };
    }
    case 'splitmix64': {
      const words = halves(begin);
      return { draw: () => nextSplitmixBits(words, 0).toString(), seeds: {} };
    }
    default:
      throw new NotSupported(`generator ${name}`);
  }
}

function mrg(begin: readonly bigint[]): Named {
  const words = new Uint32Array(MRG_WORDS);
  seedMrg(words, 0, begin.length === 1 ? new Array<number>(MRG_WORDS).fill(Number(begin[0])) : begin.map(Number));
  const jump = (by: 'stream' | 'substream') => () => {
    jumpMrg(words, 0, by);
    return Array.from(words);
  };
  return { draw: () => nextMrg(words, 0), seeds: { nextStreamSeed: jump('stream'), nextSubstreamSeed: jump('substream') } };
}

function xoshiro256(words: Uint32Array): Named {
  const jump = (by: 'stream' | 'longStream') => () => {
    jumpXoshiro256(words, 0, by);
    return [0, 2, 4, 6].map((at) => ((BigInt(words[at + 1]!) << 32n) | BigInt(words[at]!)).toString());
  };
  return { draw: () => nextXoshiro256Bits(words, 0).toString(), seeds: { jump: jump('stream'), longJump: jump('longStream') } };
}

/** 64-bit words as halves, the low one first. */
const halves = (words: readonly bigint[]) => Uint32Array.from(words.flatMap((word) => [Number(word & 0xffffffffn), Number(word >> 32n)]));

/** The four words that splitmix64 makes of one seed, as the authors of xoshiro advise. */
function expanded(seed: bigint): Uint32Array {
  const words = halves([seed]);
  return halves(Array.from({ length: 4 }, () => nextSplitmixBits(words, 0)));
}

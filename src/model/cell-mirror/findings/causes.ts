import type { CompiledCell } from '../../cell/compile.js';
import type { Raw } from './findings.js';
import { planOf } from './plan.js';
import { waitingShare } from './use.js';
import type { Watch } from './watch.js';

/** Of findings with one cause one is left: what stands out, not what follows from it. */
export function causes(cell: CompiledCell, watch: Watch, raw: readonly Raw[]): Raw[] {
  return mergePhases(raw.filter((one) => !followsFrom(cell, watch, one, raw)));
}

function followsFrom(cell: CompiledCell, watch: Watch, one: Raw, all: readonly Raw[]): boolean {
  if (one.judged === 'power' && one.of.endsWith('/rest')) {
    // The same machine draws more at work and at rest: work is said.
    const work = one.of.replace('/rest', '/work');
    return all.some((other) => other.judged === 'power' && other.source === one.source && other.of === work && other.found.side === one.found.side);
  }
  if (one.judged !== 'speed' || one.found.side > 0) return false;
  const unit = one.source.slice(0, one.source.lastIndexOf('.'));
  const rivals = all.filter((other) => other.judged === 'speed' && other.found.side < 0 && other.source.startsWith(`${unit}.`));
  return rivals.some((other) => other !== one && isSlower(cell, watch, other, one));
}

/** Of machines of a segment that are slow together the one that hardly waits holds back the others; of equals the first in the flow. */
function isSlower(cell: CompiledCell, watch: Watch, one: Raw, other: Raw): boolean {
  const [a, b] = [waitingShare(watch, one.source) ?? 1, waitingShare(watch, other.source) ?? 1];
  if (a !== b) return a < b;
  const index = ({ source }: Raw) => planOf(cell).spots.get(source)?.station?.index ?? 0;
  return index(one) < index(other);
}

/** Phases of a unit that are longer, or shorter, by about as much are one finding. It keeps the id of the first. */
function mergePhases(raw: readonly Raw[]): Raw[] {
  const rest: Raw[] = [];
  for (const one of [...raw].sort((a, b) => a.found.foundUs - b.found.foundUs)) {
    const like = rest.findIndex((other) => one.judged === 'phase' && other.judged === 'phase' && other.source === one.source && overlap(one, other));
    if (like < 0) rest.push(one);
    else rest[like] = merge(rest[like]!, one);
  }
  return rest;
}

const overlap = (a: Raw, b: Raw): boolean => a.found.side === b.found.side && a.ratio.low <= b.ratio.high && b.ratio.low <= a.ratio.high;

function merge(first: Raw, second: Raw): Raw {
  const since = first.since.map((sum, i) => sum + second.since[i]!);
  const weight = (raw: Raw) => raw.since[1]!;
  const mean = (value: (raw: Raw) => number) => (value(first) * weight(first) + value(second) * weight(second)) / (weight(first) + weight(second));
  const ratio = { value: mean((raw) => raw.ratio.value), low: mean((raw) => raw.ratio.low), high: mean((raw) => raw.ratio.high) };
  return { ...first, of: `${first.of}, ${second.of}`, since, ratio, sinceUs: Math.min(first.sinceUs, second.sinceUs) };
}

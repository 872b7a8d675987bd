import type { BufferBooks } from './books.js';
import type { CompiledLine } from './compile.js';
import { correct } from './correct.js';
import { expected } from './expected.js';
import type { Mirror } from './mirror.js';
import { receiverOf } from './network.js';

/** Bounds this close tell the content [share of the capacity]. */
const KNOWN = 0.1;
/**
 * The model keeps its own content until it is off by this share of the capacity: counts arrive every few seconds and in
 * whole items, and re-synchronising when the error exceeds a bound beats doing it at every reading (Tan and Matta 2023).
 */
const TOLERATED = 0.1;

/** Content inferred from the counts on both sides; null while its bounds are too far apart. */
export const levelOf = (buffer: BufferBooks): number | null =>
  buffer.capacity > 0 && buffer.high - buffer.low <= KNOWN * buffer.capacity ? (buffer.low + buffer.high) / 2 : null;

/** Items came into the buffer after a station, or left it (negative). What would be under the floor or over the top tells about the other bound. */
export function flow(line: CompiledLine, mirror: Mirror, after: number, items: number): void {
  const buffer = mirror.books.buffers[after];
  if (!buffer || buffer.capacity === 0 || items === 0) return;
  buffer.low = clamp(buffer.low + items, buffer.capacity, 0);
  buffer.high = clamp(buffer.high + items, buffer.capacity, 0);
  synchronise(line, mirror, after, buffer);
}

/**
 * A unit that starves shows the buffer before it empty, one that is blocked the buffer after it full: to within one item of
 * either side, which may be half made or half gathered. The model's content is corrected no further than that.
 */
export function anchor(line: CompiledLine, mirror: Mirror, after: number, at: 'empty' | 'full'): void {
  const buffer = mirror.books.buffers[after];
  if (!buffer || buffer.capacity === 0) return;
  buffer.low = buffer.high = at === 'full' ? buffer.capacity : 0;
  const simulated = expected(line, mirror.model!).levels[after]!;
  const slack = Math.max(1, line.stations[receiverOf(line.network, after)]!.takes);
  const items = at === 'full' ? Math.max(simulated, buffer.capacity - slack) : Math.min(simulated, slack);
  if (items !== simulated) correct(line, mirror.model!, { kind: 'level', after, items });
}

/** Brings the model's content to within half of what is tolerated. One item on either side may be half made or half gathered. */
function synchronise(line: CompiledLine, mirror: Mirror, after: number, buffer: BufferBooks): void {
  const simulated = expected(line, mirror.model!).levels[after]!;
  const tolerance = Math.max(TOLERATED * buffer.capacity, 1 + line.stations[receiverOf(line.network, after)]!.takes);
  if (simulated >= buffer.low - tolerance && simulated <= buffer.high + tolerance) return;
  correct(line, mirror.model!, { kind: 'level', after, items: clamp(simulated, buffer.high + tolerance / 2, buffer.low - tolerance / 2) });
}

const clamp = (value: number, high: number, low: number): number => Math.min(Math.max(value, low), high);

import type { LineView } from '../../../../../src/contract/stream.js';
import type { Speed } from './speeds.js';

/** Views that are asked for at once: half a minute of watching. */
export const CHUNK = 60;
/** A view is shown for so long [ms]. */
export const SHOWN_MS = 500;
/** So many views before the end of a chunk the next one is asked for. */
const AHEAD = 40;

export interface Frame {
  atUs: number;
  view: LineView;
}

/** Where a replay stands: `index` views after the instant at which it was begun, each of `everyUs`. */
export interface Player {
  baseUs: number;
  everyUs: number;
  index: number;
  /** null: it stands still */
  speed: Speed | null;
}

/** Begins at an instant; speed null: stands still. Each view is half a second of watching after the one before. */
export const playerAt = (baseUs: number, speed: Speed | null): Player => ({
  baseUs,
  everyUs: (speed ?? 1) * SHOWN_MS * 1000,
  index: 0,
  speed,
});

export const chunkOf = ({ index }: Player): number => Math.floor(index / CHUNK);

/** First instant of a chunk. */
export const chunkFromUs = ({ baseUs, everyUs }: Player, chunk: number): number => baseUs + chunk * CHUNK * everyUs;

/** Whether the chunk after the present one should be on its way. */
export const wantsNext = (player: Player): boolean => player.speed !== null && player.index % CHUNK >= CHUNK - AHEAD;

/** One view on, where it is there. Where the views end in the middle of a chunk, now is reached: it stands still. */
export function step(player: Player, present: readonly Frame[] | undefined, next: readonly Frame[] | undefined): Player {
  if (player.speed === null || !present) return player;
  const index = player.index + 1;
  if (index % CHUNK !== 0) return index % CHUNK < present.length ? { ...player, index } : { ...player, speed: null };
  if (!next) return player;
  return next.length > 0 ? { ...player, index } : { ...player, speed: null };
}

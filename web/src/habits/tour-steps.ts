/** Steps of the tour with what they point at, by selector; where it is not there, they stand in the middle. */
export const TOUR_STEPS = [
  { id: 'overview', at: '.overview h1' },
  { id: 'row', at: '.overview .line-row' },
  { id: 'sim', at: '.overview .tag-sim' },
  { id: 'whatIf', at: '.overview a[href^="/scenarios"]' },
  { id: 'data', at: '.overview a[href^="/data"]' },
  { id: 'hand', at: '.top-tool' },
] as const;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
interface Size {
  width: number;
  height: number;
}

const GAP = 12;
const EDGE = 8;

/** Where a box of words stands: below what it tells of, above where there is no room, within the window; in its middle where it tells of nothing. [px] */
export function besideTarget(target: Box | null, { width, height }: Size, window: Size): { left: number; top: number } {
  if (target === null) return { left: (window.width - width) / 2, top: (window.height - height) / 2 };
  const clip = (value: number, most: number) => Math.max(EDGE, Math.min(most - EDGE, value));
  const below = target.bottom + GAP;
  const top = below + height <= window.height - EDGE ? below : target.top - GAP - height;
  return { left: clip(target.left, window.width - width), top: clip(top, window.height - height) };
}

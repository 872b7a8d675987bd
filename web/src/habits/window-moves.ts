import type { PageWindow } from './page.js';

/** Begin and end of a stretch of time [us]. */
export interface Stretch {
  fromUs: number;
  toUs: number;
}

export type WindowMove = 'earlier' | 'later' | 'wider' | 'narrower' | 'now';

const UNITS_S = { wk: 604_800, d: 86_400, h: 3600, min: 60, m: 60, s: 1 } as const;
const RELATIVE = /^now(?:-(\d+)(wk|d|h|min|m|s))?$/;
/** No window is made shorter than this [us]. */
const LEAST_US = 60e6;

const isRelative = (text: string) => RELATIVE.test(text);

/** An instant as the server takes it [us]: ISO 8601, milliseconds since 1970, `now`, or `now-8h`. Null: it is none. */
export function instantOf(text: string, nowUs: number): number | null {
  const relative = RELATIVE.exec(text);
  if (relative) return nowUs - Number(relative[1] ?? 0) * UNITS_S[(relative[2] ?? 's') as keyof typeof UNITS_S] * 1e6;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(ms) ? null : ms * 1000;
}

type Asked = Pick<PageWindow, 'from' | 'to' | 'beganUs'>;

/** When a window of a page begins and ends. Null where its texts do not say it. */
export function stretchOf({ from, to, beganUs }: Asked, nowUs: number): Stretch | null {
  const fromUs = from === '' ? beganUs : instantOf(from, nowUs);
  const toUs = instantOf(to, nowUs);
  return fromUs === null || toUs === null || fromUs >= toUs ? null : { fromUs, toUs };
}

/** Whether a window shows the present, whenever its address is opened. */
export const followsNow = ({ from, to }: { from: string; to: string }) => (from === '' || isRelative(from)) && isRelative(to);

/** The same stretch with its instants written out. */
export const frozen = ({ fromUs, toUs }: Stretch) => ({ from: written(fromUs), to: written(toUs) });

/**
 * The window after a move. Earlier and later go by half of it, and it is never after now; wider doubles and narrower halves it, about its end
 * where that is now, else about its middle. What was counted back from now still is. Null where nothing changes.
 */
export function moved(window: PageWindow, move: WindowMove, nowUs: number): { from: string; to: string } | null {
  const known = stretchOf(window, nowUs);
  if (known === null) return null;
  const next = within(target(known, move, nowUs), window.mostS * 1e6, nowUs);
  if (next.fromUs === known.fromUs && next.toUs === known.toUs) return null;
  if (!followsNow(window)) return frozen(next);
  return { from: backFrom(nowUs, next.fromUs), to: backFrom(nowUs, next.toUs) };
}

function target({ fromUs, toUs }: Stretch, move: WindowMove, nowUs: number): Stretch {
  const length = toUs - fromUs;
  if (move === 'now') return { fromUs: nowUs - length, toUs: nowUs };
  if (move === 'earlier') return { fromUs: fromUs - length / 2, toUs: toUs - length / 2 };
  if (move === 'later') return { fromUs: Math.min(fromUs + length / 2, nowUs - length), toUs: Math.min(toUs + length / 2, nowUs) };
  const wanted = Math.max(LEAST_US, move === 'wider' ? length * 2 : length / 2);
  const endUs = toUs >= nowUs ? nowUs : Math.min(nowUs, toUs + (wanted - length) / 2);
  return { fromUs: endUs - wanted, toUs: endUs };
}

/** The same within what is told of at once and up to now. */
function within({ fromUs, toUs }: Stretch, mostUs: number, nowUs: number): Stretch {
  const endUs = Math.min(toUs, nowUs);
  return { fromUs: Math.max(fromUs, endUs - mostUs), toUs: endUs };
}

const written = (us: number) => new Date(Math.round(us / 1e6) * 1000).toISOString().replace('.000', '');

/** An instant counted back from now, in the largest unit that takes a whole number. */
function backFrom(nowUs: number, us: number): string {
  const s = Math.round((nowUs - us) / 1e6);
  if (s <= 0) return 'now';
  const unit = (['d', 'h', 'min', 's'] as const).find((each) => s % UNITS_S[each] === 0) ?? 's';
  return `now-${s / UNITS_S[unit]}${unit}`;
}

import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { Spot } from './plan.js';
import type { Watch } from './watch.js';

/** How the time of a unit, or of a machine while its segment produces, goes: of late, as sums that fade by a thirtieth a day. */
export interface Use {
  day: number;
  busyS: number;
  /** starved, blocked or without work */
  waitS: number;
  /** good items of its steps, and steps */
  good: number;
  steps: number;
}

const DAY_US = 86_400e6;
const KEPT_A_DAY = 29 / 30;
const WAITS: ReadonlySet<MeasuredAccount> = new Set(['starved', 'blocked', 'idle', 'standby']);
const NEITHER: ReadonlySet<MeasuredAccount> = new Set(['off', 'unknown']);

/** A unit is the bottleneck that waits least, if it waits no more than this share of its time. */
const MOST_WAITING = 0.15;
/** It takes so much of its time to tell [s]. */
const ENOUGH_S = 86_400;

export function noteUse(watch: Watch, { station, source, place }: Spot, fact: { account: MeasuredAccount; seconds: number; fromUs: number }): void {
  if (NEITHER.has(fact.account)) return;
  const key = station === null ? place.unit.id : source;
  const use = (watch.uses[key] ??= { day: 0, busyS: 0, waitS: 0, good: 0, steps: 0 });
  const day = Math.floor(fact.fromUs / DAY_US);
  if (use.day > 0 && day > use.day) fade(use, KEPT_A_DAY ** (day - use.day));
  use.day = Math.max(use.day, day);
  use[WAITS.has(fact.account) ? 'waitS' : 'busyS'] += fact.seconds;
}

function fade(use: Use, kept: number): void {
  use.busyS *= kept;
  use.waitS *= kept;
  use.good *= kept;
  use.steps *= kept;
}

/** Share of its time that it waits; null before enough is known. */
export function waitingShare(watch: Watch, key: string): number | null {
  const use = watch.uses[key];
  return use === undefined || use.busyS + use.waitS < ENOUGH_S ? null : use.waitS / (use.busyS + use.waitS);
}

/** The unit that holds back the cell: that which waits least, if it hardly waits; null where none does or nobody knows. */
export function bottleneckOf(cell: CompiledCell, watch: Watch): string | null {
  let best: { id: string; share: number } | null = null;
  for (const { id } of cell.definition.units) {
    const share = waitingShare(watch, id);
    if (share !== null && share <= MOST_WAITING && share < (best?.share ?? 1)) best = { id, share };
  }
  return best?.id ?? null;
}

/** Good items of a unit for a second of its work, and for a step; null before it is known. */
export function paceOf(watch: Watch, unit: string): { goodPerS: number; goodPerStep: number } | null {
  const use = watch.uses[unit];
  return use !== undefined && use.busyS > 0 && use.steps > 0 ? { goodPerS: use.good / use.busyS, goodPerStep: use.good / use.steps } : null;
}

import type { StopReason } from './reason.js';

export interface NamedReason {
  reason: StopReason;
  /** What it belongs to, from the nearest on. */
  above: StopReason[];
  class: StopReason['class'] | null;
}

/** The reason of a code: the one with just this code, else the narrowest range around it; null where nobody named it. */
export function reasonOf({ reasons = [] }: { reasons?: readonly StopReason[] | undefined }, code: number): NamedReason | null {
  const reason = reasons.find((each) => each.code === code) ?? narrowest(reasons, code, null);
  if (!reason) return null;
  const above: StopReason[] = [];
  for (let next = parentOf(reasons, reason); next && next !== reason && !above.includes(next); next = parentOf(reasons, next)) above.push(next);
  return { reason, above, class: [reason, ...above].find((each) => each.class !== undefined)?.class ?? null };
}

/** The reason that it says it belongs to; else the narrowest range around it. */
export function parentOf(reasons: readonly StopReason[], reason: StopReason): StopReason | null {
  if (reason.parent !== undefined) return reasons.find(({ id }) => id === reason.parent) ?? null;
  const first = reason.code ?? reason.from;
  return first === undefined ? null : narrowest(reasons, first, reason);
}

function narrowest(reasons: readonly StopReason[], code: number, within: StopReason | null): StopReason | null {
  const last = within?.to ?? code;
  const around = reasons.filter(({ from, to }) => from !== undefined && to !== undefined && from <= code && last <= to);
  const wider = within?.from === undefined ? around : around.filter((each) => widthOf(each) > widthOf(within));
  return wider.reduce<StopReason | null>((best, each) => (best === null || widthOf(each) < widthOf(best) ? each : best), null);
}

const widthOf = ({ from = 0, to = 0 }: StopReason) => to - from;

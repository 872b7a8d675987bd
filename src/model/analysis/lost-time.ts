import type { KpiAccount } from '../../contract/cell-kpi.js';
import type { LostCause, LostStretch, LostTime } from '../../contract/lost-time.js';
import type { CompiledLine } from '../compile.js';
import { causesOf, type Waiting } from './causes.js';
import type { OrderedUnit } from './line-oee.js';
import { toldReason, type ReasonedUnit } from './line-stops.js';
import { neighboursOf } from './measure-point.js';
import { measuredWork } from './measured-work.js';
import { pointAccounts } from './point-accounts.js';
import type { SaidMerger } from './said-of-stops.js';
import type { AccountSpan } from './time-accounts.js';
import { DOES, type Timeline } from './timeline.js';

type Cause = LostStretch['causes'][number];
type Named = Pick<Cause, 'unit' | 'outside' | 'reason'>;

/**
 * Stretches over [fromUs, toUs) that the time bridge of a measured line puts down to one account, newest first, and what they are put down to: of
 * waiting the machines that were waited for, of other time the reason that the state was told with. `units` in the order of the stations of the line.
 */
export function lostTime(
  line: CompiledLine,
  units: readonly (OrderedUnit & ReasonedUnit)[],
  account: KpiAccount,
  { fromUs, toUs }: { fromUs: number; toUs: number },
  mergers: readonly SaidMerger[],
): Pick<LostTime, 'causes' | 'items'> {
  const work = measuredWork(line, units, fromUs, toUs);
  const found = pointAccounts(line, work, units, mergers).flatMap(({ station, weight, spans }) => {
    const unit = units[station]!;
    const own = spans.filter((span) => span.account === account);
    const causes = account === 'starved' || account === 'blocked' ? waitedFor(line, work.timeline, station, own) : own.map((span) => [reasonOf(unit, span)]);
    return own.map((span, i) => ({ weight, stretch: stretchOf(unit.id, span, causes[i]!, { fromUs, toUs }) }));
  });
  const items = found.map(({ stretch }) => stretch).sort((a, b) => b.fromUs - a.fromUs || a.unit.localeCompare(b.unit));
  return { causes: summed(found), items };
}

function stretchOf(unit: string, span: AccountSpan, causes: readonly Cause[], window: { fromUs: number; toUs: number }): LostStretch {
  return {
    unit,
    fromUs: span.fromUs,
    began: span.fromUs > window.fromUs,
    toUs: span.toUs < window.toUs ? span.toUs : null,
    s: (span.toUs - span.fromUs) / 1e6,
    causes: [...causes].sort((a, b) => b.s - a.s || nameOf(a).localeCompare(nameOf(b))),
  };
}

const reasonOf = ({ states }: ReasonedUnit, { fromUs, toUs }: AccountSpan): Cause => ({
  unit: null,
  outside: false,
  reason: toldReason(states, fromUs, toUs),
  s: (toUs - fromUs) / 1e6,
});

/** Machines that the station waited for in each of its spans. */
function waitedFor(line: CompiledLine, t: Timeline, station: number, spans: readonly AccountSpan[]): Cause[][] {
  const found: Cause[][] = spans.map(() => []);
  const waits = causesOf(t, neighboursOf(line), [station]);
  let at = 0;
  for (let k = 0; k < t.spans; k++) {
    if (t.unit[k] !== station || (t.does[k] !== DOES.starved && t.does[k] !== DOES.blocked)) continue;
    while (at < spans.length && spans[at]!.toUs <= t.begin[k]!) at++;
    if (at === spans.length) break;
    if (spans[at]!.fromUs > t.begin[k]!) continue;
    addWaiting(found[at]!, t, waits.get(k));
  }
  return found;
}

function addWaiting(causes: Cause[], t: Timeline, waiting: Waiting | undefined): void {
  for (const { unit, us } of waiting?.causes ?? []) {
    const named: Named = { unit: unit === null ? null : t.units[unit]!, outside: unit === null, reason: null };
    const known = causes.find((cause) => nameOf(cause) === nameOf(named));
    if (known === undefined) causes.push({ ...named, s: us / 1e6 });
    else known.s += us / 1e6;
  }
}

/** Stretches by what they are put down to: no cause first, then the longest first. */
function summed(found: readonly { weight: number; stretch: LostStretch }[]): LostCause[] {
  const sums = new Map<string, Named & { stretches: number; s: number }>();
  for (const { weight, stretch } of found) {
    for (const { s, ...named } of stretch.causes) {
      const sum = sums.get(nameOf(named)) ?? { ...named, stretches: 0, s: 0 };
      sums.set(nameOf(named), { ...sum, stretches: sum.stretches + 1, s: sum.s + weight * s });
    }
  }
  const whole = [...sums.values()].reduce((sum, { s }) => sum + s, 0);
  const ordered = [...sums.values()].sort((a, b) => Number(hasNone(b)) - Number(hasNone(a)) || b.s - a.s || nameOf(a).localeCompare(nameOf(b)));
  let before = 0;
  return ordered.map((cause) => ({ ...cause, share: cause.s / whole, cumulativeShare: (before += cause.s) / whole }));
}

const nameOf = ({ unit, outside, reason }: Named): string => `${unit ?? ''} ${outside} ${reason ?? ''}`;
const hasNone = ({ unit, outside, reason }: Named): boolean => unit === null && !outside && reason === null;

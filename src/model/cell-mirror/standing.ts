import type { MeasuredAccount, SourceView, StandingMachine } from '../../contract/cell-view.js';
import { measurePoints } from '../analysis/measure-point.js';
import type { Source } from './sources.js';

/** What a machine is at when it stands by itself, the worst first: one that waits for its neighbours, or is off, does not. */
const STANDS: readonly MeasuredAccount[] = ['down', 'excursion', 'utility', 'persons', 'minor-stop'];
const WORKS: readonly MeasuredAccount[] = ['execute', 'start-up'];

/**
 * The machine of a unit that stands while the unit says that it works. A unit tells the states of its step, not those of its machines, so
 * that only they tell. Of several the worst; of equals the one that holds the unit, then the one that has stood longest.
 */
export function standingIn(unit: SourceView, { place }: Pick<Source, 'place'>, machines: readonly SourceView[]): StandingMachine | null {
  const line = place?.line;
  if (!line || !WORKS.includes(unit.account)) return null;
  const points = measurePoints(line).map(({ station }) => line.stations[station]!.id);
  const [worst] = machines
    .filter(({ account }) => STANDS.includes(account))
    .map(({ source, account, sinceUs }) => ({ machine: source, account, sinceUs, holds: points.length === 1 && source === `${unit.source}.${points[0]}` }))
    .sort((a, b) => STANDS.indexOf(a.account) - STANDS.indexOf(b.account) || Number(b.holds) - Number(a.holds) || (a.sinceUs ?? 0) - (b.sinceUs ?? 0));
  return worst ?? null;
}

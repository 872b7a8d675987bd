import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { CompiledCell } from '../../cell/compile.js';
import type { MeasuredFact } from '../facts.js';
import { addToDay } from './bins.js';
import { LIMITS } from './limits.js';
import { planOf, type Spot } from './plan.js';
import { watchRest } from './rest.js';
import { takeAmount } from './take.js';
import { noteUse } from './use.js';
import type { Watch } from './watch.js';

type Energy = Extract<MeasuredFact, { kind: 'energy' }>;

const US_PER_HOUR = 3.6e9;
/** A day with less of it tells no power [h]. */
const LEAST_H = 0.25;
const UTILITY = 'utilities.';

const WORK: ReadonlySet<MeasuredAccount> = new Set(['execute', 'start-up', 'set-up', 'changeover', 'cleaning', 'clearance', 'maintenance', 'waking']);

/** Energy of a source in an account: its power against that of the file, at work and at rest, and how its time goes. */
export function watchEnergy(cell: CompiledCell, watch: Watch, fact: Energy): void {
  if (!(fact.seconds >= 0)) return;
  if (fact.source.startsWith(UTILITY)) return addUtilityKwh(watch, fact.source, fact.carrier, { ...fact, used: 0, kwhPerUnit: 0 });
  const plan = planOf(cell);
  const spot = plan.spots.get(fact.source);
  if (spot === undefined) return;
  if (fact.carrier === plan.clock) {
    noteUse(watch, spot, fact);
    watchRest(watch, spot, fact);
  }
  const kw = kwOf(watch, spot, fact.account, fact.carrier);
  if (kw === undefined || !(kw > 0) || fact.seconds <= 0) return;
  const { fromUs, toUs, kwh } = fact;
  const hours = fact.seconds / 3600;
  const of = `${fact.carrier}/${WORK.has(fact.account) ? 'work' : 'rest'}`;
  const day = addToDay(watch, `power|${fact.source}|${of}`, { fromUs, toUs, seen: kwh, expected: kw * hours, per: hours, effect: kwh - kw * hours }, LEAST_H);
  if (day) takeAmount(watch, { judged: 'power', source: fact.source, of }, day, (LIMITS.power.scatter * day.expected) ** 2);
}

/**
 * Power by the file [kW]; undefined: not judged. Phases that draw differently count as they were measured lately, once a step has
 * gone through all of them; items by the last speed.
 */
function kwOf(watch: Watch, spot: Spot, account: MeasuredAccount, carrier: string): number | undefined {
  const power = spot.power.get(carrier);
  const kw = power?.table[account];
  if (spot.station === null) {
    if (kw !== undefined || account !== 'execute' || power === undefined || spot.place.line !== null) return kw;
    const mix = watch.mixes[spot.source];
    return mix?.steps && mix.seconds > 0 ? mix.kwS / mix.seconds : undefined;
  }
  if (account !== 'execute' || kw === undefined || power!.perItemKwh === 0) return kw;
  return kw + power!.perItemKwh * (watch.speeds[spot.source] !== undefined ? 60 * watch.speeds[spot.source]! : spot.station.ratePerUs * US_PER_HOUR);
}

/** Energy of a utility against what its use should cost, both by the day. */
export function addUtilityKwh(
  watch: Watch,
  source: string,
  carrier: string,
  { fromUs, toUs, kwh, used, kwhPerUnit, hours = 0 }: { fromUs: number; toUs: number; kwh: number; used: number; kwhPerUnit: number; hours?: number },
): void {
  const expected = used * kwhPerUnit;
  const day = addToDay(watch, `power|${source}|${carrier}`, { fromUs, toUs, seen: kwh, expected, per: hours, effect: kwh - expected }, 1);
  if (day && day.seen > 0) takeAmount(watch, { judged: 'power', source, of: carrier }, day, (LIMITS.power.scatter * day.expected) ** 2);
}

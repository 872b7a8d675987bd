import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { CompiledCell, Place } from '../../cell/compile.js';
import type { CompiledStation } from '../../compile.js';
import type { MeasuredFact } from '../facts.js';
import { addToDay } from './bins.js';
import { LIMITS } from './limits.js';
import { type Plan, planOf, type Spot } from './plan.js';
import { watchRest } from './rest.js';
import { takeAmount } from './take.js';
import { noteUse } from './use.js';
import type { Watch } from './watch.js';
import { executeKw, lawsOf } from './work.js';

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
  const kw = kwOf(plan, cell, watch, spot, fact.account, fact.carrier);
  if (kw === null || !(kw > 0) || fact.seconds <= 0) return;
  const { fromUs, toUs, kwh } = fact;
  const hours = fact.seconds / 3600;
  const of = `${fact.carrier}/${WORK.has(fact.account) ? 'work' : 'rest'}`;
  const day = addToDay(watch, `power|${fact.source}|${of}`, { fromUs, toUs, seen: kwh, expected: kw * hours, per: hours, effect: kwh - kw * hours }, LEAST_H);
  if (day) takeAmount(watch, { judged: 'power', source: fact.source, of }, day, (LIMITS.power.scatter * day.expected) ** 2);
}

/** Power by the file [kW]; null: not judged. */
function kwOf(plan: Plan, cell: CompiledCell, watch: Watch, spot: Spot, account: MeasuredAccount, carrier: string): number | null {
  if (spot.station !== null) return machineKw(watch, spot.source, spot.station, account, carrier);
  if (carrier !== 'electricity') return null;
  const { place } = spot;
  const { power } = place.unit;
  switch (account) {
    case 'execute':
      return place.line === null ? executeKw(plan, cell, watch, spot.source) : null; // its machines tell
    case 'start-up':
      return sameKw(cell, place, account, power.execute);
    case 'waking':
      return power.starting ?? power.execute;
    case 'cleaning':
      return sameKw(cell, place, account, power.cleaning ?? power.idle);
    case 'set-up':
    case 'changeover':
    case 'clearance':
    case 'maintenance':
      return sameKw(cell, place, account, power.idle);
    case 'down':
    case 'minor-stop':
      return power.held ?? power.idle;
    case 'idle':
    case 'starved':
    case 'blocked':
    case 'persons':
    case 'utility':
    case 'excursion':
      return power.idle;
    case 'standby':
      return power.standby;
    case 'off':
    case 'unknown':
      return null;
  }
}

/** Power of work of a kind; null where it depends on which of several it is. */
function sameKw(cell: CompiledCell, place: Place, account: Parameters<typeof lawsOf>[1], otherwiseKw: number): number | null {
  const powers = new Set(lawsOf(place, account).map((index) => cell.activities[index]!.kw ?? otherwiseKw));
  return powers.size > 1 ? null : ([...powers][0] ?? otherwiseKw);
}

/** A machine of a segment while its unit produces. What items draw goes by the speed that was measured last. */
function machineKw(watch: Watch, source: string, station: CompiledStation, account: MeasuredAccount, carrier: string): number | null {
  const of = carrier === 'electricity' ? station : station.carriers.find(({ id }) => id === carrier);
  if (of === undefined) return null;
  switch (account) {
    case 'execute':
      return of.power.execute + of.perItemKwh * (watch.speeds[source] !== undefined ? 60 * watch.speeds[source] : station.ratePerUs * US_PER_HOUR);
    case 'starved':
    case 'blocked':
      return of.power.idle;
    case 'down':
    case 'minor-stop':
      return of.power.held;
    default:
      return null;
  }
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

import type { CompiledActivity, CompiledCell, Place } from '../../cell/compile.js';
import type { MeasuredFact } from '../facts.js';
import { ln } from '../../../engine/elementary.js';
import { LIMITS } from './limits.js';
import { momentsFor, planOf } from './plan.js';
import { addExposure } from './stops.js';
import { takeAmount, takeDuration } from './take.js';
import type { Watch } from './watch.js';

type Of<Kind extends MeasuredFact['kind']> = Extract<MeasuredFact, { kind: Kind }>;

/** Of the phases that make the mean power of a unit, each newer one counts so much. */
const NEWER = 0.02;

/** A phase of a recipe: how long it took, for so many items where its law says so. */
export function watchPhase(cell: CompiledCell, watch: Watch, fact: Of<'phase'>): void {
  const plan = planOf(cell);
  const spot = plan.spots.get(fact.source);
  if (spot === undefined || spot.station !== null || !(fact.activeS >= 0)) return;
  addExposure(watch, spot, fact, fact.activeS);
  const phase = phaseOf(cell, spot.place, fact);
  if (phase === null) return;
  mixPower(watch, fact.source, spot.place, phase, fact.activeS);
  const times = phase.per === 'batch' ? 1 : phase.per === 'item' ? fact.items : null;
  if (times === null) return; // rejects of the step before are not known here
  takeDuration(watch, { judged: 'phase', source: fact.source, of: fact.phase }, fact, fact.activeS, momentsFor(plan, phase.id, [phase.law]), times);
}

/** The phase by its id: of the recipe of the product, else of the unit. */
function phaseOf(cell: CompiledCell, place: Place, { product, step, phase }: Of<'phase'>): CompiledActivity | null {
  const p = cell.definition.products.findIndex(({ id }) => id === product);
  const own = p < 0 ? undefined : cell.steps.slice(cell.firstStep[p], cell.firstStep[p + 1] ?? cell.steps.length).find(({ id }) => id === step);
  const ids = own?.recipe.phases ?? place.unit.phases;
  const at = ids.findIndex(({ id }) => id === phase);
  const activities = own?.phases?.get(place.index) ?? place.phases;
  return at < 0 || activities[at] === undefined ? null : cell.activities[activities[at]]!;
}

function mixPower(watch: Watch, source: string, { unit }: Place, { kw }: CompiledActivity, seconds: number): void {
  const mix = (watch.mixes[source] ??= { seconds: 0, kwS: 0 });
  mix.seconds += seconds - NEWER * mix.seconds;
  mix.kwS += (kw ?? unit.power.execute) * seconds - NEWER * mix.kwS;
}

/** Work beside the phases. Where several laws come into question (cleanings, changeovers) it is taken for that nearest to it. */
export function watchActivity(cell: CompiledCell, watch: Watch, fact: Of<'activity'>): void {
  const candidates = planOf(cell).spots.get(fact.source)?.activities.get(fact.activity) ?? [];
  if (!(fact.activeS > 0) || candidates.length === 0) return;
  const length = ln(fact.activeS);
  const nearest = candidates.reduce((best, one) => (Math.abs(length - one.lnMean) < Math.abs(length - best.lnMean) ? one : best));
  takeDuration(watch, { judged: 'activity', source: fact.source, of: fact.activity }, fact, fact.activeS, nearest);
}

/** A step may lose this share of its items without a word, whatever its recipe says. */
const UNTOLD_LOSS = 0.002;

/** A step of a batch: the share of its items that was lost. Machines of a flow segment tell theirs themselves. */
export function watchStep(cell: CompiledCell, watch: Watch, fact: Of<'step'>): void {
  const spot = planOf(cell).spots.get(fact.source);
  if (spot === undefined) return;
  const use = (watch.uses[spot.place.unit.id] ??= { day: 0, busyS: 0, waitS: 0, good: 0, steps: 0 });
  use.good += fact.good;
  use.steps += 1;
  const mix = watch.mixes[fact.source];
  if (mix !== undefined) mix.steps = (mix.steps ?? 0) + 1;
  const product = cell.definition.products.find(({ id }) => id === fact.product);
  const recipe = product?.route.find(({ id }) => id === fact.step);
  if (recipe === undefined || spot.place.line !== null || recipe.recovers > 0) return;
  const made = fact.itemsIn * recipe.makes;
  const told = made * (1 - recipe.yield);
  const expected = Math.max(told, made * UNTOLD_LOSS);
  const { scatter } = LIMITS.yield;
  const lost = Math.max(0, fact.rejected);
  takeAmount(
    watch,
    { judged: 'yield', source: fact.source, of: fact.step },
    { fromUs: fact.fromUs, toUs: fact.toUs, seen: told < expected ? Math.max(lost, expected) : lost, expected, per: made, effect: lost - told },
    expected + (scatter * expected) ** 2,
  );
}

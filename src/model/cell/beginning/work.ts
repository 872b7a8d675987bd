import { noteOf } from '../../../contract/look-ahead-note.js';
import { NEVER } from '../../../engine/calendar.js';
import { mean, scale, survival } from '../../../engine/distribution.js';
import { workAt } from '../../calendar.js';
import { isAway } from '../../outages.js';
import { CLEAN } from '../changeover.js';
import { cleanByUs, dueCleaning } from '../cleaning.js';
import type { Place } from '../compile.js';
import { STAGE, WAITS } from '../layout.js';
import { factorOf } from '../release.js';
import type { PlaceSituation } from '../situation.js';
import { activityOf, awaitTurn, nextStage, phasesOf } from '../work.js';
import { lastedUs, type Beginning } from './known.js';

const US_PER_S = 1e6;

/** A place is in a stage of the work whose needs are laid out: what comes before is done, and what is under way has lasted as long as it has. */
export function enterStage(b: Beginning, place: Place, stage: number, at: PlaceSituation): void {
  const { cell, state } = b;
  const { p } = state;
  const i = place.index;
  if (stage === STAGE.idle) return nextStage(cell, state, place);
  for (let before: number = STAGE.idle; before <= stage; before++) p.need[i]! &= ~(1 << before);
  p.stage[i] = stage;
  if (stage === STAGE.cleaning && mustBeMajor(place, at)) p.majorNext[i] = 1;
  p.phase[i] = stage === STAGE.phases ? phaseOf(b, place, at) : 0;
  const activity = activityOf(cell, state, place, stage);
  if (activity < 0 && stage !== STAGE.phases && stage !== STAGE.production) return nextStage(cell, state, place);
  if (at.activeS === 0 || (activity < 0 && stage === STAGE.phases)) return awaitTurn(state, place, activity);
  goOn(b, place, activity, at);
}

/** A minor cleaning that has lasted longer than any does is a major one. */
function mustBeMajor({ major, minor, unit }: Place, { activeS }: PlaceSituation): boolean {
  return major >= 0 && minor >= 0 && activeS !== null && survival(unit.cleaning!.minor!.lasts, activeS) === 0;
}

/** The number of the phase under way; of one that is not known a phase in proportion to how long each lasts. */
function phaseOf({ cell, state, unknown, notes }: Beginning, place: Place, { phase, place: name }: PlaceSituation): number {
  const phases = phasesOf(cell, state, place).map((activity) => cell.activities[activity]!);
  const known = phases.findIndex(({ id }) => id.slice(id.lastIndexOf('/') + 1) === phase);
  if (known >= 0 || phases.length === 0) return Math.max(0, known);
  notes.push(noteOf('phase-drawn', { source: name }));
  return unknown.choice(
    `${place.id}/phase`,
    phases.map(({ law, per }) => mean(law) * factorOf(state, state.p.batch[place.index]!, per)),
  );
}

/** An activity has begun, with those who do it; how long it lasts beyond what it has is drawn by the fork. */
function goOn({ cell, state, unknown, notes }: Beginning, place: Place, activity: number, { activeS, place: name }: PlaceSituation): void {
  const { p } = state;
  const i = place.index;
  p.activity[i] = activity;
  p.waits[i] = WAITS.no;
  p.work[i] = p.left[i] = 0;
  if (activity < 0) return;
  const { law, per } = cell.activities[activity]!;
  const factor = p.batch[i]! < 0 ? 1 : factorOf(state, p.batch[i]!, per);
  p.factor[i] = factor;
  if (factor === 0) return;
  const known = lastedUs(activeS);
  if (known === null) notes.push(noteOf('work-drawn', { source: name }));
  const ageUs = known ?? unknown.ageUs(`${place.id}/work`, scale(law, factor));
  p.work[i] = Math.max(ageUs, Math.round(mean(law) * factor * US_PER_S));
  p.left[i] = p.work[i] - ageUs;
}

/** Work of a place that has no batch: cleaning and maintenance by itself. False where that is not what its stage tells. */
export function workAlone(b: Beginning, place: Place, at: PlaceSituation): boolean {
  const { state } = b;
  const { p } = state;
  const i = place.index;
  p.need[i] = 0;
  if (at.stage === 'cleaning' && place.major >= 0) {
    p.majorNext[i] = dueCleaning(place, state, cleaningBeganUs(b, place)) === CLEAN.major || place.minor < 0 ? 1 : 0;
    enterStage(b, place, STAGE.cleaning, at);
    return true;
  }
  if (at.stage !== 'maintenance' || place.upkeeps.length === 0) return false;
  const share = place.upkeeps.map(({ index, everyUs }) => state.upkeep[index]! / everyUs);
  p.upkeep[i] = share.indexOf(Math.max(...share));
  enterStage(b, place, STAGE.maintenance, at);
  return true;
}

/** Whether the cleaning under way began when the dirty hold time of the place was over, and not for a lot that comes. */
export function cleansByItself({ state, atUs }: Beginning, place: Place, { stage, activeS }: PlaceSituation): boolean {
  return stage === 'cleaning' && activeS !== null && cleanByUs(place, state) <= atUs - activeS * US_PER_S;
}

/** A place cleans by itself at the end of its dirty hold time, where it works then [us]. */
function cleaningBeganUs({ cell, state, atUs }: Beginning, place: Place): number {
  const byUs = cleanByUs(place, state);
  const worked = byUs <= atUs && (place.calendar < 0 || workAt(cell.calendars[place.calendar]!, byUs).working) && !isAway(cell.outages, place.index, byUs);
  return worked ? byUs : atUs;
}

/** A place is being loaded by another one, until that one is done. */
export function isLoaded({ state }: Beginning, { index: i }: Place): void {
  const { p } = state;
  p.need[i] = 0;
  p.stage[i] = STAGE.loading;
  p.activity[i] = -1;
  p.waits[i] = WAITS.no;
  p.left[i] = p.work[i] = NEVER;
}

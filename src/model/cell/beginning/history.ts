import { noteOf } from '../../../contract/look-ahead-note.js';
import { mean, sample, survival, type Distribution } from '../../../engine/distribution.js';
import { workingUs } from '../../calendar.js';
import type { CompiledCell, CompiledStop, Place } from '../compile.js';
import { REPAIR } from '../layout.js';
import type { DownSituation, PlaceSituation } from '../situation.js';
import { countOf, lastedUs, outsideName, pastUs, type Beginning } from './known.js';

const US_PER_S = 1e6;

/** What a place has behind it: its last product, cleaning and campaign, clocks of stops and maintenance, and a stop under way. */
export function layHistory(b: Beginning, place: Place, at: PlaceSituation): void {
  layCleaning(b, place, at);
  layClocks(b, place, at);
  if (at.down) layStop(b, place, at.down);
  const { p } = b.state;
  const i = place.index;
  const { standby } = place.unit;
  p.idleSince[i] = pastUs(b.atUs, at.idleSinceUs) ?? b.atUs;
  p.asleep[i] = standby && at.stage === 'idle' && b.atUs - p.idleSince[i] >= Math.round(standby.after * US_PER_S) ? 1 : 0;
}

function layCleaning(b: Beginning, place: Place, at: PlaceSituation): void {
  const { cell, state, atUs, unknown, notes } = b;
  const { p } = state;
  const i = place.index;
  p.product[i] = at.product === null ? -1 : cell.definition.products.findIndex(({ id }) => id === at.product);
  if (at.product !== null && p.product[i] < 0) notes.push(noteOf('product-missing', { source: at.place, product: at.product }));
  const { cleaning } = place.unit;
  if (cleaning === undefined) return;
  const soiledUs = pastUs(atUs, at.soiledSinceUs);
  const cleanUs = pastUs(atUs, at.cleanSinceUs);
  if (soiledUs === null && cleanUs === null && p.product[i] >= 0) notes.push(noteOf('cleaning-unheard', { source: at.place }));
  const soiled = soiledUs !== null ? soiledUs >= (cleanUs ?? -Infinity) : cleanUs === null && p.product[i] >= 0;
  p.soiled[i] = soiled ? 1 : 0;
  p.soiledSince[i] = soiledUs ?? atUs;
  p.cleanSince[i] = cleanUs ?? atUs;
  const { campaign } = cleaning;
  const sinceUs = pastUs(atUs, at.campaign?.sinceUs);
  const batches = countOf(at.campaign?.batches ?? NaN);
  if (sinceUs !== null && batches !== null) {
    p.campaignBatches[i] = batches;
    p.campaignSince[i] = sinceUs;
  } else if (campaign && p.product[i] >= 0) {
    const share = unknown.uniform(`${place.id}/campaign`);
    p.campaignBatches[i] = Math.floor(share * (campaign.batches ?? 1));
    p.campaignSince[i] = atUs - Math.round(share * (campaign.age ?? 0) * US_PER_S);
    notes.push(noteOf('campaign-drawn', { source: at.place }));
  }
}

function layClocks({ state, unknown, notes }: Beginning, place: Place, at: PlaceSituation): void {
  for (const stop of place.stops) {
    const ran = lastedUs(at.ranS[stop.id]);
    state.age[stop.index] = ran ?? unknown.ageUs(`${place.id}/${stop.id}`, stop.every);
  }
  const drawn = place.stops.filter((stop) => lastedUs(at.ranS[stop.id]) === null).map(({ id }) => id);
  if (drawn.length > 0) notes.push(noteOf('stop-clock-drawn', { source: at.place, stops: drawn.join(', ') }));
  place.unit.maintenance.forEach(({ id }, k) => {
    const { index, everyUs } = place.upkeeps[k]!;
    const age = lastedUs(at.maintenanceS[id]);
    state.upkeep[index] = age ?? Math.round(unknown.uniform(`${place.id}/${id}`) * everyUs);
    if (age === null) notes.push(noteOf('maintenance-clock-drawn', { source: at.place, maintenance: id }));
  });
}

/** A stop under way. Whether somebody is still on the way is not seen: it is drawn, given how long it has lasted. */
function layStop(b: Beginning, place: Place, down: DownSituation): void {
  const { cell, state, atUs, notes } = b;
  const { p } = state;
  const i = place.index;
  const forUs = workedUs(cell, place, atUs, lastedUs(down.forS) ?? 0);
  const law = lawOf(b, place, down, forUs);
  if (law === null) {
    notes.push(noteOf('stop-law-missing', { source: outsideName(place.id), stop: down.law ?? '' }));
    return;
  }
  p.down[i] = place.stops.indexOf(law) + 1;
  p.calledUs[i] = atUs - (lastedUs(down.forS) ?? 0);
  const onTheWay = law.failure && place.unit.repair !== undefined && place.response !== null;
  const repair = onTheWay ? repairStage(b, place, place.response!, law, forUs) : { stage: REPAIR.work, ageUs: forUs };
  p.repair[i] = repair.stage;
  const lasts = repair.stage === REPAIR.response ? place.response! : law.lasts;
  p.repairWork[i] = Math.max(repair.ageUs, Math.round(mean(lasts) * US_PER_S));
  p.repairLeft[i] = p.repairWork[i] - repair.ageUs;
}

const TRIES = 200;

/** Whether somebody is still on the way or at work, and for how long [us]: drawn until way and work together last longer than the stop has. */
function repairStage({ unknown }: Beginning, place: Place, response: Distribution, { lasts }: CompiledStop, forUs: number): { stage: number; ageUs: number } {
  const draw = unknown.uniforms(`${place.id}/way`);
  for (let n = 0; n < TRIES; n++) {
    const wayUs = Math.round(sample(response, draw()) * US_PER_S);
    const workUs = Math.round(sample(lasts, draw()) * US_PER_S);
    if (wayUs > forUs) return { stage: REPAIR.response, ageUs: forUs };
    if (wayUs + workUs > forUs) return { stage: REPAIR.work, ageUs: forUs - wayUs };
  }
  return { stage: REPAIR.work, ageUs: Math.max(0, forUs - Math.round(mean(response) * US_PER_S)) };
}

/** Of the time that a stop has lasted that in which the place is at work: repairs rest with it. */
function workedUs(cell: CompiledCell, { calendar, unit }: Place, atUs: number, us: number): number {
  return calendar < 0 || unit.atShiftEnd === 'finish' ? us : workingUs(cell.calendars[calendar]!, atUs - us, atUs);
}

/** The law of a stop; of one of unknown cause drawn with the weight (stops per time) times (chance that it lasts so long). Null: it has none. */
function lawOf({ unknown, notes }: Beginning, { id, stops }: Place, { law }: DownSituation, forUs: number): CompiledStop | null {
  const known = stops.find((stop) => stop.id === law);
  if (known !== undefined || stops.length === 0) return known ?? null;
  notes.push(noteOf('stop-law-drawn', { source: outsideName(id) }));
  const weights = stops.map(({ every, lasts }) => survival(lasts, forUs / US_PER_S) / mean(every));
  return stops[unknown.choice(`${id}/which`, weights)]!;
}

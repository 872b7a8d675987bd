import type { CompiledCell, Place } from '../cell/compile.js';
import type { STAGE } from '../cell/layout.js';
import type { DownSituation, MachineSituation, OrderSituation, PlaceSituation, Situation } from '../cell/situation.js';
import { lawOf, reasonOfLaw } from './account.js';
import type { CellMirror, SourceBook } from './books.js';
import { booksAt } from './copy.js';
import { energyPastOf } from './energy-past.js';
import { lossPastOf } from './loss-past.js';
import { countOrders } from './orders.js';
import { situationOfLots } from './situation-lots.js';
import { productOf } from './unit-waits.js';
import { sourceOfPlace, sourcesOf, type Source } from './sources.js';

const US_PER_S = 1e6;
type Stage = keyof typeof STAGE;

/** What is known of the cell at an instant, for a simulation that begins there. What was never heard is null or left out. */
export function situationOf(cell: CompiledCell, mirror: CellMirror, atUs: number): Situation {
  const at = booksAt(cell, mirror, Math.max(atUs, mirror.asOfUs ?? atUs));
  return {
    atUs: Math.max(atUs, mirror.asOfUs ?? atUs),
    places: cell.places.map((place) => placeOf(cell, at, place)),
    lots: situationOfLots(cell, at, atUs),
    orders: countOrders(at).flatMap((order): OrderSituation[] => {
      if (order.doneUs !== null) return [];
      const { order: name, product, lost, dueUs, lots } = order;
      const { begun, ended } = lots;
      const batches = order.batches === null ? begun : order.batches + begun - order.begun;
      return [{ order: name, product, batches, begun, ended, lost, releasedUs: order.releasedUs ?? atUs, dueUs }];
    }),
    energyPast: energyPastOf(cell, at, atUs),
    lossPast: lossPastOf(cell, at),
  };
}

const STAGES: Record<string, Stage> = {
  idle: 'idle',
  waking: 'waking',
  maintenance: 'maintenance',
  clearance: 'clearance',
  cleaning: 'cleaning',
  changeover: 'changeover',
  'set-up': 'setUp',
  'start-up': 'startUp',
  loading: 'loading',
  production: 'production',
  done: 'done',
};

/** Where a unit stands by its phase, or by its account where it tells no phase. */
function stageOf({ told, account }: SourceBook, flow: boolean): { stage: Stage; phase: string | null } {
  if (told.phase !== null) {
    const stage = STAGES[told.phase];
    return stage === undefined ? { stage: 'phases', phase: told.phase === 'none' ? null : told.phase } : { stage, phase: null };
  }
  const stage = STAGES[account];
  if (stage !== undefined) return { stage, phase: null };
  if (told.lot === null) return { stage: 'idle', phase: null };
  if (account === 'blocked') return { stage: 'done', phase: null };
  return { stage: flow ? 'production' : 'phases', phase: null };
}

function placeOf(cell: CompiledCell, mirror: CellMirror, place: Place): PlaceSituation {
  const { byId, list } = sourcesOf(cell);
  const source = byId.get(sourceOfPlace(place))!;
  const book = mirror.books[source.index]!;
  const { condition, told } = book;
  const { stage, phase } = stageOf(book, place.line !== null);
  const rests = stage === 'idle' || stage === 'done' || stage === 'loading';
  const machines = list.filter((one) => one.kind === 'machine' && one.place === place);
  const { campaign } = condition;
  return {
    place: source.id,
    lot: told.lot,
    stage,
    phase,
    activeS: rests ? null : activeS(book),
    down: downOf(source, book),
    idleSinceUs: stage === 'idle' ? idleSinceUs(book) : null,
    product: condition.setUp && (productOf(mirror, condition.setUp.lot) ?? condition.setUp.product),
    soiledSinceUs: condition.soiledSinceUs,
    cleanSinceUs: condition.soiledSinceUs === null ? (condition.cleanSinceUs ?? book.firstUs) : null,
    campaign: campaign === null ? null : { batches: campaign.batches, sinceUs: campaign.sinceUs },
    ranS: ranOf(source, book),
    maintenanceS: maintenanceOf(source, book),
    machines: machines.map((machine) => machineOf(machine, mirror.books[machine.index]!, told.lot)),
  };
}

const WAITS: ReadonlySet<string> = new Set(['persons', 'utility', 'excursion', 'starved', 'blocked']);
/** A unit that waits at the begin of its work may seem to be at it for as long, on its way through the states of PackML. */
const ON_ITS_WAY_US = 60e6;

/** How long its work has lasted [s]; 0: it waits for its begin, null: that was not heard. */
function activeS({ work, account }: SourceBook): number | null {
  if (work === null || !work.whole) return null;
  return WAITS.has(account) && work.activeUs < ON_ITS_WAY_US ? 0 : work.activeUs / US_PER_S;
}

/** Since when a unit has been idle, be it outside its shifts or asleep; what tells no phase by its account. */
function idleSinceUs({ work, told, firstUs, sinceUs }: SourceBook): number | null {
  if (told.phase === null) return sinceUs;
  return work?.name === 'idle' && (work.sinceUs > (firstUs ?? Infinity) || work.whole) ? work.sinceUs : null;
}

function downOf({ stops }: Source, { stop }: SourceBook): DownSituation | null {
  if (stop === null || stop.pausedUs !== null) return null;
  return { law: lawOf(stops, stop.reason)?.id ?? null, forS: stop.lengthUs / US_PER_S };
}

/** Running time since the last stop of each law, of laws that count all time that time; laws that have not stopped yet are left out. */
function ranOf({ stops }: Source, { lastStops, ranUs, atUs }: SourceBook): Record<string, number> {
  return Object.fromEntries(
    stops.flatMap((law, n) => {
      const last = lastStops[reasonOfLaw(law, n)];
      return last === undefined ? [] : [[law.id, (law.clock === 'operation' ? ranUs - last.ranUs : atUs - last.atUs) / US_PER_S]];
    }),
  );
}

/** Age of each maintenance that was heard of. */
function maintenanceOf({ unit }: Source, { condition, ranUs, atUs }: SourceBook): Record<string, number> {
  return Object.fromEntries(
    (unit?.maintenance ?? []).flatMap(({ id, clock }) => {
      const last = condition.maintained[id];
      return last === undefined ? [] : [[id, (clock === 'operation' ? ranUs - last.ranUs : atUs - last.atUs) / US_PER_S]];
    }),
  );
}

/** Of rows since the lot came. */
function machineOf(source: Source, book: SourceBook, lot: string | null): MachineSituation {
  let processed = 0;
  let rejected = 0;
  for (let i = book.rows.length - 1; i >= 0 && lot !== null && book.rows[i]!.lot === lot; i--) {
    processed += book.rows[i]!.processed;
    rejected += book.rows[i]!.rejected;
  }
  return { machine: source.station!.id, processed, rejected, down: downOf(source, book), ranS: ranOf(source, book) };
}

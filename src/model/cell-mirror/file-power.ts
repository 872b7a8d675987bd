import type { MeasuredAccount } from '../../contract/cell-view.js';
import type { CompiledActivity, CompiledCell, Place } from '../cell/compile.js';

/** What the cell file says of a time: power of a unit [kW], and its draw of each utility [unit/h]. Null: it says several things. */
export interface Said {
  kw: number | null;
  draws: readonly number[] | null;
}

export type SaidBy = (account: MeasuredAccount, hasLot: boolean) => Said;

/** What the file says of each account of a place, as the simulation takes it (`show.ts`). Of machines in production it says nothing here. */
export function saidOf(cell: CompiledCell, place: Place): SaidBy {
  const known = new Map<string, Said>();
  return (account, hasLot) => {
    const key = account === 'off' && hasLot ? 'off with a lot' : account;
    let said = known.get(key);
    if (said === undefined) known.set(key, (said = sayOf(cell, place, account, hasLot)));
    return said;
  };
}

/** What the file says of one activity in a state. */
export function saidOfActivity(place: Place, account: MeasuredAccount, work: CompiledActivity | null): Said {
  return { kw: work?.kw ?? powerOf(place, account, false), draws: work?.draws ?? drawsOf(place, account) };
}

function sayOf(cell: CompiledCell, place: Place, account: MeasuredAccount, hasLot: boolean): Said {
  if (account === 'off') return { kw: powerOf(place, account, hasLot), draws: drawsOf(place, account) };
  if (account === 'execute' && place.line !== null) return { kw: null, draws: drawsOf(place, account) };
  const works = activitiesOf(cell, place, account);
  const said = (works.length > 0 ? works : [null]).map((work) => saidOfActivity(place, account, work));
  const one = <T>(values: readonly T[]): T | null => (values.every((value) => String(value) === String(values[0])) ? values[0]! : null);
  return { kw: one(said.map(({ kw }) => kw)), draws: one(said.map(({ draws }) => draws)) };
}

function activitiesOf(cell: CompiledCell, place: Place, account: MeasuredAccount): CompiledActivity[] {
  const recipes = place.steps.flatMap((step) => cell.steps[step]!.phases?.get(place.index) ?? place.phases);
  const numbers: Partial<Record<MeasuredAccount, readonly number[]>> = {
    'set-up': [place.setUp],
    clearance: [place.clearance],
    cleaning: [place.minor, place.major],
    changeover: [...place.change.activity],
    maintenance: place.upkeeps.map(({ activity }) => activity),
    'start-up': [place.startUp],
    execute: recipes,
  };
  return (numbers[account] ?? []).flatMap((activity) => (activity < 0 ? [] : [cell.activities[activity]!]));
}

function powerOf({ unit: { power } }: Place, account: MeasuredAccount, hasLot: boolean): number {
  switch (account) {
    case 'off':
      return hasLot ? power.standby : power.off;
    case 'standby':
      return power.standby;
    case 'waking':
      return power.starting ?? power.execute;
    case 'down':
    case 'minor-stop':
      return power.held ?? power.idle;
    case 'cleaning':
      return power.cleaning ?? power.idle;
    case 'execute':
    case 'start-up':
      return power.execute;
    default:
      return power.idle;
  }
}

function drawsOf(place: Place, account: MeasuredAccount): readonly number[] {
  if (account === 'off' || account === 'standby') return place.idleDraw.map(() => 0);
  if (account === 'cleaning') return place.cleaningDraw;
  return account === 'execute' || account === 'start-up' ? place.executeDraw : place.idleDraw;
}

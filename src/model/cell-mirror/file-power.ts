import type { MeasuredAccount } from '../../contract/cell-view.js';
import { drawsIn, drawsNothing, powerIn } from '../cell/account-power.js';
import type { CompiledActivity, CompiledCell, Place } from '../cell/compile.js';
import { ACCOUNT } from '../cell/layout.js';

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

/** One that only the record has (not known, excursion of a zone) counts as idle. */
const numberOf = (account: MeasuredAccount): number => (account === 'unknown' || account === 'excursion' ? ACCOUNT.idle : ACCOUNT[account]);
const powerOf = (place: Place, account: MeasuredAccount, hasLot: boolean): number => powerIn(place, numberOf(account), hasLot);
const drawsOf = (place: Place, account: MeasuredAccount): readonly number[] =>
  drawsNothing(numberOf(account)) ? place.idleDraw.map(() => 0) : drawsIn(place, numberOf(account));

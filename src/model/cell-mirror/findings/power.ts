import type { MeasuredAccount } from '../../../contract/cell-view.js';
import type { CompiledCell, Place } from '../../cell/compile.js';
import type { CompiledStation } from '../../compile.js';
import type { Activity } from '../facts.js';

/** Power by account [kW]; not there: not judged. Of machines beside what their items draw. */
export type PowerTable = Partial<Record<MeasuredAccount, number>>;

/** Power of a unit by the file. `execute` is there only where every phase draws the same; in a flow segment its machines tell. */
export function unitPower(cell: CompiledCell, place: Place): PowerTable {
  const { power } = place.unit;
  const { idle, standby } = power;
  const held = power.held ?? idle;
  const table: PowerTable = {
    standby,
    idle,
    starved: idle,
    blocked: idle,
    persons: idle,
    utility: idle,
    excursion: idle,
    down: held,
    'minor-stop': held,
    waking: power.starting ?? power.execute,
  };
  const others: [Activity, number][] = [
    ['start-up', power.execute],
    ['cleaning', power.cleaning ?? idle],
    ['set-up', idle],
    ['changeover', idle],
    ['clearance', idle],
    ['maintenance', idle],
  ];
  for (const [activity, otherwise] of others) put(table, activity, powersOf(cell, lawsOf(place, activity), otherwise));
  if (place.line === null) put(table, 'execute', powersOf(cell, phasesOf(cell, place), power.execute));
  return table;
}

/** Where it depends on which of several works it is, it is not judged. */
function put(table: PowerTable, account: MeasuredAccount, powers: ReadonlySet<number>): void {
  const [one] = powers;
  if (powers.size === 1) table[account] = one!;
}

const powersOf = (cell: CompiledCell, activities: readonly number[], otherwise: number): ReadonlySet<number> =>
  new Set(activities.length === 0 ? [otherwise] : activities.map((index) => cell.activities[index]!.kw ?? otherwise));

/** Power of a machine of a segment while its unit produces, by carrier. */
export function stationPower(station: CompiledStation): Map<string, { table: PowerTable; perItemKwh: number }> {
  const table = ({ execute, idle, held }: CompiledStation['power']): PowerTable => ({ execute, starved: idle, blocked: idle, down: held, 'minor-stop': held });
  return new Map([
    ['electricity', { table: table(station.power), perItemKwh: station.perItemKwh }],
    ...station.carriers.map(({ id, power, perItemKwh }) => [id, { table: table(power), perItemKwh }] as const),
  ]);
}

/** Numbers of the activities of a place that a piece of work may be. */
export function lawsOf(place: Place, activity: Activity): number[] {
  const all = {
    'set-up': [place.setUp],
    'start-up': [place.startUp],
    changeover: place.change.activity,
    cleaning: [place.minor, place.major],
    clearance: [place.clearance],
    maintenance: place.upkeeps.map((care) => care.activity),
  }[activity];
  return [...new Set(all)].filter((index) => index >= 0);
}

/** Numbers of all phases that a place may carry out: its own, and those of recipes. */
export const phasesOf = (cell: CompiledCell, place: Place): number[] => [
  ...place.phases,
  ...place.steps.flatMap((step) => cell.steps[step]!.phases?.get(place.index) ?? []),
];

import type { Activity, CellUnit } from '../../contract/cell.js';
import type { CHANGEOVER_PARTS } from '../../contract/upkeep-change.js';
import { mean } from '../../engine/distribution.js';
import { reshape, standardDeviation } from '../../engine/spread.js';
import type { DurationDistribution } from '../../contract/units.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf } from './handlers.js';

type Part = (typeof CHANGEOVER_PARTS)[number];
interface Work {
  part: Part;
  path: string;
  activity: Activity;
}

/** Times between batches: of one unit or all, of some parts or all, their mean and their spread. */
export function changeChangeover(edit: Edit, change: ChangeOf<'changeover'>): void {
  const { unit: id, parts, rule, lasts, spread } = change;
  if (!changesAny(edit, change, ['lasts', 'spread'])) return;
  const unit = id === undefined ? null : edit.unit(id);
  if (id !== undefined && unit === null) return;
  if (rule !== undefined && (unit === null || unit.changeover[rule]?.change === undefined)) {
    const places = (unit?.changeover ?? []).flatMap((each, k) => (each.change === undefined ? [] : [k])).join(', ');
    edit.refuse(
      'rule',
      unit === null ? 'needs the "unit" whose rules it counts' : `"${unit.id}" has no work by such a rule${places && `; expected one of ${places}`}`,
    );
    return;
  }
  const all = (unit === null ? edit.cell.units : [unit]).flatMap(workOf);
  const chosen = all.filter(({ part, path }) =>
    rule !== undefined ? path.endsWith(`.changeover.${rule}.change`) : parts === undefined || parts.includes(part),
  );
  const [first] = chosen;
  if (first === undefined) {
    const there = [...new Set(all.map(({ part }) => part))].join(', ');
    edit.refuse(
      parts === undefined ? 'unit' : 'parts',
      `there is no such work${id === undefined ? '' : ` on "${id}"`}${there && `; expected one of ${there}`}`,
    );
    return;
  }
  if (chosen.length > 1 && [lasts, spread].some((each) => each !== undefined && ('dist' in each || each.op !== 'times'))) {
    edit.refuse(
      lasts === undefined ? 'spread' : 'lasts',
      `of several works only a factor can be taken, such as "-30 %": ${chosen.map(({ path }) => path).join(', ')}`,
    );
    return;
  }
  if (lasts !== undefined && 'dist' in lasts && spread !== undefined) {
    edit.refuse('spread', 'contradicts "lasts", which is a whole law: expected one of them');
    return;
  }
  for (const work of chosen) changeWork(edit, work, change);
}

function workOf(unit: CellUnit): Work[] {
  const at = `units.${unit.id}`;
  const works: [Part, string, Activity | undefined][] = [
    ['set-up', `${at}.setUp`, unit.setUp],
    ['start-up', `${at}.flow.startUp`, unit.flow?.startUp],
    ...unit.changeover.map(({ change }, k): [Part, string, Activity | undefined] => ['change', `${at}.changeover.${k}.change`, change]),
    ['clearance', `${at}.clearance`, unit.clearance],
    ['minor-cleaning', `${at}.cleaning.minor`, unit.cleaning?.minor],
    ['major-cleaning', `${at}.cleaning.major`, unit.cleaning?.major],
  ];
  return works.flatMap(([part, path, activity]) => (activity === undefined ? [] : [{ part, path, activity }]));
}

function changeWork(edit: Edit, { path, activity }: Work, { lasts, spread }: ChangeOf<'changeover'>): void {
  const before = activity.lasts;
  const moved = lasts === undefined ? before : edit.law('lasts', `${path}.lasts`, lasts, before);
  if (moved === null) return;
  activity.lasts = moved;
  if (spread === undefined) return;
  if (lasts === undefined && !edit.touch('spread', `${path}.lasts`)) return;
  const sd = edit.number('spread', `${path}.lasts`, spread, standardDeviation(before));
  if (sd === null || mean(moved) === 0) return;
  const { law, kept } = reshape(moved, { mean: mean(moved), sd });
  if (kept === 'moments') edit.note('law-replaced', { of: `${path}.lasts` });
  activity.lasts = law as DurationDistribution;
}

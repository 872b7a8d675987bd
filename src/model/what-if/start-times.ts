import type { CellUnit } from '../../contract/cell.js';
import type { Shift } from '../../contract/line.js';
import type { Edit } from './edit.js';
import type { ChangeOf } from './handlers.js';
import { common, shiftsOf, weekOf, WHOLE_WEEK, type Span } from './week.js';

/** A calendar of its own for one who had that of others, or none. Null where its name is taken. */
export function ownCalendar(edit: Edit, key: string, id: string, shifts: Shift[]): string | null {
  const name = id.slice(0, 63);
  if (!edit.free(edit.cell.calendars, name, key, 'calendar')) return null;
  edit.cell.calendars.push({ id: name, shifts });
  edit.made(key, `calendars.${name}`);
  return name;
}

const weekOfUnit = ({ cell }: Edit, unit: CellUnit): readonly Span[] => {
  const calendar = cell.calendars.find(({ id }) => id === unit.calendar);
  return calendar ? weekOf(calendar.shifts) : WHOLE_WEEK;
};

/** Units start one after the other wherever their work begins, so that their start-ups do not come together. */
export function staggerStarts(edit: Edit, { units: ids, by }: ChangeOf<'stagger'>): void {
  const minutes = by / 60;
  if (!Number.isInteger(minutes)) {
    edit.refuse('by', 'expected whole minutes');
    return;
  }
  const units = ids.map((id, i) => edit.unit(id, `units/${i}`));
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice >= 0) edit.refuse(`units/${twice}`, `"${ids[twice]}" stands in the list already`);
  if (twice >= 0 || units.includes(null)) return;
  units.forEach((unit, k) => startLater(edit, unit!, k, k * minutes));
}

function startLater(edit: Edit, unit: CellUnit, k: number, minutes: number): void {
  const key = `units/${k}`;
  const week = weekOfUnit(edit, unit);
  if (week.length === 1 && week[0]![1] - week[0]![0] >= WHOLE_WEEK[0]![1]) {
    edit.refuse(key, `"${unit.id}" works always: it has no start to move`);
    return;
  }
  if (!edit.touch(key, `units.${unit.id}.calendar`) || minutes === 0) return;
  const short = week.find(([from, to]) => to - from <= minutes);
  if (short !== undefined) {
    edit.refuse('by', `"${unit.id}" would start ${minutes} min later, and works ${short[1] - short[0]} min at a time only`);
    return;
  }
  const calendar = ownCalendar(edit, key, `${unit.id}-staggered`, shiftsOf(week.map(([from, to]): Span => [from + minutes, to])));
  if (calendar === null) return;
  unit.calendar = calendar;
  edit.note('starts-moved', { unit: unit.id, minutes });
}

/** A unit begins new work within some hours only, and finishes it. */
export function openWindow(edit: Edit, { unit: id, from, to }: ChangeOf<'window'>): void {
  const unit = edit.unit(id);
  if (unit === null) return;
  if (from === to) {
    edit.refuse('to', 'ends when it begins: expected another time of day');
    return;
  }
  const shift: Shift = { id: 'window', name: { en: 'Window', fr: 'Créneau' }, days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from, to };
  const both = common(weekOfUnit(edit, unit), weekOf([shift]));
  if (both.length === 0) {
    edit.refuse('from', `"${id}" does not work between ${from} and ${to}: expected hours of its calendar "${unit.calendar}"`);
    return;
  }
  if (!edit.touch('unit', `units.${id}.calendar`) || !edit.touch('unit', `units.${id}.atShiftEnd`)) return;
  const calendar = ownCalendar(edit, 'unit', `${id}-window`, shiftsOf(both));
  if (calendar === null) return;
  if (unit.atShiftEnd === 'suspend') edit.note('finishes-after', { unit: id });
  unit.calendar = calendar;
  unit.atShiftEnd = 'finish';
}

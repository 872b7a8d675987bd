import type { CellDefinition } from '../../contract/cell.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf, type Handlers } from './handlers.js';
import { changeRejects, changeRelease, changeStep } from './quality.js';

/** Changes of working times, teams, laboratory and quality. */
export const PEOPLE: Handlers<'calendar' | 'working-time' | 'team' | 'release' | 'rejects' | 'recipe-step'> = {
  calendar: changeCalendar,
  'working-time': changeWorkingTime,
  team: changeTeam,
  release: changeRelease,
  rejects: changeRejects,
  'recipe-step': changeStep,
};

function changeCalendar(edit: Edit, change: ChangeOf<'calendar'>): void {
  const calendar = edit.find(edit.cell.calendars, change.calendar, 'calendar', 'calendar');
  if (calendar === null || !changesAny(edit, change, ['shifts', 'add', 'remove'])) return;
  const path = `calendars.${calendar.id}.shifts`;
  if (change.shifts) {
    if (change.add ?? change.remove) edit.refuse('shifts', 'takes the place of all shifts: expected either "shifts", or "add" and "remove"');
    else if (edit.touch('shifts', path)) calendar.shifts = change.shifts;
  } else {
    if (!edit.touch(change.add ? 'add' : 'remove', path)) return;
    const removed = change.remove ?? [];
    for (const [i, id] of removed.entries()) edit.find(calendar.shifts, id, `remove/${i}`, `shift in "${calendar.id}"`);
    const kept = calendar.shifts.filter(({ id }) => !removed.includes(id));
    for (const [i, { id }] of (change.add ?? []).entries()) edit.free([...kept, ...change.add!.slice(0, i)], id, `add/${i}/id`, 'shift');
    calendar.shifts = [...kept, ...(change.add ?? [])];
    if (calendar.shifts.length === 0) edit.refuse('remove', `"${calendar.id}" would have no shift: nobody would ever work by it`);
  }
  const users = usersOf(edit.cell, calendar.id);
  if (users.length > 1) edit.note('calendar-shared', { calendar: calendar.id, users: users.join(', ') });
}

const usersOf = ({ units, teams, zones, releases }: CellDefinition, id: string): string[] => [
  ...[...units, ...teams, ...zones].filter(({ calendar }) => calendar === id).map((each) => each.id),
  ...releases.flatMap(({ id: plan, tests }) => tests.filter(({ calendar }) => calendar === id).map((test) => `${plan}.${test.id}`)),
];

function changeWorkingTime(edit: Edit, change: ChangeOf<'working-time'>): void {
  const unit = edit.unit(change.unit);
  if (unit === null || !changesAny(edit, change, ['calendar', 'atShiftEnd'])) return;
  if (change.calendar !== undefined && edit.isCalendar(change.calendar) && edit.touch('calendar', `units.${unit.id}.calendar`)) {
    unit.calendar = change.calendar ?? undefined;
  }
  if (change.atShiftEnd !== undefined && edit.touch('atShiftEnd', `units.${unit.id}.atShiftEnd`)) {
    if (change.atShiftEnd === 'finish' && unit.atShiftEnd === 'suspend') edit.note('finishes-after', { unit: unit.id });
    unit.atShiftEnd = change.atShiftEnd;
  }
}

function changeTeam(edit: Edit, change: ChangeOf<'team'>): void {
  const team = edit.find(edit.cell.teams, change.team, 'team', 'team');
  if (team === null || !changesAny(edit, change, ['persons', 'absence', 'skills', 'calendar'])) return;
  const path = `teams.${team.id}`;
  if (change.persons) team.persons = edit.count('persons', `${path}.persons`, change.persons, team.persons) ?? team.persons;
  if (change.absence !== undefined) team.persons = present(edit, `${path}.persons`, team.persons, change.absence) ?? team.persons;
  if (change.skills && edit.touch('skills', `${path}.skills`)) team.skills = [...new Set([...team.skills, ...change.skills])];
  if (change.calendar !== undefined && edit.isCalendar(change.calendar) && edit.touch('calendar', `${path}.calendar`)) {
    team.calendar = change.calendar ?? undefined;
  }
}

/** Persons who are there while a share is away: whole ones. */
function present(edit: Edit, path: string, persons: number, absence: number): number | null {
  if (!edit.touch('absence', path)) return null;
  const exact = persons * (1 - absence);
  const taken = Math.floor(exact + 1e-9);
  if (taken < 1) return edit.refuse('absence', `of ${persons} persons ${Number(exact.toPrecision(3))} would be there: one at least is needed`);
  if (Math.abs(taken - exact) > 1e-9) edit.note('rounded-down', { of: path, exact: Number(exact.toPrecision(6)), taken });
  return taken;
}

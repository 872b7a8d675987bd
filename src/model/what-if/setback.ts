import { sayValue } from '../../contract/formula.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf } from './handlers.js';
import { ownCalendar } from './start-times.js';

/** Clean rooms usually need 20 to 30 min to be back in production mode [s]. */
const SHORT_RECOVERY = 20 * 60;

/** How far, and when, a zone is set back outside production mode; while product is open in it it never is. */
export function changeSetback(edit: Edit, change: ChangeOf<'setback'>): void {
  const zone = edit.find(edit.cell.zones, change.zone, 'zone', 'zone');
  if (zone === null || !changesAny(edit, change, ['share', 'calendar', 'shifts', 'recovery'])) return;
  const path = `zones.${zone.id}`;
  const before = zone.setback;
  if (change.share) zone.setback = edit.number('share', `${path}.setback`, change.share, zone.setback, { most: 1 }) ?? zone.setback;
  if (change.calendar !== undefined && change.shifts) edit.refuse('shifts', 'contradicts "calendar": expected one of them');
  else if (change.calendar !== undefined) {
    if (edit.isCalendar(change.calendar) && edit.touch('calendar', `${path}.calendar`)) zone.calendar = change.calendar ?? undefined;
  } else if (change.shifts && edit.touch('shifts', `${path}.calendar`)) {
    zone.calendar = ownCalendar(edit, 'shifts', `${zone.id}-production`, change.shifts) ?? zone.calendar;
  }
  if (change.recovery) zone.recovery = edit.number('recovery', `${path}.recovery`, change.recovery, zone.recovery) ?? zone.recovery;
  if (zone.setback === 1) return;
  const key = change.share && zone.setback < before ? 'share' : 'zone';
  if (zone.grade === 'A' || zone.grade === 'B') edit.refuse(key, `"${zone.id}" is of grade ${zone.grade}: it is not set back`);
  else if (zone.neverSetBack) edit.refuse(key, `"${zone.id}" must not be set back, its file says`);
  else if (zone.setbackLeast !== undefined && zone.setback < zone.setbackLeast) {
    edit.refuse(
      key,
      `"${zone.id}" may be set back to ${sayValue(zone.setbackLeast, 'share')} of its flow at the least, not to ${sayValue(zone.setback, 'share')}`,
    );
  }
  if (zone.grade === undefined) edit.note('grade-unknown', { zone: zone.id });
  if (zone.calendar === undefined) edit.note('always-on', { zone: zone.id });
  else if (zone.recovery < SHORT_RECOVERY) edit.note('recovery-short', { zone: zone.id, recovery: sayValue(zone.recovery, 'duration') });
}

import { z } from 'zod';
import { UnitId } from './equipment.js';
import { formula } from './formula.js';
import { Shift } from './line.js';
import { DurationLaw } from './units.js';

/** Parts that changes of several kinds have in common. */

export const UnitRef = UnitId.describe('id of a unit');
export const MachineRef = UnitId.describe('machine of the flow segment of the unit');

/** The mean as a formula, which keeps the form of the law; or another law. */
export const LawChange = z
  .union([formula('duration'), DurationLaw])
  .describe('a formula changes the mean and keeps the form: "-30 %"; keys with values are another law');
export type LawChange = z.infer<typeof LawChange>;

export const Shifts = z.array(Shift).min(1);

/** A date and time, or so long after the start of the simulation: `+3 h`. */
export const WhenText = z.string().regex(/^(\d{4}-\d{2}-\d{2}T.*|\s*\+.*)$/, {
  error: () => 'expected a date and time such as 2026-03-14T06:00, or a time after the start such as "+3 h"',
});

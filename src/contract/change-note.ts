import { z } from 'zod';
import { fill, type ValuesOf } from './sentence.js';

/** What a change of a cell does not hold, or takes for granted, by code: the English sentence, with its values in {{}}. */
export const CHANGE_NOTE_SENTENCES = {
  'beyond-proven': '{{of}} would be {{value}}; proven is {{from}} to {{to}} ({{source}})',
  'rounded-down': '{{of}}: {{exact}} is taken as {{taken}}, whole ones',
  'stops-as-before': '{{unit}}: stops and rejects stay as they are at the old speed; "wear" makes them follow it',
  'carriers-as-before': '{{unit}}: energy of other carriers stays as it is',
  'times-as-before': '{{product}}: phases that count the batch last as long as before on {{units}}',
  'people-as-before': '{{unit}} is one more: teams and utilities stay as they are',
  'law-replaced': '{{of}}: a law of this form cannot have that spread; one of another form has the same mean and standard deviation',
  'stops-thinned': '{{of}}: the stops that are left come {{factor}} times as rarely; exact where they come at random',
  'work-on-unit-clock': '{{of}}: the planned work counts the time in which the unit works on batches, not that of its machine',
  'calendar-shared': 'calendar {{calendar}} is that of {{users}}',
  'finishes-after': '{{unit}} finishes what it has begun, also outside its calendar; persons may be missing then',
  'rule-ignores-priority': 'the priority of order {{order}} says nothing while batches are dispatched by {{rule}}',
  'orders-of-batches': '{{of}}: as many batches as hold {{items}} items at least',
  'launch-own-product': 'the first {{batches}} batches of {{product}} are counted as {{launch}}; its demand comes beside them',
  'launch-not-slower': '{{launch}}: {{unit}} is as fast as for any product at {{step}}',
  'launch-as-tested': '{{launch}}: no release plan stands in its route; {{release}} is asked for at its end',
  'stands-still': '{{units}} do no work at all from {{from}} to {{to}}, also none that could go on',
  'batch-goes-on': 'a batch that is interrupted goes on afterwards; whether it may be used is for quality to say',
  'nothing-hit': '{{of}}: no unit needs it, so nothing stands still',
  'delivery-late': '{{of}}: only the delivery that is next comes late',
  'due-moved': 'order {{order}} is due before its material comes: it is late by {{hours}} h more than is told',
  'recovery-short': '{{zone}}: a recovery of {{recovery}} is shorter than the 20 to 30 min that clean rooms usually need',
  'always-on': '{{zone}} has no calendar: it is always in production mode, and is never set back',
  'grade-unknown': '{{zone}}: its grade is not in the file; grades A and B are not set back',
  'phases-own-power': '{{unit}}: {{phases}} keep the power of their own',
  'starts-moved': '{{unit}} starts {{minutes}} min later wherever its work begins, and ends as before',
  'pressure-estimate': '{{utility}}: {{share}} of the electricity for each bar is a rule of thumb; leaks stay as they are',
  'chiller-estimate': '{{of}}: {{share}} of the electricity for each kelvin is a rule of thumb',
  'wfi-default': '{{utility}}: {{kwh}} kWh/m3 of {{carrier}} is an engineering estimate',
  'leak-needs-capacity': '{{utility}}: {{leak}} of its capacity of {{capacity}} is lost to the leak',
} as const;

export type ChangeNoteCode = keyof typeof CHANGE_NOTE_SENTENCES;
/** What the sentence of a code needs. */
export type ChangeNoteValues<Code extends ChangeNoteCode> = ValuesOf<typeof CHANGE_NOTE_SENTENCES, Code>;

export const ChangeNote = z.strictObject({
  code: z.enum(Object.keys(CHANGE_NOTE_SENTENCES) as [ChangeNoteCode, ...ChangeNoteCode[]]),
  change: z.int().min(0).describe('place of the change in its variant, from 0'),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ChangeNote = z.infer<typeof ChangeNote>;

/** A note in English. */
export const sayChangeNote = ({ code, values }: ChangeNote): string => fill(CHANGE_NOTE_SENTENCES[code], values);

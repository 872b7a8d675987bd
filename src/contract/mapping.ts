import { z } from 'zod';
import { isUnit } from './measured-units.js';
import { PackmlState, UnitMode } from './packml.js';
import { STATE_MAP_NAMES } from './state-maps.js';
import { LineSignalName, SignalName } from './telemetry.js';
import { TimeZone } from './time-zone.js';
import { Bilingual } from './units.js';

const Factor = z.number().refine((factor) => factor !== 0, { error: () => 'must not be 0: nothing would be left of the number' });
const KnownUnit = z.string().refine(isUnit, { error: () => 'expected a unit that can be converted, such as W, Wh, 1/h, K or mbar' });

const NUMBERS = {
  scale: Factor.optional().describe('multiplies the number received'),
  offset: z.number().optional().describe('is added after that'),
  receivedIn: KnownUnit.optional().describe('unit of the number received, where the message does not say it or says it wrongly: W, Wh, 1/h, K'),
  unit: z.string().optional().describe('unit of a process value, UCUM'),
  low: z.number().optional(),
  high: z.number().optional(),
};

/** What a tag or field of a machine of a line means. */
export const SignalMapping = z.strictObject({
  signal: LineSignalName,
  name: Bilingual.optional().describe('what people call a process value; its identifier as words where not given'),
  ...NUMBERS,
});
export type SignalMapping = z.infer<typeof SignalMapping>;

/** The same of a source of a process cell. */
export const CellSignalMapping = z.strictObject({ signal: SignalName, ...NUMBERS });
export type CellSignalMapping = z.infer<typeof CellSignalMapping>;

const Field = z.string().min(1);

export const TIME_FORMATS = ['iso', 's', 'ms', 'us', 'ns'] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

export const TimeRule = z.union([
  z.literal('arrival'),
  z.strictObject({
    field: Field.optional().describe('where the time stands; timestamp_ms in UNS JSON, ts in a bundle where not given'),
    format: z.enum(TIME_FORMATS).optional().describe('iso: a text of ISO 8601; the others count since 1970 UTC. A text is iso and a number ms where not given'),
  }),
]);
export type TimeRule = z.infer<typeof TimeRule>;

const Mark = z.union([z.string(), z.number(), z.boolean()]);
export const QualityRule = z.strictObject({
  field: Field,
  good: z.array(Mark).min(1).describe('what it says of a good value; a message without the field is good'),
  uncertain: z.array(Mark).default([]).describe('what it says of an uncertain one; anything else is bad'),
});
export type QualityRule = z.infer<typeof QualityRule>;

/** MQTT levels without wildcards. */
export const Levels = z.string().regex(/^[^+#\0]*$/, { error: () => 'expected topic levels joined by /, without + and #' });

/** How a source is understood, whatever its signals. Of a line or cell for all its sources; a source may say otherwise. */
export const UNDERSTOOD = {
  timezone: TimeZone.optional().describe('of time stamps that carry none; the zone of the line or cell where not given'),
  time: TimeRule.optional().describe('of uns-json and json-bundle: where the time of a message stands. arrival: it has none, the time of arrival counts'),
  value: Field.optional().describe('of uns-json: the field of the value; value where not given'),
  quality: QualityRule.optional().describe('of uns-json and json-bundle'),
  states: z
    .union([z.enum(STATE_MAP_NAMES), z.record(z.string(), PackmlState)])
    .optional()
    .describe('numbers or texts of its states; packml where not given'),
  modes: z.record(z.string(), UnitMode).optional().describe('numbers or texts of its unit modes; those of PackML where not given'),
  messages: Levels.optional().describe(
    'of json-bundle and senml: topic level below the source on which its messages come; telemetry where not given, "" for none',
  ),
  ignore: z.array(Field).optional().describe('tags or fields that are not read'),
};

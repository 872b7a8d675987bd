import { z } from 'zod';
import { fill, readerOf, type ValuesOf } from './sentence.js';

/** What the service refuses with, by code: the English sentence, with its values in {{}}. Problems and their issues hold the sentence itself. */
export const REFUSAL_SENTENCES = {
  noLine: 'there is no line {{id}}',
  noCell: 'there is no cell {{id}}',
  noLineOrCell: 'there is no line or cell {{id}}',
  noMachine: 'line {{line}} has no machine {{unit}}',
  noUnit: '{{kind}} {{place}} has no unit {{unit}}',
  noCarrier: 'there is no carrier {{carrier}}',
  noRun: 'there is no run {{id}}',
  noRunOf: '{{place}} has no run {{id}}',
  noScenario: 'there is no scenario {{id}}',
  noBaseline: '{{cell}} has no baseline {{id}}',
  noLot: '{{cell}} has no record of a lot {{lot}}',
  noDeadLetter: 'no dead letter {{id}} is kept',
  noPlantFile: 'there is no plant file {{file}}',
  plantFileGone: '{{file}} is no longer there',
  noPlantText: '{{file}} never had the text {{hash}}',
  plantTextSame: '{{file}} says this already',
  plantTextStale: '{{file}} has changed since it was opened: open it again, and make the change there',
  plantFileUnchecked: '{{file}} could not be checked in {{seconds}} s',
  noScope: '{{who}} has no scope {{scope}} on {{where}}',
  windowEmpty: 'from must be before to',
  windowEmptyOrAhead: 'from must be before to, and before now',
  beforeTo: 'must be before to',
  atMostDays: 'at most {{days}} days at once',
  withinDays: 'must be within {{days}} days before to',
  withinHours: 'must be within {{hours}} h before the now of the line',
  fromWithinHours: 'from must be within {{hours}} h before the now of the line',
  instant: 'expected a time such as {{example}}, milliseconds since 1970, or {{relative}}',
  date: 'expected a date such as {{example}}',
  datetime: 'expected an instant such as {{example}}',
  workbookFull: 'a workbook of these columns holds at most {{rows}} rows: ask for a shorter time, wider windows, csv or parquet',
  tooFewPeriods: '{{usable}} periods can be used, {{needed}} are needed',
  tooFewPeriodsLeft: '{{usable}} periods can be used, {{needed}} are needed; left out: {{left}}',
  notToldApart: '{{term}} cannot be told from {{others}}',
  runIs: 'the run is {{status}}',
  runHasFailed: 'the run has failed: {{reason}}',
  runHasEnded: 'the run has ended: it is {{status}}',
  runWithoutAnswer: 'run {{id}} has no answer: it is {{status}}',
  runNotDecidable: 'run {{id}} has no answer to decide by: it is {{status}}',
  queueFull: '{{n}} runs are waiting already',
  stopping: 'the service is stopping',
  silentLine: 'line {{id}} has sent no reading yet: start from empty, or try again once it has',
  silentCell: 'cell {{id}} has sent no reading yet: start from steady or empty, or try again once it has',
  nothingHeard: 'nothing was heard of {{kind}} {{id}} yet',
  acknowledged: '{{alarm}}: {{who}} has acknowledged it already',
  neverRaised: '{{alarm}}: it is not raised',
  statementsWrong: 'nothing was kept: see the statements that cannot be',
  noStopThen: '{{unit}} had no stop in this time',
  oneStopThen: '{{unit}} had one stop in this time: there is nothing to merge',
  stopsWithinDays: 'must all lie within {{days}} days',
  noStopReason: 'the plant file names no reason {{reason}}',
  noStop: '"{{unit}}" has no stop "{{stop}}"; {{known}}',
  changedTwice: 'changes the same thing as change no. {{n}} of the variant',
  quantity: 'expected a number with its unit ({{units}}), for example "{{example}}"',
  formula: 'expected a value ("{{example}}"), or a change of it ("x1.1", "+5 %", "{{add}}")',
  formulaUnit: 'expected a value ("{{example}}"), or a change of it ("x1.1", "+5 %", "{{add}}"), with a unit of {{units}}',
  mustBePositive: 'must be more than zero',
  mustNotBeNegative: 'must be zero or more',
  atLeast: 'must be at least {{least}}',
  moreThan: 'must be more than {{least}}',
  atMost: 'must be at most {{most}}',
  lessThan: 'must be less than {{most}}',
  multipleOf: 'must be a multiple of {{step}}',
  notEmpty: 'must not be empty',
  entriesAtLeast: 'expected at least {{n}} {{entries}}',
  charactersAtMost: 'expected at most {{n}} characters',
  entriesAtMost: 'expected at most {{n}} entries',
  oneOf: 'expected one of {{list}}',
  only: 'expected "{{word}}"',
  text: 'expected a text',
  number: 'expected a number',
  wholeNumber: 'expected a whole number',
  boolean: 'expected true or false',
  keys: 'expected keys with values',
  list: 'expected a list',
  unknownKey: 'unknown key "{{key}}"; the keys here are {{keys}}',
  unknownKeyNear: 'unknown key "{{key}}"',
} as const;

const CODES = Object.keys(REFUSAL_SENTENCES) as RefusalCode[];
export type RefusalCode = keyof typeof REFUSAL_SENTENCES;

/** The code of a sentence of the service and its values; `missing`, `found` and `near` are what the sentence adds of the value that stood there. */
export const Refusal = z.strictObject({
  code: z.enum(CODES).describe('which sentence of the service it is'),
  values: z.record(z.string(), z.string()).describe('what stands in the sentence; missing, found and near: what it adds of the value that was sent'),
});
export type Refusal = z.infer<typeof Refusal>;

/** The sentence that stands in a problem or an issue. */
export const refusal = <Code extends RefusalCode>(code: Code, values: ValuesOf<typeof REFUSAL_SENTENCES, Code>): string =>
  fill(REFUSAL_SENTENCES[code], values);

/** The code of a sentence of the service, and its values; null for one that has none. */
export const readRefusal: (sentence: string) => Refusal | null = readerOf(REFUSAL_SENTENCES, {
  before: '(?<missing>missing: )?',
  after: '(?:, found (?<found>.+?))?(?:, did you mean "(?<near>.+)"\\?)?',
});

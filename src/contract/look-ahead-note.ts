import { fill, type ValuesOf } from './sentence.js';

/** What a look-ahead of a cell did not know, and what it took it to be, by code: the English sentence, with its values in {{}}. */
export const NOTE_SENTENCES = {
  'place-left-out': '{{source}} is left out: the cell has no such place',
  'place-unheard': 'nothing is known of {{source}}: it is taken to be idle and clean',
  'machine-left-out': '{{source}} is left out: there is no such machine',
  'machines-as-others': '{{source}}: what {{machines}} made of the lot is not known; it is taken to have come as far as the others',
  'stop-clock-drawn': '{{source}}: running time since the last stop ({{stops}}) is not known; it is drawn',
  'stop-law-drawn': '{{source}}: why it stands is not known; its stop law is drawn',
  'stop-law-missing': '{{source}}: it has no stop law {{stop}}, so nothing tells how long it is still down: it is taken to be ready',
  'maintenance-clock-drawn': '{{source}}, {{maintenance}}: time since the last one is not known; it is drawn',
  'product-missing': '{{source}}: there is no product {{product}}; it begins as one that was never used',
  'cleaning-unheard': '{{source}}: its last cleaning is not known; it is taken to be soiled just now',
  'campaign-drawn': '{{source}}: its campaign is not known; how far it has come is drawn',
  'phase-drawn': '{{source}}: which phase is under way is not known; it is drawn',
  'work-drawn': '{{source}}: how long its work has lasted is not known; it is drawn',
  'stage-without-lot': '{{source}}: it is at {{stage}} without a lot; it is taken to be idle',
  'receiver-missing': '{{source}}: no place is free that it could load; its lot waits for {{step}} again',
  'lot-unheard': '{{source}}: nothing is known of its lot {{lot}}; it is taken to be empty',
  'lot-elsewhere': '{{source}}: its lot {{lot}} is at another place already',
  'lot-held': '{{source}}: its lot {{lot}} is held, so it is not on it',
  'lot-misplaced': '{{source}}: it cannot carry out {{step}}, which lot {{lot}} is at',
  'lot-nowhere': 'lot {{lot}} is on no place that can carry out {{step}}: it waits for it',
  'lot-product-missing': 'lot {{lot}} is left out: there is no product {{product}}',
  'lot-step-missing': 'lot {{lot}} is left out: {{product}} has no step {{step}}',
  'lot-without-items': 'lot {{lot}} is left out: it has {{items}} items',
  'lot-twice': 'lot {{lot}} is told twice: the first is taken',
  'lot-held-by-nothing': 'lot {{lot}} waits for {{step}}: nothing holds it there',
  'lot-test-missing': 'lot {{lot}}: {{release}} has no test {{test}}; its first one is taken',
  'lot-store-missing': 'lot {{lot}} is in no store: there is no {{store}}',
  'order-product-missing': 'order {{order}} is left out: there is no product {{product}}',
  'order-twice': 'order {{order}} is told twice: the first is taken',
  'order-empty': 'order {{order}} is left out: none of its batches is under way or to come',
  'order-cut': 'order {{order}}: of {{batches}} batches to come {{taken}} are taken',
  'demand-unheard': '{{demand}}: when it came last is not known; it comes next after its whole interval',
  'energy-hours-only': 'energy: {{hours}} hours were measured, too few to tell how far it strays; it is taken to drift as it did from hour to hour',
  'energy-not-measured': 'energy: how far it strays was not measured; its range is of what is simulated alone',
} as const;

export type NoteCode = keyof typeof NOTE_SENTENCES;

/** What stands in the sentence goes by name. */
export interface LookAheadNote {
  code: NoteCode;
  values: Record<string, string | number>;
}

/** A note with the values that its sentence needs. */
export const noteOf = <Code extends NoteCode>(code: Code, values: ValuesOf<typeof NOTE_SENTENCES, Code>): LookAheadNote => ({
  code,
  values,
});

/** A note in English. */
export const sayNote = ({ code, values }: LookAheadNote): string => fill(NOTE_SENTENCES[code], values);

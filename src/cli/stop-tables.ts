import type { LineStop } from '../contract/line-oee.js';
import type { LineDefinition } from '../contract/line.js';
import { reasonOf } from '../contract/reason-of.js';
import type { KeptStatement } from '../contract/stop-statement.js';
import { age, localMoment, textTable } from './format.js';
import type { Lang } from './io.js';

interface Words {
  none: string;
  nothingSaid: string;
  heads: { begin: string; machine: string; lasted: string; kind: string; reason: string; who: string; number: string; recorded: string; said: string };
  kinds: Record<LineStop['kind'], string>;
  unassigned: string;
  goesOn: string;
  part: string;
  merged: (stops: number) => string;
  assigned: (stretch: string, reason: string) => string;
  merger: (stretch: string) => string;
  withdrawn: (of: number) => string;
  toItsEnd: string;
}

const STOP_WORDS: Record<Lang, Words> = {
  en: {
    none: 'No stop in this time',
    nothingSaid: 'Nobody said anything of the stops of this line',
    heads: {
      begin: 'begin',
      machine: 'machine',
      lasted: 'lasted',
      kind: 'kind',
      reason: 'reason',
      who: 'said by',
      number: 'no.',
      recorded: 'kept',
      said: 'what',
    },
    kinds: { breakdown: 'breakdown', 'micro-stop': 'micro-stop' },
    unassigned: 'unassigned',
    goesOn: 'goes on',
    part: 'part of a stop',
    merged: (stops) => `${stops} stops as one`,
    assigned: (stretch, reason) => `${stretch}: ${reason}`,
    merger: (stretch) => `${stretch}: one stop`,
    withdrawn: (of) => `no. ${of} no longer holds`,
    toItsEnd: 'to its end',
  },
  fr: {
    none: 'Aucun arrêt sur cette période',
    nothingSaid: 'Personne n’a rien dit des arrêts de cette ligne',
    heads: {
      begin: 'début',
      machine: 'machine',
      lasted: 'durée',
      kind: 'nature',
      reason: 'cause',
      who: 'dit par',
      number: 'n°',
      recorded: 'enregistré',
      said: 'quoi',
    },
    kinds: { breakdown: 'panne', 'micro-stop': 'micro-arrêt' },
    unassigned: 'sans cause',
    goesOn: 'en cours',
    part: 'partie d’un arrêt',
    merged: (stops) => `${stops} arrêts réunis`,
    assigned: (stretch, reason) => `${stretch} : ${reason}`,
    merger: (stretch) => `${stretch} : un seul arrêt`,
    withdrawn: (of) => `le n° ${of} ne vaut plus`,
    toItsEnd: 'jusqu’à sa fin',
  },
};

export interface StopSpeech {
  lang: Lang;
  definition: LineDefinition;
}

const machineName = ({ definition, lang }: StopSpeech, id: string) => definition.stations.find((station) => station.id === id)?.name[lang] ?? id;
const reasonName = ({ definition, lang }: StopSpeech, code: number) => {
  const known = reasonOf(definition, code);
  return known === null ? String(code) : `${code} ${known.reason.name[lang]}`;
};

/** Stops with their reasons, and who gave them. */
export function stopsText(stops: readonly LineStop[], speech: StopSpeech): string {
  const { heads, ...words } = STOP_WORDS[speech.lang];
  if (stops.length === 0) return words.none;
  const rows = stops.map(({ unit, fromUs, toUs, downS, kind, reason, said, part, merged }) => {
    const remarks = [toUs === null ? [words.goesOn] : [], part ? [words.part] : [], merged ? [words.merged(merged.stops)] : []].flat();
    return [
      localMoment(fromUs, speech.definition.timezone),
      machineName(speech, unit),
      age(downS, speech.lang),
      [words.kinds[kind], ...remarks].join(', '),
      reason === null ? words.unassigned : reasonName(speech, reason),
      said === null ? '–' : [said.who, ...(said.comment === null ? [] : [said.comment])].join(': '),
    ];
  });
  return textTable([[heads.begin, heads.machine, heads.lasted, heads.kind, heads.reason, heads.who], ...rows], [1, 3, 4, 5]);
}

/** What was said of stops, by whom and when. */
export function statementsText(statements: readonly KeptStatement[], speech: StopSpeech): string {
  const { heads, ...words } = STOP_WORDS[speech.lang];
  if (statements.length === 0) return words.nothingSaid;
  const moment = (us: number) => localMoment(us, speech.definition.timezone);
  const what = (statement: KeptStatement) => {
    if (statement.what === 'withdraw') return words.withdrawn(statement.of);
    const { unit, fromUs, toUs } = statement;
    const stretch = `${machineName(speech, unit)}, ${moment(fromUs)} – ${toUs === null ? words.toItsEnd : moment(toUs)}`;
    if (statement.what === 'merge') return words.merger(stretch);
    const { reason, comment } = statement;
    return [words.assigned(stretch, reasonName(speech, reason)), ...(comment === null ? [] : [`« ${comment} »`])].join(' ');
  };
  const rows = statements.map((statement) => [String(statement.seq), moment(statement.recordedAtUs), statement.who, what(statement)]);
  return textTable([[heads.number, heads.recorded, heads.who, heads.said], ...rows], [1, 2, 3]);
}

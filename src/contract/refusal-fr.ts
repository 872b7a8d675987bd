import type { Refusal, RefusalCode } from './refusal.js';
import { leftOutInFrench } from './left-out-words.js';
import { fill } from './sentence.js';

/** The same in French. */
export const REFUSAL_SENTENCES_FR: Record<RefusalCode, string> = {
  noLine: 'Il n’y a pas de ligne {{id}}.',
  noCell: 'Il n’y a pas de site {{id}}.',
  noLineOrCell: 'Il n’y a ni ligne ni site {{id}}.',
  noMachine: 'La ligne {{line}} n’a pas de machine {{unit}}.',
  noUnit: '{{place}} n’a pas d’équipement {{unit}}.',
  noCarrier: 'Il n’y a pas de vecteur d’énergie {{carrier}}.',
  noRun: 'Il n’y a pas de simulation {{id}}.',
  noRunOf: '{{place}} n’a pas de simulation {{id}}.',
  noScenario: 'Il n’y a pas de scénario {{id}}.',
  noBaseline: '{{cell}} n’a pas de référence énergétique {{id}}.',
  noLot: '{{cell}} n’a pas de trace d’un lot {{lot}}.',
  noDeadLetter: 'Aucun message rejeté {{id}} n’est conservé.',
  noPlantFile: 'Il n’y a pas de fichier d’installation {{file}}.',
  plantFileGone: '{{file}} n’est plus là.',
  noPlantText: '{{file}} n’a jamais eu le texte {{hash}}.',
  plantTextSame: '{{file}} dit déjà cela.',
  plantTextStale: '{{file}} a changé depuis son ouverture : rouvrez-le et faites-y la modification.',
  plantFileUnchecked: '{{file}} n’a pas pu être vérifié en {{seconds}} s.',
  noScope: '{{who}} n’a pas le droit {{scope}} sur {{where}}.',
  windowEmpty: 'Le début doit précéder la fin.',
  windowEmptyOrAhead: 'Le début doit précéder la fin, et être dans le passé.',
  beforeTo: 'Le début doit précéder la fin.',
  atMostDays: '{{days}} jours au plus à la fois.',
  withinDays: 'Le début doit être au plus {{days}} jours avant la fin.',
  withinHours: 'Le début doit être dans les {{hours}} h qui précèdent l’heure de la ligne.',
  fromWithinHours: 'Le début doit être dans les {{hours}} h qui précèdent l’heure de la ligne.',
  instant: 'Il faut un instant tel que {{example}}, des millisecondes depuis 1970, ou {{relative}}.',
  date: 'Il faut une date telle que {{example}}.',
  datetime: 'Il faut un instant tel que {{example}}.',
  workbookFull: 'Un classeur de ces colonnes a au plus {{rows}} lignes : demandez une durée plus courte, un pas plus large, ou CSV ou Parquet.',
  tooFewPeriods: '{{usable}} périodes sont utilisables, il en faut {{needed}}.',
  tooFewPeriodsLeft: '{{usable}} périodes sont utilisables, il en faut {{needed}}. Écartées : {{left}}.',
  notToldApart: 'L’effet de {{term}} ne peut pas être distingué de celui de {{others}}.',
  runIs: 'La simulation est {{status}}.',
  runHasFailed: 'La simulation a échoué.',
  runHasEnded: 'La simulation a pris fin : elle est {{status}}.',
  runWithoutAnswer: 'La simulation {{id}} n’a pas de réponse : elle est {{status}}.',
  runNotDecidable: 'La simulation {{id}} n’a pas de réponse sur laquelle décider : elle est {{status}}.',
  queueFull: '{{n}} simulations attendent déjà.',
  stopping: 'Le service s’arrête.',
  silentLine: 'La ligne {{id}} n’a encore envoyé aucune mesure : partez d’une ligne vide, ou réessayez ensuite.',
  silentCell: 'Le site {{id}} n’a encore envoyé aucune mesure : partez du régime permanent ou d’un site vide, ou réessayez ensuite.',
  nothingHeard: 'Rien n’a encore été reçu de {{id}}.',
  acknowledged: '{{alarm}} : déjà acquittée par {{who}}.',
  neverRaised: '{{alarm}} : cette alarme n’est pas levée.',
  statementsWrong: 'Rien n’a été conservé : ce qui a été dit des arrêts ne convient pas.',
  noStopThen: 'Pas d’arrêt dans ce temps ({{unit}}).',
  oneStopThen: 'Un seul arrêt dans ce temps : rien à réunir ({{unit}}).',
  stopsWithinDays: 'Tous les arrêts doivent tenir dans {{days}} jours.',
  noStopReason: 'Le fichier d’installation n’a pas de cause {{reason}}.',
  noStop: 'Cette machine n’a pas d’arrêt « {{stop}} » ({{unit}}).',
  changedTwice: 'Modifie la même chose que la modification n° {{n}} de la variante.',
  quantity: 'Il faut un nombre avec son unité ({{units}}), par exemple « {{example}} ».',
  formula: 'Il faut une valeur (« {{example}} ») ou une modification (« x1.1 », « +5 % », « {{add}} »).',
  formulaUnit: 'Il faut une valeur (« {{example}} ») ou une modification (« x1.1 », « +5 % », « {{add}} »), dans une des unités {{units}}.',
  mustBePositive: 'Il faut plus de zéro.',
  mustNotBeNegative: 'Il faut zéro ou plus.',
  atLeast: 'Il faut au moins {{least}}.',
  moreThan: 'Il faut plus de {{least}}.',
  atMost: 'Il faut au plus {{most}}.',
  lessThan: 'Il faut moins de {{most}}.',
  multipleOf: 'Il faut un multiple de {{step}}.',
  notEmpty: 'Indiquez une valeur.',
  entriesAtLeast: 'Nombre d’éléments requis, au moins : {{n}}.',
  charactersAtMost: 'Nombre de caractères admis, au plus : {{n}}.',
  entriesAtMost: 'Nombre d’éléments admis, au plus : {{n}}.',
  oneOf: 'Il faut un de ces mots : {{list}}.',
  only: 'Il faut « {{word}} ».',
  text: 'Il faut un texte.',
  number: 'Il faut un nombre.',
  wholeNumber: 'Il faut un nombre entier.',
  boolean: 'Il faut true ou false.',
  keys: 'Il faut des clés avec leurs valeurs.',
  list: 'Il faut une liste.',
  unknownKey: 'Clé inconnue « {{key}} » ; les clés sont ici {{keys}}.',
  unknownKeyNear: 'Clé inconnue « {{key}} ».',
};

const STATUSES: Record<string, string> = { queued: 'en attente', running: 'en cours', succeeded: 'terminée', failed: 'échouée', cancelled: 'annulée' };
const FOUND: Record<string, string> = { 'a list': 'une liste', 'keys with values': 'des clés avec des valeurs' };

/** The French sentence of a refusal, with what it says of the value that stood there. */
export function refusalFr({ code, values }: Refusal): string {
  const { status, left, missing, found, near } = values;
  const inFrench = { ...(status ? { status: STATUSES[status] ?? status } : {}), ...(left ? { left: leftOutInFrench(left) } : {}) };
  const sentence = fill(REFUSAL_SENTENCES_FR[code], { ...values, ...inFrench });
  return [
    ...(missing ? ['Cette indication manque.'] : []),
    sentence,
    ...(found ? [`Reçu : ${FOUND[found] ?? found}.`] : []),
    ...(near ? [`Vouliez-vous dire « ${near} » ?`] : []),
  ].join(' ');
}

/** What limits an answer about a site, by code: the English sentence, with its values in {{}}. */
export const ANSWER_NOTE_SENTENCES = {
  'plant-invented': 'the site is invented and its machines are simulated',
  'file-not-fitted': 'times, stops and powers are those of the plant file; they were not fitted to data of this site',
  'warm-up': 'each simulation fills the empty site for {{days}} days before it counts',
  'items-differ': 'products are counted in different items ({{items}}): there is no sum of good items',
  'no-tariff': '{{carrier}} has no prices for the whole time: the cost is not known',
  'no-carbon': '{{carrier}} has no emission factor for the whole time: the emissions are not known',
  'few-replications': '{{replications}} replications are few: the intervals are wide',
  cancelled: '{{replications}} of {{wanted}} replications were done when the run was cancelled',
  'precision-missed': '{{kpi}} is not known as well as was asked for after {{replications}} replications',
} as const;

export type AnswerNoteCode = keyof typeof ANSWER_NOTE_SENTENCES;

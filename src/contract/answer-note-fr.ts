import type { AnswerNoteCode } from './answer-note-sentences.js';

/** The same in French. */
export const ANSWER_NOTE_SENTENCES_FR: Record<AnswerNoteCode, string> = {
  'plant-invented': 'le site est inventé et ses machines sont simulées',
  'file-not-fitted': 'les durées, les arrêts et les puissances sont ceux du fichier d’installation ; ils n’ont pas été ajustés aux données de ce site',
  'warm-up': 'chaque simulation remplit le site vide pendant {{days}} jours avant de compter',
  'items-differ': 'les produits se comptent en unités différentes ({{items}}) : il n’y a pas de total d’unités bonnes',
  'no-tariff': '{{carrier}} n’a pas de prix sur toute la durée : le coût n’est pas connu',
  'no-carbon': '{{carrier}} n’a pas de facteur d’émission sur toute la durée : les émissions ne sont pas connues',
  'few-replications': '{{replications}} réplications sont peu : les intervalles sont larges',
  cancelled: '{{replications}} réplications sur {{wanted}} étaient faites quand la simulation a été annulée',
  'precision-missed': 'la précision demandée n’est pas atteinte après {{replications}} réplications ({{kpi}})',
};

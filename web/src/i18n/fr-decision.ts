import type { enDecision } from './en-decision.js';

export const frDecision: typeof enDecision = {
  decision: {
    title: 'Décision',
    none: 'Rien n’est encore décidé. Une décision est conservée avec le nom, l’heure et le pourquoi, et ne se modifie pas : une décision plus récente la remplace.',
    stands: '{{variant}} est à réaliser.',
    baseline: 'Rien ne change.',
    by: '{{who}}, {{time}}',
    earlier: 'Décisions antérieures ({{n}})',
    decide: 'Retenir comme décision',
    again: 'Décider à nouveau',
    variant: 'Ce qui est à faire',
    choose: 'Choisissez',
    keep: 'Ne rien changer',
    why: 'Pourquoi',
    record: 'Enregistrer la décision',
    tag: 'décidé',
  },
};

import type { enAllAlarms } from './en-all-alarms.js';
import type { Words } from './en.js';

export const frAllAlarms: Words<typeof enAllAlarms> = {
  allAlarms: {
    title: 'Alarmes et conseils',
    state: 'État',
    anyState: 'Dans tous les états',
    standings: { unacknowledged: 'À acquitter', acknowledged: 'Acquittées', advisory: 'Conseils', silenced: 'Muettes' },
    noneSo: 'Aucune n’est dans cet état.',
    noPlace: 'Il n’y a pas de ligne ni de site {{place}}.',
    history: 'Ce qui s’est passé',
    noHistory: 'Il ne s’est encore rien passé.',
    more: 'En voir plus',
    older: 'Plus anciens : twin alarm history, ou d’une seule ligne, d’un seul site.',
    at: 'Heure',
    machine: 'Machine',
    alarm: 'Alarme',
    event: 'Quoi',
    byWhom: 'Par qui, pourquoi',
    events: {
      raised: 'apparue',
      returned: 'disparue',
      acknowledged: 'acquittée',
      shelved: 'mise de côté',
      unshelved: 'fin de la mise de côté',
      'out-of-service': 'mise hors service',
      'in-service': 'remise en service',
    },
    whys: {
      planned: 'arrêt planifié',
      'machine-alarm': 'une alarme de la machine en tient lieu',
      'rule-removed': 'le fichier d’installation n’a plus cette alarme',
      'time-up': 'durée écoulée',
    },
    serves: 'Ce que valent les alarmes, 7 derniers jours',
    raised: 'Alarmes apparues',
    perTenMin: 'En 10 min, en moyenne',
    most: 'Au plus en 10 min',
    floods: 'Avalanches',
    chattering: 'Bavardes',
    stale: 'Depuis plus d’un jour',
    untilAcknowledged: 'Jusqu’à l’acquittement (médiane)',
    frequent: 'La plus fréquente',
    loads: { acceptable: 'acceptable', manageable: 'gérable', 'too-many': 'trop' },
    targets:
      'Pour une personne, environ 1 alarme en 10 min est acceptable, 2 sont gérables ; plus de 10 font une avalanche. Les conseils ne sont pas comptés. D’après ISA-18.2 et EEMUA 191.',
  },
};

import type { Words } from './en.js';
import type { enReplay } from './en-replay.js';

export const frReplay: Words<typeof enReplay> = {
  replay: {
    past: 'Passé',
    title: 'Passé : {{time}}',
    playing: 'revu depuis l’historique, pas en direct',
    standing: 'arrêté sur cet instant, pas en direct',
    waiting: 'Lecture de l’historique …',
    play: 'Lire',
    pause: 'Pause',
    speed: 'Vitesse',
    times: '{{n}}×',
    instant: 'Instant des 24 dernières heures',
  },
};

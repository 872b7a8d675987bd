import type { Lang } from './io.js';

const EN = {
  sections: {
    unmapped: 'Heard and not mapped',
    nodes: 'Sparkplug B nodes of no plant file',
    silent: 'Silent',
    sources: 'Sources',
    errors: 'Errors of mapped topics',
  },
  columns: {
    unmapped: ['topic', '/min', 'messages', 'bytes', 'looks like', 'suggested', 'last sample'],
    nodes: ['node', '/min', 'messages', 'devices (metrics)', 'suggested line or cell'],
    silent: ['topic', 'source', 'last heard', 'usual gap [s]', 'silent [s]'],
    sources: ['source', 'readings', 'again', 'out of order', 'late', 'behind [s] (worst)', 'clock'],
    errors: ['topic', 'errors', 'reasons', 'newest', 'last payload'],
  },
  judgements: { right: 'right', ahead: 'ahead', behind: 'behind', unknown: 'not known' },
  letters: {
    columns: ['id', 'received', 'reason', 'topic', 'detail'],
    none: 'There are none.',
    received: 'received',
    replayed: 'replayed',
    bytes: (count: number) => `${count} bytes`,
    outcomes: { stored: 'stored', duplicate: 'was there before', empty: 'says nothing', refused: 'refused' },
    replay: ['id', 'outcome', 'readings', 'topic', 'detail'],
    would: (stored: number, readings: number, refused: number) =>
      `Would store ${readings} readings of ${stored} dead letters; ${refused} cannot be read now either. Nothing was changed: --yes does it.`,
    did: (stored: number, readings: number, refused: number) => `Stored ${readings} readings of ${stored} dead letters; ${refused} cannot be read now either.`,
    more: 'There are more: ask again.',
  },
};

const FR: typeof EN = {
  sections: {
    unmapped: 'Entendu et non affecté',
    nodes: 'Nœuds Sparkplug B sans fichier d’installation',
    silent: 'Silencieux',
    sources: 'Sources',
    errors: 'Erreurs de topics affectés',
  },
  columns: {
    unmapped: ['topic', '/min', 'messages', 'octets', 'ressemble à', 'proposition', 'dernier exemple'],
    nodes: ['nœud', '/min', 'messages', 'appareils (métriques)', 'ligne ou cellule proposée'],
    silent: ['topic', 'source', 'dernier message', 'écart habituel [s]', 'silence [s]'],
    sources: ['source', 'mesures', 'répétées', 'en désordre', 'en retard', 'retard [s] (pire)', 'horloge'],
    errors: ['topic', 'erreurs', 'raisons', 'dernière', 'dernier message'],
  },
  judgements: { right: 'juste', ahead: 'en avance', behind: 'en retard', unknown: 'inconnue' },
  letters: {
    columns: ['id', 'reçu', 'raison', 'topic', 'détail'],
    none: 'Il n’y en a pas.',
    received: 'reçu',
    replayed: 'relu',
    bytes: (count) => `${count} octets`,
    outcomes: { stored: 'enregistré', duplicate: 'déjà présent', empty: 'ne dit rien', refused: 'refusé' },
    replay: ['id', 'résultat', 'mesures', 'topic', 'détail'],
    would: (stored, readings, refused) =>
      `Enregistrerait ${readings} mesures de ${stored} messages rejetés ; ${refused} restent illisibles. Rien n’a changé : --yes le fait.`,
    did: (stored, readings, refused) => `${readings} mesures de ${stored} messages rejetés enregistrées ; ${refused} restent illisibles.`,
    more: 'Il y en a d’autres : redemandez.',
  },
};

/** What `twin commissioning` and `twin dead-letter` say. */
export const COMMISSIONING_WORDS: Record<Lang, typeof EN> = { en: EN, fr: FR };

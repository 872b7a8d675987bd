import type { enCompare } from './en-compare.js';
import type { Words } from './en.js';

export const frCompare: Words<typeof enCompare> = {
  compare: {
    title: 'Réponses côte à côte',
    none: 'Choisissez dans la liste des questions les simulations à comparer.',
    toList: 'Vers la liste',
    choose: 'Comparer {{question}}',
    link: 'Comparer {{n}} simulations',
    hint: 'Choisissez deux simulations ou plus d’un même site ou d’une même ligne, de même horizon, pour mettre leurs réponses côte à côte.',
    cautions: {
      otherStart: 'Départ à un autre instant que la première choisie : se compare au site ou à la ligne d’alors.',
      otherSeed: 'Autres aléas (graine) que la première choisie : se compare à sa propre situation de référence.',
    },
    hinders: {
      waiting: 'Pour comparer : pas encore de réponse.',
      noAnswer: 'Pour comparer : sans réponse.',
      search: 'Pour comparer : une recherche compare ses propres points.',
      otherPlace: 'Pour comparer : porte sur un autre site ou une autre ligne que la première choisie.',
      otherHorizon: 'Pour comparer : son horizon diffère de celui de la première choisie.',
      enough: 'Pour comparer : six sont choisies, le maximum.',
    },
    cannot: 'Ces réponses ne peuvent pas être mises côte à côte.',
    hindered: {
      waiting: '« {{question}} » n’a pas encore de réponse.',
      noAnswer: '« {{question}} » n’a pas de réponse.',
      search: '« {{question}} » est une recherche : sa propre réponse compare ses points.',
      otherPlace: '« {{question}} » porte sur un autre site ou une autre ligne que « {{first}} ».',
      otherHorizon: '« {{question}} » simule {{horizon}}, « {{first}} » {{firstHorizon}} : des sommes sur des durées différentes ne se comparent pas.',
      enough: 'Plus de six sont demandées.',
    },
    runs: 'Ce qui était demandé',
    run: 'Simulation {{n}}',
    start: 'Départ',
    horizon: 'Horizon',
    replications: 'Réplications',
    seed: 'Graine',
    model: 'Fichier d’installation',
    same: 'identique partout',
    ofRun: '{{variant}} (simulation {{n}})',
    baseline: 'Situation de référence (simulation {{n}})',
    changed: 'Ce que les variantes de la simulation {{n}} font autrement',
    paired: 'Les écarts sont pris à la situation de référence de la simulation 1, et appariés : la réplication n a rencontré les mêmes aléas partout.',
    fewest: '{{variant}} : appariement sur les réplications communes ; sa moyenne porte sur toutes les siennes.',
    pairedEach:
      'Les écarts sont pris à la situation de référence de la simulation 1 quand le départ est le même, sinon à celle de la même simulation. Ils sont appariés : la réplication n a rencontré les mêmes aléas des deux côtés.',
    apart: 'La simulation {{n}} se compare à « {{baseline}} », car elle diffère de la simulation 1 par : {{differs}}.',
    apartHint:
      '{{runs}} : autre départ, ou autre graine, que la simulation 1. Les écarts se lisent à côté des siens, les moyennes seulement à partir d’un même départ.',
    askTogether: 'Reposer à partir du départ de la simulation 1',
    unpaired:
      '{{variant}} : pas d’appariement, car sa simulation diffère par : {{differs}}. Les réplications sont des échantillons indépendants, et l’intervalle est plus large (Welch).',
    differing: {
      line: 'la ligne',
      cell: 'le site',
      horizonS: 'l’horizon',
      seed: 'la graine',
      replications: 'les réplications',
      engineVersion: 'la version du moteur',
      start: 'le départ',
    },
  },
};

import type { enSavings } from './en-savings.js';

export const frSavings: typeof enSavings = {
  savings: {
    fit: 'Ajuster une référence',
    fitOf:
      'Sur l’historique de ce site, par jours, semaines ou mois entiers. Elle est conservée telle quelle, avec les périodes de l’ajustement, même si elle n’est pas utilisable.',
    name: 'Nom',
    firstDay: 'Premier jour (aaaa-mm-jj)',
    lastDay: 'Dernier jour (aaaa-mm-jj)',
    each: 'Périodes',
    eachOf: { day: 'Jours', week: 'Semaines', month: 'Mois' },
    carrier: 'Énergie',
    calendar: 'Jours différents',
    calendars: { weekend: 'Week-ends', weekday: 'Chaque jour de la semaine', none: 'Aucun' },
    production: 'Les unités bonnes sont un facteur d’influence',
    keep: 'Ajuster et conserver',
    proof: 'Prévu et mesuré',
    proofCaption: 'Économie d’énergie par jour prévue par la simulation, à côté de ce qui est mesuré depuis',
    none: 'Aucune décision sur une réponse ne change encore rien à ce site. Dès qu’il y en aura une, on comparera ici ce qui était prévu à ce qui est mesuré.',
    noBaseline: 'Pour mesurer une économie d’énergie, ajustez d’abord une référence sur la période d’avant le changement.',
    decided: 'Décision',
    choose: 'Choisissez',
    carriedOut: 'Réalisée le (aaaa-mm-jj hh:mm, heure du site)',
    measure: 'Mesurer',
    figure: 'Économie d’énergie par jour',
    value: 'kWh',
    interval: 'IC 95 %',
    promised: 'prévue',
    measured: 'mesurée',
    difference: 'mesurée moins prévue',
    verdicts: {
      agree: 'Prévision et mesure concordent.',
      differ: 'Prévision et mesure diffèrent.',
      'cannot-be-told': 'On ne peut dire si prévision et mesure concordent.',
    },
    within:
      'Elles concordent si elles diffèrent de {{kwh}} kWh par jour au plus. La prévision vaut pour les ordres simulés, la mesure pour ceux qui sont venus.',
    notYet: 'Aucune période entière n’est encore connue depuis.',
    toProof: 'Ce qu’elle économise, mesuré',
  },
};

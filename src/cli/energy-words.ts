import type { BaselineTerm, Criterion, EnergyBaseline, EnergySavings, NoBaseline, PeriodLength, ScenarioProof } from '../contract/enpi.js';
import { CRITERION_SOURCE_WORDS } from '../contract/criterion-source-words.js';
import type { Lang } from './io.js';

/** What a criterion that is not met is about. */
export interface UnmetOf {
  term: string;
  periods: number;
  autocorrelation: string;
}

/** What `twin energy` says to people. */
export interface EnergyWords {
  term: string;
  value: string;
  interval: string;
  terms: Record<Exclude<BaselineTerm['kind'], 'driver'>, string>;
  days: Record<string, string>;
  units: Record<Exclude<BaselineTerm['kind'], 'driver'>, string>;
  perUnit(driver: string): string;
  figure: string;
  each: Record<PeriodLength, string>;
  used(periods: number, leftOut: number): string;
  meanKwh: string;
  residualSd: string;
  nmbe: string;
  autocorrelation: string;
  effective: string;
  base: Record<'heating' | 'cooling', string>;
  found(low: string, high: string): string;
  given: string;
  atEdge: string;
  criterion: string;
  limit: string;
  source: string;
  met: Record<'yes' | 'no', string>;
  criteria: Record<Criterion['id'], string>;
  sources: Record<Criterion['source'], string>;
  verdicts: Record<EnergyBaseline['verdict'], string>;
  /** why it is not fit for use: a part of a sentence for each criterion that is not met */
  unmet: Record<Criterion['id'], (value: string, limit: string, of: UnmetOf) => string>;
  unused(term: string): string;
  leftOut: string;
  andMore(count: number): string;
  tooFew(reason: Extract<NoBaseline, { code: 'too-few' }>): string;
  collinear(term: string, of: readonly string[]): string;
  expected: string;
  actual: string;
  saved: string;
  savedShare: string;
  perDay: string;
  fractional: string;
  fractionalAshrae: string;
  savings: Record<EnergySavings['verdict'], string>;
  notes: Record<EnergySavings['notes'][number], string>;
  change: string;
  between: string;
  step: string;
  chance: string;
  level: string;
  from: string;
  to: string;
  cusum: string;
  noChange: string;
  predicted: string;
  measured: string;
  difference: string;
  proof: Record<ScenarioProof['verdict'], string>;
  noReporting: string;
  noneUsable: string;
}

const en: EnergyWords = {
  term: 'term',
  value: 'value',
  interval: '95 % interval',
  terms: { 'base-load': 'base load', heating: 'heating', cooling: 'cooling', calendar: 'day' },
  days: {
    weekend: 'weekend',
    tuesday: 'Tuesday',
    wednesday: 'Wednesday',
    thursday: 'Thursday',
    friday: 'Friday',
    saturday: 'Saturday',
    sunday: 'Sunday',
  },
  units: { 'base-load': 'kWh/day', heating: 'kWh/degree-day', cooling: 'kWh/degree-day', calendar: 'kWh/day' },
  perUnit: (driver) => `kWh per unit of ${driver}`,
  figure: 'figure',
  each: { hour: 'hours', day: 'days', week: 'weeks', month: 'months' },
  used: (periods, leftOut) => `${periods} used, ${leftOut} left out`,
  meanKwh: 'mean of a period [kWh]',
  residualSd: 'standard deviation of residuals [kWh]',
  nmbe: 'NMBE [%]',
  autocorrelation: 'autocorrelation',
  effective: 'effective number of periods',
  base: { heating: 'heating base [°C]', cooling: 'cooling base [°C]' },
  found: (low, high) => `found, nearly as good from ${low} to ${high}`,
  given: 'given',
  atEdge: 'found at the edge of the search',
  criterion: 'criterion',
  limit: 'limit',
  source: 'source',
  met: { yes: 'met', no: 'NOT MET' },
  criteria: {
    periods: 'periods, at least',
    coverage: 'share of periods used [%], at least',
    effective: 'effective periods, at least',
    r2: 'R², at least',
    'cv-rmse': 'CV(RMSE) [%], at most',
    nmbe: '|NMBE| [%], at most',
    t: '|t|, at least',
  },
  sources: CRITERION_SOURCE_WORDS.en,
  verdicts: { 'fit-for-use': 'The baseline is fit for use.', 'not-fit-for-use': 'The baseline is not fit for use.' },
  unmet: {
    periods: (value, limit) => `it has ${value} periods, ${limit} are needed`,
    coverage: (value, limit) => `only ${value} % of the periods can be used, ${limit} % are needed`,
    effective: (value, limit, { periods, autocorrelation }) =>
      `the errors of its periods hang together (autocorrelation ${autocorrelation}), so that ${periods} tell as much as ${value} that do not, and ${limit} are needed`,
    r2: (value, limit) => `it explains too little (R² ${value}, at least ${limit})`,
    'cv-rmse': (value, limit) => `it scatters too much (CV(RMSE) ${value} %, at most ${limit} %)`,
    nmbe: (value, limit) => `it is biased (NMBE ${value} %, at most ${limit} %)`,
    t: (value, limit, { term }) => `${term} does not surely drive the energy (|t| ${value}, at least ${limit})`,
  },
  unused: (term) => `Left out: ${term} never differs from 0 in these periods, so its effect cannot be told`,
  leftOut: 'Left out:',
  andMore: (count) => `and ${count} more`,
  tooFew: ({ needed, found }) => `There is no baseline: it needs ${needed} periods, ${found} can be used`,
  collinear: (term, of) => `There is no baseline: ${term} is made up of ${of.join(', ')}, so its effect cannot be told apart`,
  expected: 'expected by the baseline [kWh]',
  actual: 'used [kWh]',
  saved: 'saved [kWh]',
  savedShare: 'saved [%]',
  perDay: 'saved per day [kWh]',
  fractional: 'uncertainty of the saving [%]',
  fractionalAshrae: 'the same by ASHRAE Guideline 14 [%]',
  savings: { saved: 'Energy was saved.', 'used-more': 'More energy was used.', 'cannot-be-told': 'Whether energy was saved cannot be told:' },
  notes: {
    'baseline-not-fit': 'the baseline is not fit for use',
    'not-after-baseline': 'the reporting time begins before the baseline ends',
    'beyond-baseline': 'more than a tenth of the periods is beyond what the baseline saw',
    'many-left-out': 'more than a tenth of the periods is left out',
    'interval-holds-zero': 'the interval of the saving holds 0',
  },
  change: 'change',
  between: 'between (95 %)',
  step: 'step [kWh/day]',
  chance: 'chance',
  level: 'actual less expected [kWh/day]',
  from: 'from',
  to: 'to',
  cusum: 'CUSUM [kWh]',
  noChange: 'CUSUM: no change of level',
  predicted: 'predicted saving per day [kWh]',
  measured: 'measured saving per day [kWh]',
  difference: 'measured less predicted [kWh]',
  proof: {
    agree: 'Prediction and measurement agree.',
    differ: 'Prediction and measurement differ.',
    'cannot-be-told': 'Whether prediction and measurement agree cannot be told.',
  },
  noReporting: 'reporting: missing: expected the first and last day of the time that is held against the baseline',
  noneUsable: 'no period of the reporting time can be used',
};

const fr: EnergyWords = {
  term: 'terme',
  value: 'valeur',
  interval: 'IC 95 %',
  terms: { 'base-load': 'talon', heating: 'chauffage', cooling: 'refroidissement', calendar: 'jour' },
  days: {
    weekend: 'week-end',
    tuesday: 'mardi',
    wednesday: 'mercredi',
    thursday: 'jeudi',
    friday: 'vendredi',
    saturday: 'samedi',
    sunday: 'dimanche',
  },
  units: { 'base-load': 'kWh/jour', heating: 'kWh/degré-jour', cooling: 'kWh/degré-jour', calendar: 'kWh/jour' },
  perUnit: (driver) => `kWh par unité de ${driver}`,
  figure: 'grandeur',
  each: { hour: 'heures', day: 'jours', week: 'semaines', month: 'mois' },
  used: (periods, leftOut) => `${periods} utilisées, ${leftOut} écartées`,
  meanKwh: 'moyenne d’une période [kWh]',
  residualSd: 'écart type des résidus [kWh]',
  nmbe: 'NMBE [%]',
  autocorrelation: 'autocorrélation',
  effective: 'nombre effectif de périodes',
  base: { heating: 'base de chauffage [°C]', cooling: 'base de refroidissement [°C]' },
  found: (low, high) => `trouvée, presque aussi bonne de ${low} à ${high}`,
  given: 'donnée',
  atEdge: 'trouvée au bord de la recherche',
  criterion: 'critère',
  limit: 'limite',
  source: 'source',
  met: { yes: 'rempli', no: 'NON REMPLI' },
  criteria: {
    periods: 'périodes, au moins',
    coverage: 'part de périodes utilisées [%], au moins',
    effective: 'périodes effectives, au moins',
    r2: 'R², au moins',
    'cv-rmse': 'CV(RMSE) [%], au plus',
    nmbe: '|NMBE| [%], au plus',
    t: '|t|, au moins',
  },
  sources: CRITERION_SOURCE_WORDS.fr,
  verdicts: {
    'fit-for-use': 'La performance énergétique de référence (PER) est utilisable.',
    'not-fit-for-use': 'La performance énergétique de référence (PER) n’est pas utilisable.',
  },
  unmet: {
    periods: (value, limit) => `elle a ${value} périodes, il en faut ${limit}`,
    coverage: (value, limit) => `seules ${value} % des périodes sont utilisables, il en faut ${limit} %`,
    effective: (value, limit, { periods, autocorrelation }) =>
      `les erreurs de ses périodes se tiennent (autocorrélation ${autocorrelation}) : ${periods} en disent autant que ${value} indépendantes, il en faut ${limit}`,
    r2: (value, limit) => `elle explique trop peu (R² ${value}, au moins ${limit})`,
    'cv-rmse': (value, limit) => `elle disperse trop (CV(RMSE) ${value} %, au plus ${limit} %)`,
    nmbe: (value, limit) => `elle est biaisée (NMBE ${value} %, au plus ${limit} %)`,
    t: (value, limit, { term }) => `${term} n’est pas sûrement un facteur de l’énergie (|t| ${value}, au moins ${limit})`,
  },
  unused: (term) => `Écarté : ${term} ne diffère jamais de 0 sur ces périodes, son effet ne peut être connu`,
  leftOut: 'Écartées :',
  andMore: (count) => `et ${count} autres`,
  tooFew: ({ needed, found }) => `Pas de référence : il faut ${needed} périodes, ${found} sont utilisables`,
  collinear: (term, of) => `Pas de référence : ${term} se compose de ${of.join(', ')}, son effet ne peut être distingué`,
  expected: 'attendu selon la référence [kWh]',
  actual: 'consommé [kWh]',
  saved: 'économie d’énergie [kWh]',
  savedShare: 'économie d’énergie [%]',
  perDay: 'économie par jour [kWh]',
  fractional: 'incertitude de l’économie [%]',
  fractionalAshrae: 'la même selon l’ASHRAE Guideline 14 [%]',
  savings: {
    saved: 'De l’énergie a été économisée.',
    'used-more': 'Davantage d’énergie a été consommée.',
    'cannot-be-told': 'On ne peut dire si de l’énergie a été économisée :',
  },
  notes: {
    'baseline-not-fit': 'la référence n’est pas utilisable',
    'not-after-baseline': 'la période de suivi commence avant la fin de la référence',
    'beyond-baseline': 'plus d’un dixième des périodes sort de ce que la référence a vu',
    'many-left-out': 'plus d’un dixième des périodes est écarté',
    'interval-holds-zero': 'l’intervalle de l’économie contient 0',
  },
  change: 'changement',
  between: 'entre (95 %)',
  step: 'saut [kWh/jour]',
  chance: 'probabilité',
  level: 'consommé moins attendu [kWh/jour]',
  from: 'de',
  to: 'à',
  cusum: 'CUSUM [kWh]',
  noChange: 'CUSUM : pas de changement de niveau',
  predicted: 'économie prévue par jour [kWh]',
  measured: 'économie mesurée par jour [kWh]',
  difference: 'mesurée moins prévue [kWh]',
  proof: {
    agree: 'Prévision et mesure concordent.',
    differ: 'Prévision et mesure diffèrent.',
    'cannot-be-told': 'On ne peut dire si prévision et mesure concordent.',
  },
  noReporting: 'reporting : manque : premier et dernier jour de la période comparée à la référence',
  noneUsable: 'aucune période de suivi n’est utilisable',
};

export const ENERGY_WORDS: Record<Lang, EnergyWords> = { en, fr };

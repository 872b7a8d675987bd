import type { LossKind, TurningPoint } from '../contract/losses.js';
import type { RunKpi } from '../contract/scenario.js';
import { VERDICT_WORDS, type VerdictWord } from '../contract/verdict-words.js';
import type { OriginReport } from '../plant/origin-report.js';
import type { Account } from '../model/cell/layout.js';
import type { Lang } from './io.js';

/** What the command says to people. API, files and --json stay English. */
export interface Words {
  kpi: string;
  kpis: Record<RunKpi, string>;
  verdict: string;
  verdicts: Record<VerdictWord, string>;
  difference: string;
  baseline: string;
  mean: string;
  unit: string;
  shares: Record<'producing' | 'starved' | 'blocked' | 'down' | 'standby' | 'planned', string>;
  unknown: string;
  right(file: string, line: string, stations: number, version: string): string;
  noPlants: string;
  origins(parameters: number, counts: OriginReport['counts']): string;
  replicationsDone(done: number, total: number, etaS: number | null): string;
  simulated(line: string, horizon: string, replications: number, seed: number): string;
  written(folder: string): string;
  accounts: Record<Account, string>;
  cell: {
    right(file: string, cell: string, units: number, version: string): string;
    simulated(cell: string, horizon: string, replications: number, seed: number): string;
    batches(product: string): string;
    items(product: string): string;
    lead(product: string): string;
    ordersDone: string;
    ordersLate: string;
    cost(carrier: string): string;
    peak(carrier: string): string;
    perItems: string;
    single: string;
  };
  backup: {
    written(folder: string, files: number, bytes: number): string;
    right(folder: string, files: number, bytes: number, createdAt: string): string;
    restored(folder: string, createdAt: string): string;
    elsewhere(store: string): string;
  };
  line: { id: string; name: string; freshness: string; output: string; rate: string; oee: string; power: string; state: string };
  losses: {
    loss: string;
    unit: string;
    goodUnits: string;
    theoretical: string;
    made: string;
    kinds: Record<LossKind, string>;
    shares: string;
    momentary: string;
    sole: string;
    shifting: string;
    starved: string;
    blocked: string;
    unknown: string;
    nothingKnown: string;
    nobodyNow: string;
    now(unit: string, since: string): string;
    turningPoint(verdict: string, points: string): string;
    verdicts: Record<TurningPoint['verdict'], string>;
  };
}

/** `6 measured (6 %), ...`, the last of the words for those of which nothing is said. */
function shares(
  parameters: number,
  { measured, sourced, estimated, default: defaults }: OriginReport['counts'],
  words: readonly string[],
  percent: string,
): string {
  const unsaid = parameters - measured - sourced - estimated - defaults;
  return [measured, sourced, estimated, defaults, unsaid]
    .map((count, index) => `${count} ${words[index]} (${Math.round((100 * count) / parameters)}${percent})`)
    .join(', ');
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

const en: Words = {
  kpi: 'KPI',
  kpis: {
    goodUnits: 'Good units',
    oee: 'OEE [%]',
    energyKwh: 'Energy [kWh]',
    energyKwhPer1000: 'kWh / 1000 units',
    costEur: 'Energy cost [EUR]',
    co2eKg: 'CO2e [kg]',
    peakKw: 'Peak power [kW]',
  },
  verdict: 'verdict',
  verdicts: VERDICT_WORDS.en,
  difference: 'difference (95 %)',
  baseline: 'baseline',
  mean: 'mean (95 %)',
  unit: 'Share of the time [%]',
  shares: { producing: 'producing', starved: 'starved', blocked: 'blocked', down: 'down', standby: 'standby', planned: 'no shift' },
  unknown: 'not known',
  right: (file, line, stations, version) => `${file}: right. Line ${line}, ${stations} stations, version ${version}`,
  noPlants: 'right. Machine types alone, no line and no cell',
  origins: (parameters, counts) => `${parameters} numbers: ${shares(parameters, counts, ['measured', 'sourced', 'estimated', 'defaults', 'do not say'], ' %')}`,
  replicationsDone: (done, total, etaS) => `${done} of ${total} replications${etaS === null ? '' : `, ${Math.ceil(etaS)} s to go`}`,
  simulated: (line, horizon, replications, seed) => `Simulated: line ${line}, ${horizon}, ${replications} replications, seed ${seed}`,
  written: (folder) => `Written to ${folder}: result.json, replications.csv, manifest.json`,
  accounts: {
    execute: 'execute',
    'start-up': 'start-up',
    'set-up': 'set-up',
    changeover: 'changeover',
    cleaning: 'cleaning',
    clearance: 'clearance',
    maintenance: 'maintenance',
    starved: 'starved',
    blocked: 'blocked',
    persons: 'no staff',
    utility: 'no utility',
    down: 'failure',
    'minor-stop': 'micro-stop',
    standby: 'standby',
    waking: 'waking',
    idle: 'no order',
    off: 'no shift',
  },
  cell: {
    right: (file, cell, units, version) => `${file}: right. Cell ${cell}, ${units} units, version ${version}`,
    simulated: (cell, horizon, replications, seed) =>
      `Simulated: cell ${cell}, ${horizon}, ${replications} replication${replications === 1 ? '' : 's'}, seed ${seed}`,
    batches: (product) => `${product}: batches`,
    items: (product) => `${product}: good items`,
    lead: (product) => `${product}: lead time [h]`,
    ordersDone: 'Orders done',
    ordersLate: 'Orders late',
    cost: (carrier) => `${carrier} cost [EUR]`,
    peak: (carrier) => `${carrier} peak [kW]`,
    perItems: 'kWh / 1000 good items',
    single: 'One replication has no interval: ask for two or more.',
  },
  backup: {
    written: (folder, files, bytes) => `Backed up to ${folder}: ${files} files, ${megabytes(bytes)} MB`,
    right: (folder, files, bytes, createdAt) => `${folder}: right. ${files} files, ${megabytes(bytes)} MB, of ${createdAt}`,
    restored: (folder, createdAt) => `Restored ${folder} as of ${createdAt}`,
    elsewhere: (store) => `Not in it: ${store}`,
  },
  line: { id: 'line', name: 'name', freshness: 'data', output: 'good units', rate: 'per minute', oee: 'OEE [%]', power: 'kW', state: 'state' },
  losses: {
    loss: 'where the units went',
    unit: 'caused by',
    goodUnits: 'good units',
    theoretical: 'ideal rate, all the time',
    made: 'made',
    kinds: {
      'not-planned': 'no shift',
      'planned-stop': 'planned stops',
      setup: 'set-up and cleaning',
      breakdown: 'breakdowns',
      'micro-stop': 'micro-stops',
      starved: 'starved',
      blocked: 'blocked',
      waiting: 'ready, cause not known',
      standby: 'standby and wake-up',
      unknown: 'not heard',
      speed: 'reduced speed',
      'start-up-rejects': 'rejects at start-up',
      'run-rejects': 'rejects while running',
      buffer: 'into buffers',
    },
    shares: 'share of the time [%]',
    momentary: 'bottleneck',
    sole: 'alone',
    shifting: 'shifting',
    starved: 'starved',
    blocked: 'blocked',
    unknown: 'not heard',
    nothingKnown: 'Nothing was heard of this time',
    nobodyNow: 'At the end no single machine holds the line',
    now: (unit, since) => `At the end ${unit} holds the line, active without a break since ${since}`,
    turningPoint: (verdict, points) => `Blocked turns into starved: ${verdict}${points && ` (${points})`}`,
    verdicts: {
      one: 'at one machine',
      several: 'at several machines',
      uncertain: 'no detectable difference',
      tie: 'a tie',
      none: 'nowhere',
      branched: 'not told, the line branches',
    },
  },
};

const fr: Words = {
  kpi: 'Indicateur',
  kpis: {
    goodUnits: 'Unités bonnes',
    oee: 'OEE [%]',
    energyKwh: 'Énergie [kWh]',
    energyKwhPer1000: 'kWh / 1000 unités',
    costEur: "Coût de l'énergie [EUR]",
    co2eKg: 'CO2e [kg]',
    peakKw: 'Pointe [kW]',
  },
  verdict: 'verdict',
  verdicts: VERDICT_WORDS.fr,
  difference: 'écart (95 %)',
  baseline: 'situation de référence',
  mean: 'moyenne (95 %)',
  unit: 'Part du temps [%]',
  shares: { producing: 'en production', starved: 'manque amont', blocked: 'saturation aval', down: 'en arrêt', standby: 'en veille', planned: 'hors poste' },
  unknown: 'inconnu',
  right: (file, line, stations, version) => `${file} : correct. Ligne ${line}, ${stations} postes, version ${version}`,
  noPlants: 'correct. Des types de machine seuls, ni ligne ni atelier',
  origins: (parameters, counts) =>
    `${parameters} nombres : ${shares(parameters, counts, ['mesurés', 'sourcés', 'estimés', 'par défaut', 'sans origine'], '\u00a0%')}`,
  replicationsDone: (done, total, etaS) => `${done} réplications sur ${total}${etaS === null ? '' : `, encore ${Math.ceil(etaS)} s`}`,
  simulated: (line, horizon, replications, seed) => `Simulé : ligne ${line}, ${horizon}, ${replications} réplications, graine ${seed}`,
  written: (folder) => `Écrit dans ${folder} : result.json, replications.csv, manifest.json`,
  accounts: {
    execute: 'en production',
    'start-up': 'démarrage',
    'set-up': 'réglage',
    changeover: 'changement',
    cleaning: 'nettoyage',
    clearance: 'vide de ligne',
    maintenance: 'maintenance',
    starved: 'manque amont',
    blocked: 'saturation aval',
    persons: 'sans personnel',
    utility: 'sans utilité',
    down: 'panne',
    'minor-stop': 'micro-arrêt',
    standby: 'en veille',
    waking: 'réveil',
    idle: 'sans ordre',
    off: 'hors poste',
  },
  cell: {
    right: (file, cell, units, version) => `${file} : correct. Atelier ${cell}, ${units} équipements, version ${version}`,
    simulated: (cell, horizon, replications, seed) =>
      `Simulé : atelier ${cell}, ${horizon}, ${replications} réplication${replications === 1 ? '' : 's'}, graine ${seed}`,
    batches: (product) => `${product} : lots`,
    items: (product) => `${product} : unités bonnes`,
    lead: (product) => `${product} : délai [h]`,
    ordersDone: 'Ordres terminés',
    ordersLate: 'Ordres en retard',
    cost: (carrier) => `${carrier} coût [EUR]`,
    peak: (carrier) => `${carrier} pointe [kW]`,
    perItems: 'kWh / 1000 unités bonnes',
    single: 'Une seule réplication n’a pas d’intervalle : en demander deux ou plus.',
  },
  backup: {
    written: (folder, files, bytes) => `Sauvegardé dans ${folder} : ${files} fichiers, ${megabytes(bytes)} Mo`,
    right: (folder, files, bytes, createdAt) => `${folder} : correct. ${files} fichiers, ${megabytes(bytes)} Mo, du ${createdAt}`,
    restored: (folder, createdAt) => `${folder} restauré dans l'état du ${createdAt}`,
    elsewhere: (store) => `N'en fait pas partie : ${store}`,
  },
  line: { id: 'ligne', name: 'nom', freshness: 'données', output: 'unités bonnes', rate: 'par minute', oee: 'OEE [%]', power: 'kW', state: 'état' },
  losses: {
    loss: 'où sont passées les unités',
    unit: 'à cause de',
    goodUnits: 'unités bonnes',
    theoretical: 'cadence idéale, tout le temps',
    made: 'produites',
    kinds: {
      'not-planned': 'hors poste',
      'planned-stop': 'arrêts planifiés',
      setup: 'réglage et nettoyage',
      breakdown: 'pannes',
      'micro-stop': 'micro-arrêts',
      starved: 'manque amont',
      blocked: 'saturation aval',
      waiting: 'prête, cause inconnue',
      standby: 'veille et réveil',
      unknown: 'sans nouvelles',
      speed: 'sous-cadence',
      'start-up-rejects': 'rebuts au démarrage',
      'run-rejects': 'rebuts en marche',
      buffer: 'mises en stock tampon',
    },
    shares: 'part du temps [%]',
    momentary: 'goulot',
    sole: 'seul',
    shifting: 'partagé',
    starved: 'manque amont',
    blocked: 'saturation aval',
    unknown: 'sans nouvelles',
    nothingKnown: 'Aucune nouvelle de ce temps',
    nobodyNow: 'À la fin, aucune machine ne tient la ligne à elle seule',
    now: (unit, since) => `À la fin, ${unit} tient la ligne, active sans interruption depuis ${since}`,
    turningPoint: (verdict, points) => `De saturé à manquant : ${verdict}${points && ` (${points})`}`,
    verdicts: {
      one: 'à une machine',
      several: 'à plusieurs machines',
      uncertain: 'pas de différence décelable',
      tie: 'à égalité',
      none: 'nulle part',
      branched: 'non dit, la ligne bifurque',
    },
  },
};

export const WORDS: Record<Lang, Words> = { en, fr };

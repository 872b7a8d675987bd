import type { Holds, Optimum, ParetoFront } from '../contract/search-result.js';
import type { Lang } from './io.js';

/** What the command says of searches over what-ifs. */
interface SearchWords {
  points(count: number): string;
  point: string;
  low: string;
  high: string;
  change(of: string): string;
  span: string;
  fate: string;
  fates: Record<Optimum['candidates'][number]['fate'], string>;
  beatenBy: (point: string) => string;
  places: Record<ParetoFront['candidates'][number]['place'], string>;
  surelyFront: string;
  dominatedBy: (point: string) => string;
  front(count: number, sure: number, confidence: string): string;
  holds: Record<Holds, string>;
  chosen(point: string, values: string): string;
  nothing: string;
  stopped: string;
  sure(percent: string, source: 'procedure' | 'estimate'): string;
  notSurely(confidence: string): string;
  spent(spent: number, budget: number): string;
  left(count: number): string;
  refused(count: number, detail: string): string;
  /** @param open points that were compared and may or may not be compromises; null: which one is best is not decided */
  notDecided(open: { undecided: number; compared: number } | null): string;
  written(folder: string): string;
  unequal(baseline: number, point: string, replications: number): string;
}

const en: SearchWords = {
  points: (count) => `${count} points beside the baseline`,
  point: 'point',
  low: 'low',
  high: 'high',
  change: (of) => `change at ${of}`,
  span: 'span (95 %)',
  fate: 'standing',
  fates: { best: 'best', racing: 'not decided', beaten: 'beaten', infeasible: 'misses a constraint', unknown: 'not known', left: 'looked at' },
  beatenBy: (point) => `beaten by ${point}`,
  places: {
    front: 'compromise, not surely',
    behind: 'behind, not surely',
    dominated: 'dominated',
    infeasible: 'misses a constraint',
    unknown: 'not known',
    left: 'looked at',
  },
  surelyFront: 'compromise',
  dominatedBy: (point) => `dominated by ${point}`,
  front: (count, sure, confidence) => `Compromises: ${count}, ${sure} of them surely (together, with a confidence of ${confidence})`,
  holds: { surely: 'surely', possibly: 'possibly', not: 'not held' },
  chosen: (point, values) => `Chosen: ${point} (${values})`,
  nothing: 'Chosen: none. No point that was compared holds the constraints',
  stopped: 'Chosen: none. The search was stopped before it compared',
  sure: (percent, source) => (source === 'procedure' ? `right with a confidence of ${percent}` : `right with a chance of about ${percent}, by an estimate`),
  notSurely: (confidence) => `not surely the best of those compared, with a confidence of ${confidence}`,
  spent: (spent, budget) => `${spent} of ${budget} replications`,
  left: (count) => `${count} more points were looked at: --format csv tells them`,
  refused: (count, detail) => `${count} points make no right variant, such as ${detail}`,
  notDecided: (open) =>
    `${open ? `for ${open.undecided} of the ${open.compared} points compared it was not decided whether each is a compromise` : 'it was not decided which is best'}, with the confidence that was asked for: allow more replications, or a larger budget`,
  written: (folder) => `Written to ${folder}: result.json, points.csv, manifest.json`,
  unequal: (baseline, point, replications) =>
    `Means are over all replications of each (baseline ${baseline}, ${point} ${replications}); the paired difference, over those that both have, decides.`,
};

const fr: SearchWords = {
  points: (count) => `${count} points à côté de la référence`,
  point: 'point',
  low: 'bas',
  high: 'haut',
  change: (of) => `effet au point ${of}`,
  span: 'étendue (95 %)',
  fate: 'statut',
  fates: { best: 'meilleur', racing: 'indécis', beaten: 'battu', infeasible: 'viole une contrainte', unknown: 'inconnu', left: 'examiné' },
  beatenBy: (point) => `battu par ${point}`,
  places: {
    front: 'compromis, incertain',
    behind: 'derrière, incertain',
    dominated: 'dominé',
    infeasible: 'viole une contrainte',
    unknown: 'inconnu',
    left: 'examiné',
  },
  surelyFront: 'compromis',
  dominatedBy: (point) => `dominé par ${point}`,
  front: (count, sure, confidence) => `Compromis : ${count}, dont ${sure} ${sure > 1 ? 'sûrs' : 'sûr'} (ensemble, avec une confiance de ${confidence})`,
  holds: { surely: 'sûrement', possibly: 'peut-être', not: 'non tenue' },
  chosen: (point, values) => `Choisi : ${point} (${values})`,
  nothing: 'Choisi : aucun. Aucun point comparé ne tient les contraintes',
  stopped: "Choisi : aucun. La recherche a été arrêtée avant d'avoir comparé",
  sure: (percent, source) => (source === 'procedure' ? `juste avec une confiance de ${percent}` : `juste avec ${percent} de chances environ, estimation`),
  notSurely: (confidence) => `pas sûrement le meilleur de ceux comparés, avec une confiance de ${confidence}`,
  spent: (spent, budget) => `${spent} réplications sur ${budget}`,
  left: (count) => `${count} autres points ont été examinés : --format csv les donne`,
  refused: (count, detail) => `${count} points ne font pas de variante correcte, comme ${detail}`,
  notDecided: (open) =>
    `${open ? `pour ${open.undecided} des ${open.compared} points comparés, il n'est pas décidé si c'est un compromis` : "il n'est pas décidé lequel est le meilleur"}, avec la confiance demandée : permettez plus de réplications, ou un plus grand budget`,
  written: (folder) => `Écrit dans ${folder} : result.json, points.csv, manifest.json`,
  unequal: (baseline, point, replications) =>
    `Les moyennes portent sur toutes les réplications de chacun (référence ${baseline}, ${point} ${replications}) ; l'écart apparié, sur celles qu'ils ont en commun, décide.`,
};

export const SEARCH_WORDS: Record<Lang, SearchWords> = { en, fr };

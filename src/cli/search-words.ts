import type { Lang } from './io.js';

/** What the command says of searches over what-ifs. */
interface SearchWords {
  points(count: number): string;
  asItIs: string;
  factor: string;
  low: string;
  high: string;
  change(of: string): string;
  span: string;
  written(folder: string): string;
}

const en: SearchWords = {
  points: (count) => `${count} points beside the baseline`,
  asItIs: 'baseline',
  factor: 'factor',
  low: 'low',
  high: 'high',
  change: (of) => `change at ${of}`,
  span: 'span (95 %)',
  written: (folder) => `Written to ${folder}: result.json, points.csv, manifest.json`,
};

const fr: SearchWords = {
  points: (count) => `${count} points à côté de la référence`,
  asItIs: 'référence',
  factor: 'facteur',
  low: 'bas',
  high: 'haut',
  change: (of) => `effet au point ${of}`,
  span: 'étendue (95 %)',
  written: (folder) => `Écrit dans ${folder} : result.json, points.csv, manifest.json`,
};

export const SEARCH_WORDS: Record<Lang, SearchWords> = { en, fr };

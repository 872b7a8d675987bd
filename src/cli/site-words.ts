import type { CellScenarioResult } from '../contract/cell-scenario.js';
import type { Lang } from './io.js';

type Start = CellScenarioResult['start']['from'];

/** What the command says of answers about sites. */
interface SiteWords {
  simulated(cell: string, from: Start, horizon: string, replications: number, seed: number): string;
  /** with the replications that are wanting */
  tooFew(more: number | null): string;
  detail: string;
  kwh(carrier: string): string;
  peak(carrier: string): string;
  cost(carrier: string): string;
  co2(carrier: string): string;
  energyCost: string;
  networkCost: string;
  taxCost: string;
  lots(product: string): string;
  items(product: string): string;
  lead(product: string): string;
  bottleneck: string;
  notSure(unit: string): string;
  hours(unit: string, account: string): string;
  generated: string;
  fedIn: string;
}

const en: SiteWords = {
  simulated: (cell, from, horizon, replications, seed) => `Simulated: site ${cell}, from ${from}, ${horizon}, ${replications} replications, seed ${seed}`,
  tooFew: (more) => (more === null ? 'too few runs' : `too few runs (about ${more} more)`),
  detail: 'in detail (mean)',
  kwh: (carrier) => `${carrier} [kWh]`,
  peak: (carrier) => `${carrier}: peak [kW]`,
  cost: (carrier) => `${carrier}: cost [EUR]`,
  co2: (carrier) => `${carrier}: CO2e [kg]`,
  energyCost: 'Cost: energy [EUR]',
  networkCost: 'Cost: network [EUR]',
  taxCost: 'Cost: taxes [EUR]',
  lots: (product) => `${product}: batches`,
  items: (product) => `${product}: good items`,
  lead: (product) => `${product}: lead time [h]`,
  bottleneck: 'Used most',
  notSure: (unit) => `${unit} (not surely)`,
  hours: (unit, account) => `${unit}: ${account} [h]`,
  generated: 'Generated [kWh]',
  fedIn: 'Fed in [kWh]',
};

const STARTS_FR: Record<Start, string> = {
  live: 'état en direct',
  past: 'état passé',
  snapshot: 'état enregistré',
  steady: 'régime établi',
  empty: 'site vide',
};

const fr: SiteWords = {
  simulated: (cell, from, horizon, replications, seed) =>
    `Simulé : site ${cell}, départ : ${STARTS_FR[from]}, ${horizon}, ${replications} réplications, graine ${seed}`,
  tooFew: (more) => (more === null ? 'trop peu de simulations' : `trop peu de simulations (encore ${more} environ)`),
  detail: 'en détail (moyenne)',
  kwh: (carrier) => `${carrier} [kWh]`,
  peak: (carrier) => `${carrier} : pointe [kW]`,
  cost: (carrier) => `${carrier} : coût [EUR]`,
  co2: (carrier) => `${carrier} : CO2e [kg]`,
  energyCost: 'Coût : énergie [EUR]',
  networkCost: 'Coût : réseau [EUR]',
  taxCost: 'Coût : taxes [EUR]',
  lots: (product) => `${product} : lots`,
  items: (product) => `${product} : unités bonnes`,
  lead: (product) => `${product} : délai [h]`,
  bottleneck: 'Le plus utilisé',
  notSure: (unit) => `${unit} (incertain)`,
  hours: (unit, account) => `${unit} : ${account} [h]`,
  generated: 'Produit [kWh]',
  fedIn: 'Injecté [kWh]',
};

export const SITE_WORDS: Record<Lang, SiteWords> = { en, fr };

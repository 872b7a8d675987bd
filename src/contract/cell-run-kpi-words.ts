import type { CellRunKpi } from './cell-scenario.js';
import type { Bilingual } from './units.js';

interface KpiWords extends Bilingual {
  /** in which it is kept; null: a count, or the name says it */
  unit: string | null;
}

/** Indicators of answers about sites, as people call them. */
export const CELL_RUN_KPI_WORDS: Record<CellRunKpi, KpiWords> = {
  lotsDone: { en: 'Batches done', fr: 'Lots terminés', unit: null },
  goodItems: { en: 'Good items', fr: 'Unités bonnes', unit: null },
  leadTimeH: { en: 'Lead time', fr: 'Délai', unit: 'h' },
  ordersDone: { en: 'Orders done', fr: 'Ordres terminés', unit: null },
  ordersLate: { en: 'Orders late', fr: 'Ordres en retard', unit: null },
  lateH: { en: 'Lateness, all', fr: 'Retard cumulé', unit: 'h' },
  lotsLost: { en: 'Batches lost', fr: 'Lots perdus', unit: null },
  reworks: { en: 'Reworks', fr: 'Reprises', unit: null },
  holdBreaches: { en: 'Hold times exceeded', fr: 'Temps de tenue dépassés', unit: null },
  personH: { en: 'Work of persons', fr: 'Travail des personnes', unit: 'h' },
  energyKwh: { en: 'Energy', fr: 'Énergie', unit: 'kWh' },
  kwhPerLot: { en: 'kWh / batch', fr: 'kWh / lot', unit: null },
  kwhPer1000: { en: 'kWh / 1000 good items', fr: 'kWh / 1000 unités bonnes', unit: null },
  costEur: { en: 'Energy cost', fr: 'Coût de l’énergie', unit: 'EUR' },
  co2eKg: { en: 'CO2e', fr: 'CO2e', unit: 'kg' },
  peakKw: { en: 'Peak power', fr: 'Pointe', unit: 'kW' },
};

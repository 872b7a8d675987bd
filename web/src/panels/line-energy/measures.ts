import type { LineDefinition } from '../../../../src/contract/line.js';
import type { LineEnergyFigures } from '../../../../src/contract/line-energy.js';
import type { Measure } from '../cell-energy/measure.js';

/** Why a line cannot be told in a measure. */
export interface NotTold {
  measure: Measure;
  /** no-tariff, no-carbon: the plant file does not say it; not-then: it does, but not for all of the window */
  why: 'noTariff' | 'noCarbon' | 'notThen';
}

const WHAT = [
  { measure: 'eur', says: 'tariff', field: 'costEur', none: 'noTariff' },
  { measure: 'co2e', says: 'carbon', field: 'co2eKg', none: 'noCarbon' },
] as const;

/** Measures in which the energy of a line is not known over a window, and why. Of nothing that was heard nothing is said. */
export const notTold = (definition: Pick<LineDefinition, 'tariff' | 'carbon'>, figures: Pick<LineEnergyFigures, 'kwh' | 'costEur' | 'co2eKg'>): NotTold[] =>
  WHAT.flatMap(({ measure, says, field, none }): NotTold[] => {
    if (definition[says] === undefined) return [{ measure, why: none }];
    return figures.kwh !== null && figures[field] === null ? [{ measure, why: 'notThen' }] : [];
  });

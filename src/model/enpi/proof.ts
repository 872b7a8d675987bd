import type { EnergySavings, Ranged, ScenarioProof } from '../../contract/enpi.js';
import { scaled } from './savings.js';

/** Share of the predicted saving that two savings which agree may differ by, where nothing else is said. */
const USUAL_WITHIN = 0.5;

/**
 * What a scenario promised beside what was measured, per day. The interval of the difference is made of both (MOVER, Zou and Donner 2008).
 * `withinKwhPerDay`: the most that they may differ by and agree; half of the predicted saving where not given. Savings that cannot be told
 * for another reason than that they are small against their interval prove nothing.
 */
export function proofOf(
  predicted: Ranged,
  { savedKwhPerDay: measured, notes: told }: Pick<EnergySavings, 'savedKwhPerDay' | 'notes'>,
  withinKwhPerDay = USUAL_WITHIN * Math.abs(predicted.mean),
): ScenarioProof {
  const notes = told.filter((note) => note !== 'interval-holds-zero');
  const mean = measured.mean - predicted.mean;
  const low = mean - Math.hypot(measured.mean - measured.low, predicted.high - predicted.mean);
  const high = mean + Math.hypot(measured.high - measured.mean, predicted.mean - predicted.low);
  const differ = low > 0 || high < 0;
  const agree = low >= -withinKwhPerDay && high <= withinKwhPerDay;
  return {
    predictedKwhPerDay: predicted,
    measuredKwhPerDay: measured,
    differenceKwhPerDay: { mean, low, high },
    withinKwhPerDay,
    verdict: notes.length > 0 ? 'cannot-be-told' : agree ? 'agree' : differ ? 'differ' : 'cannot-be-told',
    notes,
  };
}

/** Energy saved per day by an answer: its difference of energy [kWh], variant less baseline, over its horizon. */
export const predictedSaving = ({ mean, low, high }: Ranged, horizonS: number): Ranged => scaled({ mean: -mean, low: -high, high: -low }, 86_400 / horizonS);

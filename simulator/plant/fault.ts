import { FAULT } from './parameters.js';
import type { Plant } from './state.js';

/** How far the hidden fault has come, 0 to 1. It comes back and is mended by the plant's time alone. */
export function faultDegree(plant: Plant): number {
  if (plant.faultFromS === null || plant.timeS < plant.faultFromS) return 0;
  const intoS = (plant.timeS - plant.faultFromS) % FAULT.everyS;
  return intoS < FAULT.lastsS ? Math.min(1, intoS / FAULT.rampS) : 0;
}

import { z } from 'zod';
import { EnergyLoad } from './energy-load.js';
import { CarrierMeters } from './energy-meters.js';
import { EnergyProfile } from './energy-profile.js';

/** Answer of GET /api/v1/cells/:cell/energy/overview: all that meters tell of a carrier over one window, out of one reading of the history. */
export const EnergyOverview = z.strictObject({ profile: EnergyProfile, load: EnergyLoad, meters: CarrierMeters });
export type EnergyOverview = z.infer<typeof EnergyOverview>;

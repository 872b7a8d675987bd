import type { TwinHttp } from '../../client/http.js';
import type { EnergyBatches } from '../contract/energy-batches.js';
import type { EnergyMeters } from '../contract/energy-meters.js';
import type { EnergyProfile } from '../contract/energy-profile.js';
import type { EnergyUse } from '../contract/energy-use.js';
import type { Micros } from '../contract/units.js';
import type { Stretched } from './stretch.js';

/** Where the energy of a site went over a window. */
export interface EnergyReport {
  cell: string;
  fromUs: Micros;
  toUs: Micros;
  meters: EnergyMeters;
  profiles: EnergyProfile[];
  states: EnergyUse;
  batches: EnergyBatches;
}

/** Everything of one and the same window: what the first answer says it is. */
export async function energyReport(http: TwinHttp, cell: string, stretch: Stretched): Promise<EnergyReport> {
  const meters = await http.energyMeters(cell, stretch);
  const { fromUs, toUs } = meters;
  const same = { from: String(fromUs / 1000), to: String(toUs / 1000) };
  const [profiles, states, batches] = await Promise.all([
    Promise.all(meters.carriers.map(({ carrier }) => http.energyProfile(cell, carrier, same))),
    http.energyStates(cell, same),
    http.energyBatches(cell, same),
  ]);
  return { cell, fromUs, toUs, meters, profiles, states, batches };
}

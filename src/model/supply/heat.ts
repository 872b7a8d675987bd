import { stepHours, sumProfiles, timesOf, withKwh, type LoadProfile } from './profile.js';

/**
 * Energy of a heat carrier that recovered heat replaces, step by step: a share of the electricity of its source becomes heat, never
 * more than is needed in the same step. `boiler`: heat that a kWh of the carrier gives.
 */
export function recoverHeat(source: LoadProfile, share: number, carrier: LoadProfile, boiler: number): LoadProfile {
  return withKwh(
    carrier,
    carrier.kwh.map((kwh, i) => kwh - Math.min(kwh, (share * source.kwh[i]!) / boiler)),
  );
}

export interface HeatPump {
  /** heat for a kWh of electricity */
  cop: number;
  /** heat that it can give [kW] */
  capacityKw: number;
  /** heat that a kWh of the carrier gives that it replaces */
  boiler: number;
}

/** A heat pump gives as much of the heat as it can in each step; the carrier gives the rest. */
export function pumpHeat(pump: HeatPump, carrier: LoadProfile, electricity: LoadProfile): { carrier: LoadProfile; electricity: LoadProfile } {
  const times = timesOf(carrier);
  const heat = carrier.kwh.map((kwh, i) => Math.min(kwh * pump.boiler, pump.capacityKw * stepHours(times, i)));
  return {
    carrier: withKwh(
      carrier,
      carrier.kwh.map((kwh, i) => Math.max(0, kwh - heat[i]! / pump.boiler)),
    ),
    electricity: sumProfiles(
      electricity,
      withKwh(
        electricity,
        heat.map((kwh) => kwh / pump.cop),
      ),
    ),
  };
}

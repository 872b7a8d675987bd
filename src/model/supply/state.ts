import type { Carrier } from '../../contract/cell.js';
import type { Tariff } from '../../contract/energy.js';
import type { SupplyChangeOf } from '../../contract/supply-change.js';
import type { SupplyContract } from '../../contract/supply.js';
import type { SeriesBook } from './billing.js';
import type { KnownEmissions } from './carbon.js';

/** The carrier that photovoltaics and batteries stand behind. */
export const ELECTRICITY = 'electricity';

export interface SuppliedCarrier {
  id: string;
  contract: SupplyContract | null;
  emissions: KnownEmissions | null;
  /** the subscribed powers are those that cost least over the loads */
  best: boolean;
}

/** How a plant is supplied: contracts, emissions, and what stands behind the meter. */
export interface SupplyState {
  timezone: string;
  carriers: readonly SuppliedCarrier[];
  series: SeriesBook;
  recoveries: readonly SupplyChangeOf<'heat-recovery'>[];
  heatPumps: readonly SupplyChangeOf<'heat-pump'>[];
  photovoltaics: readonly SupplyChangeOf<'pv'>[];
  battery: SupplyChangeOf<'battery'> | null;
}

/** The supply of a cell as its file has it. A simple tariff and a simple factor count as a contract and as emissions of one factor. */
export function supplyOf({ timezone, carriers }: { timezone: string; carriers: readonly Carrier[] }, series: SeriesBook = {}): SupplyState {
  return {
    timezone,
    carriers: carriers.map(({ id, tariff, contract, carbon, emissions }) => ({
      id,
      contract: contract ?? (tariff ? contractOfTariff(tariff) : null),
      emissions: emissions ?? (carbon ? { ...carbon, scope: null, location: { factor: carbon.factor } } : null),
      best: false,
    })),
    series,
    recoveries: [],
    heatPumps: [],
    photovoltaics: [],
    battery: null,
  };
}

/** A tariff without network and taxes as a contract: its periods by the hour of the day. */
export function contractOfTariff({ id, source, validFrom, periods }: Tariff): SupplyContract {
  return {
    id,
    source,
    validFrom,
    caveats: [],
    periods: periods.map(({ id: label, from, to }) => ({ label, hours: [{ from, to }] })),
    energy: { byPeriod: Object.fromEntries(periods.map(({ id: label, price }) => [label, price])) },
    network: { fixed: [], capacity: [], energy: {} },
    taxes: { excise: 0, ofFixedNetwork: 0, vat: 0 },
    feedIn: 0,
  };
}

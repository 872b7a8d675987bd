/** What the cost of measured energy means wherever it is told beside a bill. */
export const MARGINAL_COST = 'at what one kWh more cost then: energy, network and excise, without subscribed power; null where the price is not known';

/** What the emissions of measured energy mean wherever they are told beside it. */
export const LOCATION_CO2E = 'CO2e by the average of the network, hour by hour; null where the factor is not known';

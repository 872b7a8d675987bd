import { Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import type { EnergyLoad } from '../contract/energy-load.js';
import type { CarrierMeters, EnergyMeters } from '../contract/energy-meters.js';
import type { EnergyOverview } from '../contract/energy-overview.js';
import type { EnergyProfile } from '../contract/energy-profile.js';
import type { LineId } from '../contract/equipment.js';
import { metersOf, readTree, type ReadNode } from '../model/metering/balance.js';
import { unmeteredKwh } from '../model/metering/drawers.js';
import { loadByConsumer } from '../model/metering/load-by-consumer.js';
import { meterTree, readsOf } from '../model/metering/meter-tree.js';
import { profileOf } from '../model/metering/profile.js';
import { ratesOf } from '../model/metering/rates.js';
import { seriesBook } from '../model/supply/series-book.js';
import { supplyOf, type SuppliedCarrier, type SupplyState } from '../model/supply/state.js';
import { DEMAND_STEP_S, gridStartUs, type ProfileTimes } from '../model/supply/profile.js';
import type { Window } from '../telemetry/history.js';
import { EnergyReadings } from './readings.service.js';
import { carriersOf } from './sites.service.js';

/** The meters of a site as they were read. */
@Injectable()
export class EnergyMeterReadings {
  constructor(private readonly readings: EnergyReadings) {}

  async meters(live: LiveCell, window: Window): Promise<EnergyMeters> {
    const told = await Promise.all(carriersOf(live).map((carrier) => this.told(live, carrier, window)));
    return { cell: live.plant.definition.id, ...window, carriers: told.map(carrierMeters) };
  }

  async profile(live: LiveCell, carrier: string, window: Window): Promise<EnergyProfile> {
    return carrierProfile(await this.told(live, carrier, window));
  }

  async load(live: LiveCell, carrier: string, window: Window): Promise<EnergyLoad> {
    return carrierLoad(await this.told(live, carrier, window));
  }

  async overview(live: LiveCell, carrier: string, window: Window): Promise<EnergyOverview> {
    const told = await this.told(live, carrier, window);
    return { profile: carrierProfile(told), load: carrierLoad(told), meters: carrierMeters(told) };
  }

  private async told(live: LiveCell, carrier: string, window: Window): Promise<Told> {
    const times = timesOfWindow(window);
    const { definition } = live.plant;
    const supply = supplyOf(definition, seriesBook({}));
    const supplied = supply.carriers.find(({ id }) => id === carrier);
    return { cell: definition.id, carrier, times, supply, supplied, tops: await this.read(live, carrier, times) };
  }

  /** What meters of carriers counted beside all that hangs on them, all together [kWh]; null: no meter with a reading of its own was heard. */
  async unmetered(live: LiveCell, carriers: readonly string[], window: Window): Promise<number | null> {
    const trees = await Promise.all(carriers.map((carrier) => this.read(live, carrier, timesOfWindow(window))));
    return unmeteredKwh(trees.flat());
  }

  /** The trees of a carrier with the load of each meter. */
  async read(live: LiveCell, carrier: string, times: ProfileTimes): Promise<ReadNode[]> {
    const { definition } = live.plant;
    const tree = meterTree(definition, carrier);
    const loads = await this.readings.loads(definition.id, carrier, readsOf(tree), times);
    return readTree(tree, (source) => loads.get(source) ?? null);
  }
}

/** What meters told of a carrier over a window, and what it is supplied by. */
interface Told {
  cell: LineId;
  carrier: string;
  times: ProfileTimes;
  supply: SupplyState;
  supplied: SuppliedCarrier | undefined;
  tops: ReadNode[];
}

const carrierMeters = ({ carrier, tops, supplied, times, supply }: Told): CarrierMeters => metersOf(carrier, tops, ratesOf(supplied, times, supply));

const carrierProfile = ({ cell, carrier, tops, times, supply, supplied }: Told): EnergyProfile => ({
  ...{ cell, carrier, stepS: DEMAND_STEP_S },
  ...profileOf(tops, times, supply, supplied),
});

const carrierLoad = ({ cell, carrier, tops, times, supply, supplied }: Told): EnergyLoad => ({
  ...{ cell, carrier, stepS: DEMAND_STEP_S },
  ...loadByConsumer(tops, times, supply, supplied),
});

/** The ten minutes of a window. */
export function timesOfWindow({ fromUs, toUs }: Window, stepS = DEMAND_STEP_S): ProfileTimes {
  const steps = Math.ceil((toUs - gridStartUs({ fromUs, stepS })) / (stepS * 1e6));
  return { fromUs, toUs, stepS, steps };
}

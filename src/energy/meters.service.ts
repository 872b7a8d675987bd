import { Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import type { EnergyLoad } from '../contract/energy-load.js';
import type { EnergyMeters } from '../contract/energy-meters.js';
import type { EnergyProfile } from '../contract/energy-profile.js';
import { metersOf, readTree, type ReadNode } from '../model/metering/balance.js';
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
    const times = timesOfWindow(window);
    const supply = supplyOf(live.plant.definition, seriesBook({}));
    const ratesOfCarrier = (carrier: string) => ratesOf(suppliedCarrier(supply, carrier), times, supply);
    const carriers = await Promise.all(
      carriersOf(live).map(async (carrier) => metersOf(carrier, await this.read(live, carrier, times), ratesOfCarrier(carrier))),
    );
    return { cell: live.plant.definition.id, ...window, carriers };
  }

  async profile(live: LiveCell, carrier: string, window: Window): Promise<EnergyProfile> {
    const times = timesOfWindow(window);
    const supply = supplyOf(live.plant.definition, seriesBook({}));
    const tops = await this.read(live, carrier, times);
    const answer = profileOf(tops, times, supply, suppliedCarrier(supply, carrier));
    return { cell: live.plant.definition.id, carrier, stepS: DEMAND_STEP_S, ...answer };
  }

  async load(live: LiveCell, carrier: string, window: Window): Promise<EnergyLoad> {
    const times = timesOfWindow(window);
    const supply = supplyOf(live.plant.definition, seriesBook({}));
    const tops = await this.read(live, carrier, times);
    return { cell: live.plant.definition.id, carrier, stepS: DEMAND_STEP_S, ...loadByConsumer(tops, times, supply, suppliedCarrier(supply, carrier)) };
  }

  /** The trees of a carrier with the load of each meter. */
  async read(live: LiveCell, carrier: string, times: ProfileTimes): Promise<ReadNode[]> {
    const { definition } = live.plant;
    const tree = meterTree(definition, carrier);
    const loads = await this.readings.loads(definition.id, carrier, readsOf(tree), times);
    return readTree(tree, (source) => loads.get(source) ?? null);
  }
}

const suppliedCarrier = ({ carriers }: SupplyState, carrier: string): SuppliedCarrier | undefined => carriers.find(({ id }) => id === carrier);

/** The ten minutes of a window. */
export function timesOfWindow({ fromUs, toUs }: Window, stepS = DEMAND_STEP_S): ProfileTimes {
  const steps = Math.ceil((toUs - gridStartUs({ fromUs, stepS })) / (stepS * 1e6));
  return { fromUs, toUs, stepS, steps };
}

import { Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import type { EnergyBatches } from '../contract/energy-batches.js';
import type { EnergyUse } from '../contract/energy-use.js';
import { recordFromUs, spendingsOf, type Spending } from '../model/cell-mirror/spent.js';
import { sourcesOf } from '../model/cell-mirror/sources.js';
import { batchesOf } from '../model/metering/batches.js';
import { billingOf } from '../model/metering/billed.js';
import { meanRate, noRates, ratesOf, type Rates } from '../model/metering/rates.js';
import { useOf, type CarrierRates } from '../model/metering/use.js';
import { seriesBook } from '../model/supply/series-book.js';
import { supplyOf } from '../model/supply/state.js';
import type { Window } from '../telemetry/history.js';
import { EnergyMeterReadings, timesOfWindow } from './meters.service.js';
import { carriersOf } from './sites.service.js';

/** Energy by what machines did and by what was made: out of the record of a site, and what its meters counted besides. */
@Injectable()
export class EnergyRecord {
  constructor(private readonly meters: EnergyMeterReadings) {}

  /** Of one carrier alone, or of all together: null. */
  async use(live: LiveCell, window: Window, only: string | null): Promise<EnergyUse> {
    const { plant, record } = live;
    const { compiled, definition } = plant;
    const supply = supplyOf(definition, seriesBook({}));
    const times = timesOfWindow(window);
    const carriers = supply.carriers.filter(({ id }) => only === null || id === only);
    const rates = new Map(carriers.map((carrier) => [carrier.id, carrierRates(ratesOf(carrier, times, supply))]));
    const unknown = carrierRates(noRates(times));
    const fromUs = recordFromUs(record);
    const unmeteredKwh = await this.unmetered(live, window, only === null ? carriersOf(live) : [only]);
    const spendings = spendingsOf(compiled, record, window);
    return {
      cell: definition.id,
      ...window,
      carrier: only,
      recordFromUs: fromUs,
      ...useOf(sourcesOf(compiled).list, only === null ? spendings : ofCarrier(spendings, only), (carrier) => rates.get(carrier) ?? unknown, unmeteredKwh),
      notes: [
        ...(fromUs === null || fromUs > window.fromUs
          ? [{ code: 'record-begins-later' as const, detail: 'the record of the site does not go back to the begin of the window' }]
          : []),
        ...carriers.flatMap((carrier) => {
          const { billing, notes } = billingOf(carrier, times, supply);
          return billing === null ? notes.map(({ code, detail }) => ({ code, detail: `${carrier.id}: ${detail}` })) : [];
        }),
      ],
    };
  }

  async batches(live: LiveCell, window: Window): Promise<EnergyBatches> {
    const { compiled, definition } = live.plant;
    return { cell: definition.id, ...batchesOf(compiled, live.record, window, await this.unmetered(live, window, carriersOf(live))) };
  }

  /** Of the time that the record has: all else is of it. */
  private async unmetered(live: LiveCell, { fromUs, toUs }: Window, carriers: readonly string[]): Promise<number | null> {
    const sinceUs = Math.max(fromUs, recordFromUs(live.record) ?? Infinity);
    return sinceUs < toUs ? this.meters.unmetered(live, carriers, { fromUs: sinceUs, toUs }) : null;
  }
}

const carrierRates = ({ times, price, factor }: Rates): CarrierRates => ({ price: meanRate(times, price), factor: meanRate(times, factor) });

const ofCarrier = (spendings: readonly Spending[], carrier: string): Spending[] =>
  spendings.map((spending) => ({ ...spending, kwh: carrier in spending.kwh ? { [carrier]: spending.kwh[carrier]! } : {} }));

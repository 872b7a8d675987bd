import { Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import type { EnergyBatches } from '../contract/energy-batches.js';
import type { EnergyUse } from '../contract/energy-use.js';
import { recordFromUs, spendingsOf } from '../model/cell-mirror/spent.js';
import { sourcesOf } from '../model/cell-mirror/sources.js';
import { batchesOf } from '../model/metering/batches.js';
import { pricesOf } from '../model/metering/prices.js';
import { billingOf } from '../model/metering/profile.js';
import { useOf } from '../model/metering/use.js';
import { seriesBook } from '../model/supply/series-book.js';
import { supplyOf } from '../model/supply/state.js';
import type { Window } from '../telemetry/history.js';
import { timesOfWindow } from './meters.service.js';

/** Energy by what machines did and by what was made: out of the record of a site. */
@Injectable()
export class EnergyRecord {
  use({ plant: { compiled, definition }, record }: LiveCell, window: Window): EnergyUse {
    const supply = supplyOf(definition, seriesBook({}));
    const times = timesOfWindow(window);
    const billed = new Map(supply.carriers.map((carrier) => [carrier.id, billingOf(carrier, times, supply)]));
    const prices = new Map([...billed].map(([id, { billing }]) => [id, pricesOf(billing)]));
    const unpriced = pricesOf(null);
    const fromUs = recordFromUs(record);
    return {
      cell: definition.id,
      ...window,
      recordFromUs: fromUs,
      ...useOf(sourcesOf(compiled).list, spendingsOf(compiled, record, window), (carrier) => prices.get(carrier) ?? unpriced),
      notes: [
        ...(fromUs === null || fromUs > window.fromUs
          ? [{ code: 'record-begins-later' as const, detail: 'the record of the site does not go back to the begin of the window' }]
          : []),
        ...[...billed].flatMap(([id, { billing, notes }]) => (billing === null ? notes.map(({ code, detail }) => ({ code, detail: `${id}: ${detail}` })) : [])),
      ],
    };
  }

  batches({ plant: { compiled, definition }, record }: LiveCell, window: Window): EnergyBatches {
    return { cell: definition.id, ...batchesOf(compiled, record, window) };
  }
}

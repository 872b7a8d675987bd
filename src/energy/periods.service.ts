import { Injectable } from '@nestjs/common';
import type { LiveCell } from '../cells/live-cell.js';
import { PRODUCTION } from '../contract/energy-baseline.js';
import type { BaselineRequest, EnergyPeriod } from '../contract/enpi.js';
import type { SourceId } from '../contract/equipment.js';
import type { HourlySeries } from '../contract/series.js';
import type { Rise } from '../model/metering/counted.js';
import { sumLoads, type MeteredLoad } from '../model/metering/load.js';
import { meterTree, type MeterNode } from '../model/metering/meter-tree.js';
import { energyPeriods, outdoorSeries, PERIOD_STEP_S, unknownOfPeriods, type Measured } from '../model/metering/periods.js';
import { goodOf, lastUnitsOf } from '../model/metering/production.js';
import type { ProfileTimes } from '../model/supply/profile.js';
import type { Window } from '../telemetry/history.js';
import { timesOfWindow } from './meters.service.js';
import { EnergyReadings, type Signal } from './readings.service.js';

/** A temperature outdoors changes slowly: it holds over so long a silence [us]. */
const OUTDOOR_SILENT_US = 3 * 3600e6;

/** A meter whose readings a baseline is made of. */
export interface MeterOf {
  carrier: string;
  source: SourceId;
}

export interface Collected {
  periods: EnergyPeriod[];
  /** meters of which nothing was heard: the energy of no period is known then */
  silent: MeterOf[];
}

/** Energy of a site by period, with what drives it: out of the history. */
@Injectable()
export class EnergyPeriods {
  constructor(private readonly readings: EnergyReadings) {}

  /** The meters nearest to the top that were heard in a window: the energy of carriers is the sum of these. */
  async metersHeard({ plant: { definition } }: LiveCell, carriers: readonly string[], window: Window): Promise<MeterOf[]> {
    const times = timesOfWindow(window, PERIOD_STEP_S);
    const found = await Promise.all(
      carriers.map(async (carrier) => ({ carrier, sources: await this.topHeard(definition.id, carrier, meterTree(definition, carrier), times) })),
    );
    return found.flatMap(({ carrier, sources }) => sources.map((source) => ({ carrier, source })));
  }

  private async topHeard(cell: string, carrier: string, nodes: readonly MeterNode[], times: ProfileTimes): Promise<SourceId[]> {
    const reads = nodes.flatMap(({ reads: source }) => (source === null ? [] : [source]));
    const loads = await this.readings.loads(cell, carrier, reads, times);
    const sources = await Promise.all(
      nodes.map(async (node) => (node.reads !== null && loads.has(node.reads) ? [node.reads] : this.topHeard(cell, carrier, node.parts, times))),
    );
    return sources.flat();
  }

  /** Where the outdoor temperature comes from: the weather of the site, else the air of a zone; null: none was heard. */
  async outdoorSource({ plant: { definition } }: LiveCell, window: Window): Promise<SourceId | null> {
    const times = timesOfWindow(window, PERIOD_STEP_S);
    for (const source of ['weather', ...definition.zones.map(({ id }) => `zones.${id}`)]) {
      if ((await this.readings.levels(outdoorOf(definition.id, source), times, OUTDOOR_SILENT_US)).length > 0) return source;
    }
    return null;
  }

  /** Energy of these meters, and what the request asks for besides, of whole periods in their order. */
  async collect(
    { plant: { definition } }: LiveCell,
    spans: readonly Window[],
    { meters, outdoor, request }: { meters: readonly MeterOf[]; outdoor: SourceId | null; request: BaselineRequest },
  ): Promise<Collected> {
    const [first, last] = [spans[0], spans.at(-1)];
    if (first === undefined || last === undefined) return { periods: [], silent: [] };
    const times = timesOfWindow({ fromUs: first.fromUs, toUs: last.toUs }, PERIOD_STEP_S);
    const unknown = unknownOfPeriods(spans);
    const loads = await Promise.all(
      meters.map(async (meter) => ({
        meter,
        load: (await this.readings.loads(definition.id, meter.carrier, [meter.source], times, { unknown })).get(meter.source),
      })),
    );
    const silent = loads.flatMap(({ meter, load }) => (load === undefined ? [meter] : []));
    const heard = loads.flatMap(({ load }) => (load === undefined ? [] : [load]));
    const measured: Measured = {
      energy: silent.length > 0 || heard.length === 0 ? null : sumLoads(heard),
      drivers: request.drivers.includes(PRODUCTION) ? { [PRODUCTION]: await this.production(definition, times, unknown) } : {},
      outdoor: outdoor === null ? null : await this.outdoor(definition, outdoor, times),
    };
    return { periods: energyPeriods(spans, times, measured, request.each, definition.timezone), silent };
  }

  private async outdoor({ id, timezone }: LiveCell['plant']['definition'], source: SourceId, times: ProfileTimes): Promise<HourlySeries> {
    return outdoorSeries(times, await this.readings.levels(outdoorOf(id, source), times, OUTDOOR_SILENT_US), timezone);
  }

  /** Good units of the last steps; null where a unit makes other steps as well, or its counter was not heard. */
  private async production(definition: LiveCell['plant']['definition'], times: ProfileTimes, unknown: (rise: Rise) => boolean): Promise<MeteredLoad | null> {
    const { sources, mixed } = lastUnitsOf(definition);
    if (mixed) return null;
    const counts = await Promise.all(
      sources.map(async (source) => {
        const of = (signal: Signal['signal']) => this.readings.count({ cell: definition.id, source, signal }, times, unknown);
        const processed = await of('processedCount');
        return processed && goodOf(processed, await of('defectiveCount'));
      }),
    );
    const heard = counts.flatMap((count) => (count === null ? [] : [count]));
    return heard.length === counts.length && heard.length > 0 ? sumLoads(heard) : null;
  }
}

const outdoorOf = (cell: string, source: SourceId): Signal => ({
  cell,
  source,
  signal: source === 'weather' ? 'weather.outdoorAirTemp' : 'hvac.outdoorAirTemp',
});

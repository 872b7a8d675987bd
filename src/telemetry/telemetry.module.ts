import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { PlantModule } from '../plant/plant.module.js';
import { PlantService } from '../plant/plant.service.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { CommissioningController } from './commissioning/commissioning.controller.js';
import { Commissioning } from './commissioning/commissioning.js';
import { Discovery } from './commissioning/discovery.js';
import { mappedBy } from './commissioning/mapped.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { HISTORY, type History } from './history.js';
import { HistoryModule } from './history.module.js';
import type { Fate } from './ingest.js';
import type { Entry } from './journal-frame.js';
import { openTelemetry } from './open-telemetry.js';
import { PostedController } from './posted.controller.js';
import { TelemetryController } from './telemetry.controller.js';
import { TelemetryHealth } from './telemetry-health.js';
import { TelemetryMetrics } from './telemetry-metrics.js';
import { Telemetry } from './telemetry.service.js';
import { TopicTable } from './topics.js';

async function open(
  config: Config,
  clock: Clock,
  history: History,
  plant: PlantService,
  metrics: TelemetryMetrics,
  commissioning: Commissioning,
): Promise<Telemetry> {
  const lines = plant.lines().map(({ definition }) => definition);
  const cells = plant.cells().map(({ definition }) => definition);
  const onTaken = (entry: Entry, fate: Fate) => commissioning.took(entry, fate);
  const telemetry = await openTelemetry({ config, lines, cells, history, clock, onFate: metrics.onFate, onTaken, onHistoryWrite: metrics.onHistoryWrite });
  metrics.watch(telemetry);
  return telemetry;
}

function watch(clock: Clock, plant: PlantService): Commissioning {
  const all = [...plant.lines(), ...plant.cells()];
  const table = new TopicTable(plant.lines().map(({ definition }) => definition), plant.cells().map(({ definition }) => definition)); // prettier-ignore
  return new Commissioning(all.flatMap(({ definition, file }) => mappedBy(definition, file)), table, clock.nowUs()); // prettier-ignore
}

@Module({
  imports: [PlantModule, HistoryModule],
  controllers: [TelemetryController, PostedController, DeadLettersController, CommissioningController],
  providers: [
    TelemetryMetrics,
    TelemetryHealth,
    { provide: Telemetry, useFactory: open, inject: [CONFIG, CLOCK, HISTORY, PlantService, TelemetryMetrics, Commissioning] },
    { provide: Commissioning, useFactory: watch, inject: [CLOCK, PlantService] },
    Discovery,
  ],
  exports: [Telemetry, HistoryModule],
})
export class TelemetryModule {}

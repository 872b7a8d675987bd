import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { PlantModule } from '../plant/plant.module.js';
import { PlantService } from '../plant/plant.service.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { DeadLettersController } from './dead-letters.controller.js';
import { HISTORY, type History } from './history.js';
import { HistoryModule } from './history.module.js';
import { openTelemetry } from './open-telemetry.js';
import { TelemetryController } from './telemetry.controller.js';
import { TelemetryHealth } from './telemetry-health.js';
import { TelemetryMetrics } from './telemetry-metrics.js';
import { Telemetry } from './telemetry.service.js';

async function open(config: Config, clock: Clock, history: History, plant: PlantService, metrics: TelemetryMetrics): Promise<Telemetry> {
  const lines = plant.lines().map(({ definition }) => definition);
  const cells = plant.cells().map(({ definition }) => definition);
  const telemetry = await openTelemetry({ config, lines, cells, history, clock, onFate: metrics.onFate, onHistoryWrite: metrics.onHistoryWrite });
  metrics.watch(telemetry);
  return telemetry;
}

@Module({
  imports: [PlantModule, HistoryModule],
  controllers: [TelemetryController, DeadLettersController],
  providers: [TelemetryMetrics, TelemetryHealth, { provide: Telemetry, useFactory: open, inject: [CONFIG, CLOCK, HISTORY, PlantService, TelemetryMetrics] }],
  exports: [Telemetry, HistoryModule],
})
export class TelemetryModule {}

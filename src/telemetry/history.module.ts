import path from 'node:path';
import { Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config } from '../config.js';
import { PlantModule } from '../plant/plant.module.js';
import { DuckDbHistory } from './history-duckdb.js';
import { InfluxHistory } from './history-influx.js';
import { HISTORY, type History } from './history.js';
import { SeriesController } from './series.controller.js';

/** The history that the configuration asks for: InfluxDB, or the embedded DuckDB. */
async function openHistory(config: Config): Promise<History> {
  const folder = path.join(config.dataDir, 'history');
  if (config.influx === null) return DuckDbHistory.open(folder);
  const logger = new Logger('History');
  return new InfluxHistory({ ...config.influx, folder, warn: (message) => logger.warn(message) });
}

@Module({
  imports: [PlantModule],
  controllers: [SeriesController],
  providers: [{ provide: HISTORY, useFactory: openHistory, inject: [CONFIG] }],
  exports: [HISTORY],
})
export class HistoryModule implements OnApplicationShutdown {
  constructor(@Inject(HISTORY) private readonly history: History) {}

  async onApplicationShutdown(): Promise<void> {
    await this.history.close();
  }
}

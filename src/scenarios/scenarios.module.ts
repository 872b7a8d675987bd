import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config.js';
import { CellsModule } from '../cells/cells.module.js';
import { PlantModule } from '../plant/plant.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { ResultRow, RunRow, ScenarioRow, StartStateRow } from './entities.js';
import { defaultThreads, PiscinaQueue, workerFile } from './piscina-queue.js';
import { RUN_QUEUE } from './run-job.js';
import { RunExecutor } from './run-executor.service.js';
import { RunStore } from './run-store.service.js';
import { CellRuns } from './cell-runs.service.js';
import { LineRuns } from './line-runs.service.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';
import { ScenariosController } from './scenarios.controller.js';
import { ScenariosService } from './scenarios.service.js';
import { StartStates } from './start-states.service.js';

@Module({
  imports: [PlantModule, TwinModule, CellsModule, TypeOrmModule.forFeature([ScenarioRow, RunRow, ResultRow, StartStateRow])],
  controllers: [ScenariosController, RunsController],
  providers: [
    {
      provide: RUN_QUEUE,
      inject: [CONFIG],
      useFactory: (config: Config) => new PiscinaQueue({ threads: config.workers ?? defaultThreads(), worker: workerFile() }),
    },
    ScenariosService,
    RunsService,
    RunExecutor,
    RunStore,
    StartStates,
    LineRuns,
    CellRuns,
  ],
  exports: [RunsService],
})
export class ScenariosModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config.js';
import { CellsModule } from '../cells/cells.module.js';
import { HealthRegistry } from '../platform/health.js';
import { PlantModule } from '../plant/plant.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { BullQueue } from './bull-queue.js';
import { ResultRow, RunRow, ScenarioRow, StartStateRow } from './entities.js';
import { modelIdentity } from './model-identity.js';
import { defaultThreads, PiscinaQueue, workerFile } from './piscina-queue.js';
import { RUN_QUEUE, type RunQueue } from './run-job.js';
import { RunExecutor } from './run-executor.service.js';
import { RunStore } from './run-store.service.js';
import { ComparisonController } from './comparison.controller.js';
import { DecisionRow } from './decision.entity.js';
import { DecisionsController } from './decisions.controller.js';
import { Decisions } from './decisions.service.js';
import { CellRuns } from './cell-runs.service.js';
import { MomentRow } from './moment.entity.js';
import { MomentsController } from './moments.controller.js';
import { Moments } from './moments.service.js';
import { LineRuns } from './line-runs.service.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';
import { ScenariosController } from './scenarios.controller.js';
import { ScenariosService } from './scenarios.service.js';
import { StartStates } from './start-states.service.js';

/** Threads of this process, or where there is a Redis the worker processes at it. */
function openQueue({ redisUrl, workers }: Config, health: HealthRegistry): RunQueue {
  if (redisUrl === null) return new PiscinaQueue({ threads: workers ?? defaultThreads(), worker: workerFile(), stays: true });
  const queue = new BullQueue({ url: redisUrl, model: modelIdentity() });
  health.register('simulations', () => queue.health());
  return queue;
}

@Module({
  imports: [PlantModule, TwinModule, CellsModule, TypeOrmModule.forFeature([ScenarioRow, RunRow, ResultRow, StartStateRow, MomentRow, DecisionRow])],
  controllers: [ScenariosController, RunsController, ComparisonController, MomentsController, DecisionsController],
  providers: [
    {
      provide: RUN_QUEUE,
      inject: [CONFIG, HealthRegistry],
      useFactory: openQueue,
    },
    ScenariosService,
    RunsService,
    RunExecutor,
    RunStore,
    Moments,
    Decisions,
    StartStates,
    LineRuns,
    CellRuns,
  ],
  exports: [RunsService],
})
export class ScenariosModule {}

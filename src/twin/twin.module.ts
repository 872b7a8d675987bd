import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PlantModule } from '../plant/plant.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { LossesController } from './losses.controller.js';
import { OeeController } from './oee.controller.js';
import { ReplayController } from './replay.controller.js';
import { ReplayService } from './replay.service.js';
import { StateSharesController } from './state-shares.controller.js';
import { StopStatementStore } from './stop-statement-store.service.js';
import { StopStatementRow } from './stop-statement.entity.js';
import { StopStatementsController } from './stop-statements.controller.js';
import { StopStatements } from './stop-statements.service.js';
import { TwinController } from './twin.controller.js';
import { TwinService } from './twin.service.js';
import { TwinUpkeep } from './upkeep.service.js';

@Module({
  imports: [PlantModule, TelemetryModule, TypeOrmModule.forFeature([StopStatementRow])],
  controllers: [TwinController, LossesController, OeeController, ReplayController, StateSharesController, StopStatementsController],
  providers: [TwinService, ReplayService, TwinUpkeep, StopStatementStore, StopStatements],
  exports: [TwinService, StopStatements],
})
export class TwinModule {}

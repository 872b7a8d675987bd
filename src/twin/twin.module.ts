import { Module } from '@nestjs/common';
import { PlantModule } from '../plant/plant.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { LossesController } from './losses.controller.js';
import { OeeController } from './oee.controller.js';
import { ReplayController } from './replay.controller.js';
import { ReplayService } from './replay.service.js';
import { StateSharesController } from './state-shares.controller.js';
import { TwinController } from './twin.controller.js';
import { TwinService } from './twin.service.js';
import { TwinUpkeep } from './upkeep.service.js';

@Module({
  imports: [PlantModule, TelemetryModule],
  controllers: [TwinController, LossesController, OeeController, ReplayController, StateSharesController],
  providers: [TwinService, ReplayService, TwinUpkeep],
  exports: [TwinService],
})
export class TwinModule {}

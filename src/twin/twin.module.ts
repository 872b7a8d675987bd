import { Module } from '@nestjs/common';
import { PlantModule } from '../plant/plant.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { LossesController } from './losses.controller.js';
import { StateSharesController } from './state-shares.controller.js';
import { TwinController } from './twin.controller.js';
import { TwinService } from './twin.service.js';
import { TwinUpkeep } from './upkeep.service.js';

@Module({
  imports: [PlantModule, TelemetryModule],
  controllers: [TwinController, LossesController, StateSharesController],
  providers: [TwinService, TwinUpkeep],
  exports: [TwinService],
})
export class TwinModule {}

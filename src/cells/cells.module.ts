import { Module } from '@nestjs/common';
import { PlantModule } from '../plant/plant.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { CellsController } from './cells.controller.js';
import { CellsService } from './cells.service.js';
import { UnitSharesController } from './unit-shares.controller.js';
import { CellsUpkeep } from './upkeep.service.js';

@Module({
  imports: [PlantModule, TelemetryModule],
  controllers: [CellsController, UnitSharesController],
  providers: [CellsService, CellsUpkeep],
  exports: [CellsService],
})
export class CellsModule {}

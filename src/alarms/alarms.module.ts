import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CellsModule } from '../cells/cells.module.js';
import { PlantModule } from '../plant/plant.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { AlarmCountsController } from './alarm-counts.controller.js';
import { AlarmMetrics } from './alarm-metrics.js';
import { AlarmRegistry } from './alarm-registry.service.js';
import { AlarmStore } from './alarm-store.service.js';
import { AlarmsController } from './alarms.controller.js';
import { AlarmsService } from './alarms.service.js';
import { CellAlarms } from './cell-alarms.service.js';
import { AlarmBookRow, AlarmEventRow } from './entities.js';
import { LineAlarms } from './line-alarms.service.js';

@Module({
  imports: [PlantModule, TwinModule, CellsModule, TypeOrmModule.forFeature([AlarmEventRow, AlarmBookRow])],
  controllers: [AlarmsController, AlarmCountsController],
  providers: [AlarmsService, AlarmRegistry, AlarmStore, LineAlarms, CellAlarms, AlarmMetrics],
  exports: [AlarmsService],
})
export class AlarmsModule {}

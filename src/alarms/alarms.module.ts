import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PlantModule } from '../plant/plant.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { AlarmStore } from './alarm-store.service.js';
import { AlarmsController } from './alarms.controller.js';
import { AlarmsService } from './alarms.service.js';
import { AlarmBookRow, AlarmEventRow } from './entities.js';

@Module({
  imports: [PlantModule, TwinModule, TypeOrmModule.forFeature([AlarmEventRow, AlarmBookRow])],
  controllers: [AlarmsController],
  providers: [AlarmsService, AlarmStore],
  exports: [AlarmsService],
})
export class AlarmsModule {}

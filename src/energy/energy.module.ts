import { Module } from '@nestjs/common';
import { CellsModule } from '../cells/cells.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { EnergyController } from './energy.controller.js';
import { EnergyMeterReadings } from './meters.service.js';
import { EnergyReadings } from './readings.service.js';
import { EnergyRecord } from './record.service.js';
import { EnergySites } from './sites.service.js';

@Module({
  imports: [TelemetryModule, CellsModule],
  controllers: [EnergyController],
  providers: [EnergyReadings, EnergySites, EnergyMeterReadings, EnergyRecord],
})
export class EnergyModule {}

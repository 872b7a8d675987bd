import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CellsModule } from '../cells/cells.module.js';
import { ScenariosModule } from '../scenarios/scenarios.module.js';
import { PlantModule } from '../plant/plant.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { EnergyBaselinesController } from './baselines.controller.js';
import { EnergyBaselines } from './baselines.service.js';
import { EnergyBaselineRow } from './energy-baseline.entity.js';
import { EnergyController } from './energy.controller.js';
import { LineEnergyController } from './line-energy.controller.js';
import { LineEnergyService } from './line-energy.service.js';
import { EnergyMeterReadings } from './meters.service.js';
import { EnergyPeriods } from './periods.service.js';
import { PromisedSavings } from './promised-savings.service.js';
import { EnergyReadings } from './readings.service.js';
import { EnergyRecord } from './record.service.js';
import { EnergySites } from './sites.service.js';

@Module({
  imports: [PlantModule, TelemetryModule, TwinModule, CellsModule, ScenariosModule, TypeOrmModule.forFeature([EnergyBaselineRow])],
  controllers: [EnergyController, EnergyBaselinesController, LineEnergyController],
  providers: [EnergyReadings, EnergySites, EnergyMeterReadings, EnergyRecord, EnergyPeriods, EnergyBaselines, PromisedSavings, LineEnergyService],
})
export class EnergyModule {}

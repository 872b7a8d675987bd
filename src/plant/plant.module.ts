import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PlantController } from './plant.controller.js';
import { PlantService } from './plant.service.js';
import { PlantVersion } from './plant-version.entity.js';
import { PlantVersions } from './plant-versions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PlantVersion])],
  controllers: [PlantController],
  providers: [PlantService, PlantVersions],
  exports: [PlantService],
})
export class PlantModule {}

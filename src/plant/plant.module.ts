import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PlantController } from './plant.controller.js';
import { PlantFileText } from './plant-file-text.entity.js';
import { PlantFileTexts } from './plant-file-texts.service.js';
import { PlantFilesController } from './plant-files.controller.js';
import { PlantFilesOnDisk } from './plant-files.service.js';
import { PlantService } from './plant.service.js';
import { PlantVersion } from './plant-version.entity.js';
import { PlantVersions } from './plant-versions.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([PlantVersion, PlantFileText])],
  controllers: [PlantController, PlantFilesController],
  providers: [PlantService, PlantVersions, PlantFileTexts, PlantFilesOnDisk],
  exports: [PlantService],
})
export class PlantModule {}

import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ApiProduces, ApiQuery } from '@nestjs/swagger';
import { CellsModule } from '../cells/cells.module.js';
import { EXPORT_FORMATS, MEDIA_TYPES } from '../contract/export.js';
import { PlantModule } from '../plant/plant.module.js';
import { TelemetryModule } from '../telemetry/telemetry.module.js';
import { TwinModule } from '../twin/twin.module.js';
import { BatchesExport } from './batches-export.service.js';
import { CellExports } from './cell-exports.service.js';
import { ExportInterceptor } from './export.interceptor.js';
import { Exporters, handlersOfExports } from './exporters.service.js';
import { ReadingsExport } from './readings-export.service.js';
import { StatesExport } from './states-export.service.js';

const FORMAT = ApiQuery({
  name: 'format',
  required: false,
  enum: ['json', 'csv', ...EXPORT_FORMATS],
  description: 'an export in this format, before the Accept header',
});
const PRODUCES = ApiProduces('application/json', ...new Set(Object.values(MEDIA_TYPES).map((type) => type.split(';')[0]!)));
for (const { controller, name, descriptor } of handlersOfExports()) {
  FORMAT(controller, name, descriptor);
  PRODUCES(controller, name, descriptor);
}

@Module({
  imports: [PlantModule, TelemetryModule, TwinModule, CellsModule],
  providers: [ReadingsExport, StatesExport, BatchesExport, CellExports, Exporters, { provide: APP_INTERCEPTOR, useClass: ExportInterceptor }],
})
export class ExportsModule {}
